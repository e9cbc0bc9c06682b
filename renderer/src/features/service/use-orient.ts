import { useState } from 'react'
import { fullNameOf } from '#shared/person/profile.ts'
import { service as t } from '../../i18n/service.ts'
import { beginRequest } from '../../lib/begin-request.ts'
import { accompany, useCurrentPerson } from '../../lib/current-person.ts'
import { forgetPerson, nameOf, usePersonAtHand } from '../../lib/person-at-hand.ts'
import { href, navigate } from '../../lib/route.ts'
import { showToast } from '../../lib/toasts.ts'
import { useAccount } from '../../lib/use-account.ts'

type Orient = {
  /** Begins a request for this service, and goes to it. */
  readonly orient: () => void
  readonly isPending: boolean
  /** Whom it will be for, when their data are at hand; null otherwise. */
  readonly person: string | null
  /** Lets go of them: the request is for someone else. */
  readonly letGo: () => void
}

export const useOrient = (serviceId: string): Orient => {
  const account = useAccount()?.compte?.id ?? null
  const atHand = usePersonAtHand(account)
  const inFront = useCurrentPerson()
  const [isPending, setPending] = useState(false)
  const orient = () => {
    if (isPending) return
    setPending(true)
    beginRequest(serviceId, account)
      .then(({ id }) => navigate(href.brouillon(id)))
      .catch((error: Error) => showToast({ tone: 'erreur', message: `${t.echecBrouillon} ${error.message}` }))
      .finally(() => setPending(false))
  }
  if (inFront !== null) {
    const name = fullNameOf(inFront.profil)
    return { orient, isPending, person: name === '' ? t.sansNom : name, letGo: () => accompany(null) }
  }
  return { orient, isPending, person: atHand === null ? null : nameOf(atHand), letGo: forgetPerson }
}

import { useEffect, useRef } from 'react'
import type { ServiceSheet } from '#shared/contract/catalogue.ts'
import type { Contact } from '#shared/accounts/wire.ts'
import { service as t } from '../../i18n/service.ts'
import { isSignedIn, pending } from '../../lib/account.ts'
import { announce } from '../../lib/announce.ts'
import { useAction } from '../../lib/api.ts'
import { href } from '../../lib/route.ts'
import { useAccount } from '../../lib/use-account.ts'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ContactLines } from '../../ui/sheet/ContactLines.tsx'
import { displayPhone } from '#shared/text/contact.ts'

const spoken = ({ nom, telephone, courriel }: Contact): string =>
  [nom, telephone === null ? null : displayPhone(telephone), courriel].filter((part) => part !== null && part !== '').join(', ')

/** What to do to see them, for who may not yet. */
const HowTo = () => {
  const state = useAccount()
  if (!isSignedIn(state))
    return (
      <p>
        <Link href={href.connexion(window.location.pathname + window.location.search)}>{t.reserveConnexion}</Link>
      </p>
    )
  return (
    <p>
      {pending(state).length > 0 ? t.reserveAttente : t.reserveRejoindre}{' '}
      <Link href={pending(state).length > 0 ? href.compte() : href.rejoindre()}>
        {pending(state).length > 0 ? t.reserveVoirDemande : t.reserveRejoindreLien}
      </Link>
    </p>
  )
}

type Props = {
  readonly data: Pick<ServiceSheet, 'service' | 'droits'>
  readonly onShown: () => void
}

/**
 * A contact that the server leaves out of public data: asked for, and told, only to a professional who asks to see it
 * (dora-backend.md §5.3).
 */
export const ReservedContact = ({ data: { service, droits }, onShown }: Props) => {
  const ask = useAction('account.serviceContact')
  const shown = useRef<HTMLDivElement>(null)
  const contact = ask.data
  const read = (found: Contact) => {
    announce(t.reserveLu(spoken(found)))
    onShown()
  }
  // The button pressed is gone: the focus goes to what it has shown.
  useEffect(() => {
    if (contact !== undefined) shown.current?.focus({ preventScroll: true })
  }, [contact])
  // Someone else may have come since, or nobody be there any more.
  if (contact !== undefined && droits.voir_contact)
    return (
      <div ref={shown} tabIndex={-1} className="sheet-reserved-shown" role="group" aria-label={t.reserve}>
        <ContactLines {...contact} />
      </div>
    )
  return (
    <div className="sheet-reserved">
      <p>{t.reserve}</p>
      {ask.error !== null && (
        <Notice tone="bad" urgent>
          {ask.error.message}
        </Notice>
      )}
      {droits.voir_contact ? (
        <Button icon="user" isDisabled={ask.isPending} onPress={() => ask.mutate({ serviceId: service.id }, { onSuccess: read })}>
          {ask.isPending ? t.reserveLecture : t.reserveAfficher}
        </Button>
      ) : (
        <HowTo />
      )}
    </div>
  )
}

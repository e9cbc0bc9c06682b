import { useState } from 'react'
import { DoraError } from '#shared/errors.ts'
import type { ListingKind } from '#shared/listing/groups.ts'
import type { Problem } from '#shared/listing/problems.ts'
import type { ServiceStatus } from '#shared/listing/status.ts'
import { client } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'
import { draftProblems } from './check.ts'
import type { Refusal } from './Problems.tsx'
import { problemsOf } from './refusal.ts'
import type { WorkingCopy } from './use-working-copy.ts'

const CLASHES = 'fiche-heurts'
const OF_FIELDS: ReadonlySet<string> = new Set(['fiche-incomplete', 'fiche-invalide', CLASHES])

type Options = {
  readonly kind: ListingKind
  readonly id: string
  readonly copy: WorkingCopy
  /** What keeps it from being published now, local rules included. */
  readonly whole: readonly Problem[]
  readonly label: (champ: string) => string
  /** After a refusal: every field may now say what is wrong with it, and the first one gets the focus. */
  readonly onRefused: (problems: readonly Problem[]) => void
  readonly onSent: (statut: ServiceStatus | null) => void
}

/** Sends the working copy, or says why it does not leave. Nothing typed is lost either way. */
export const useSubmit = ({ kind, id, copy, whole, label, onRefused, onSent }: Options) => {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const refuse = (problems: readonly Problem[], publication: boolean, clash = false) => {
    const told = problems.map(({ champ, message }) => ({ champ, message: message === '' ? label(champ) : message }))
    setRefusal({ problems: told, publication, clash })
    onRefused(told)
  }
  return {
    busy,
    refusal,
    forget: () => setRefusal(null),
    /** `publishing`: everything that publication asks for must be there. */
    submit: async (statut: ServiceStatus | null, publishing: boolean) => {
      const found = publishing || kind === 'structure' ? whole : draftProblems(kind, copy.doc)
      if (found.length > 0) return refuse(found, publishing)
      setBusy(true)
      try {
        await copy.flush()
        await client.call('listing.submit', { kind, id, statut })
        setRefusal(null)
        await copy.catchUp()
        onSent(statut)
      } catch (error) {
        const { code, details, message } = error instanceof DoraError ? error : new DoraError('interne')
        if (OF_FIELDS.has(code) && problemsOf(details).length > 0)
          refuse(problemsOf(details), code === 'fiche-incomplete', code === CLASHES)
        else showToast({ tone: 'erreur', message })
      } finally {
        setBusy(false)
      }
    },
  }
}

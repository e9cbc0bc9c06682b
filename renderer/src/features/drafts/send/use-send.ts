import { useEffect, useState } from 'react'
import type { Check, Checks } from '#shared/orientation/checks.ts'
import { sendingText as t, whatHappensText } from '../../../i18n/sending.ts'
import { client, readAgain } from '../../../lib/api.ts'
import { overridesOf, type Reasons, reasonsMissing } from './overrides.ts'

type Ask = {
  readonly draftId: string
  /** Null while none is chosen. */
  readonly structureId: string | null
  readonly checks: Checks | undefined
  readonly reasons: Reasons
  /** A file is still on its way to the draft. */
  readonly uploading: boolean
  readonly stored: () => Promise<boolean>
  readonly onSent: (sent: { readonly id: string; readonly retenue: boolean }) => void
}

/** First of what blocks or asks for a reason in vain, in the order of the list: there the focus goes. Null: nothing stops it. */
const stopOf = (checks: readonly Check[], reasons: Reasons): string | null => {
  const missing = reasonsMissing(checks, reasons)
  const first = checks.find(({ niveau, regle }) => niveau === 'bloquant' || missing.includes(regle))
  if (first === undefined) return null
  return first.niveau === 'bloquant' ? `[data-regle="${first.regle}"]` : `[data-regle="${first.regle}"] input`
}

/** Sends, once: what was typed is stored first, and what is missing is said where it is to be typed. */
export const useSend = ({ draftId, structureId, checks, reasons, uploading, stored, onSent }: Ask) => {
  const [tried, setTried] = useState(false)
  const [stop, setStop] = useState<{ readonly at: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  // Once the message that says why has taken its room.
  useEffect(() => {
    if (stop !== null) document.querySelector<HTMLElement>(stop.at)?.focus()
  }, [stop])

  const go = async (list: readonly Check[], from: string): Promise<void> => {
    if (!(await stored())) return setError(t.nonEnregistre)
    onSent(await client.call('orientations.send', { draftId, structureId: from, contournements: overridesOf(list, reasons) }))
  }

  const send = () => {
    if (busy || checks === undefined) return
    setTried(true)
    setError(null)
    const at = stopOf(checks.checks, reasons)
    if (at !== null) return setStop({ at })
    if (structureId === null) return setError(whatHappensText.choisirManque)
    if (uploading) return setError(t.fichiersEnCours)
    setBusy(true)
    void go(checks.checks, structureId)
      .catch((failure: Error) => {
        setError(failure.message)
        // What was judged may have changed since: another request for the same person, a service that has left.
        void readAgain('orientations.checks')
      })
      .finally(() => setBusy(false))
  }
  return { send, tried, busy, error }
}

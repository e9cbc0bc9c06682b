import { useCallback, useEffect } from 'react'
import type { Geste } from '#shared/usage/event.ts'
import { memberships } from './account.ts'
import { useAccount } from './use-account.ts'
import { usage } from './usage.ts'

type Sheet = {
  readonly kind: 'service' | 'structure'
  /** Undefined until it is read. */
  readonly id: string | undefined
  /** Of which it is, or null. */
  readonly structureId: string | null | undefined
}

/**
 * Tells that a sheet was seen, and answers with what tells of a gesture upon it. What people do with the sheets of their own structure
 * is no use of them.
 */
export const useSheetTold = ({ kind, id, structureId }: Sheet): ((geste: Geste) => void) => {
  const account = useAccount()
  const others = account !== undefined && !memberships(account).some((one) => one.structure_id === structureId)
  useEffect(() => {
    if (id !== undefined && others) usage.sheet(kind, id)
  }, [kind, id, others])

  const tell = useCallback(
    (geste: Geste) => {
      if (id !== undefined && others && kind === 'service') usage.gesture(id, geste)
    },
    [kind, id, others],
  )
  // By the button of the sheet, or by the keyboard of the browser.
  useEffect(() => {
    const printed = () => tell('impression')
    window.addEventListener('beforeprint', printed)
    return () => window.removeEventListener('beforeprint', printed)
  }, [tell])
  return tell
}

/** Of a press within a sheet: what it does to reach the service, or null. A copy of a number or an address is as good as its use. */
export const gestureAt = (target: EventTarget): Geste | null => {
  if (!(target instanceof Element)) return null
  const at =
    target.closest('a[href]') ??
    (target.closest('button') === null ? null : target.closest('.sheet-contact li')?.querySelector('a[href]'))
  const url = at?.getAttribute('href') ?? ''
  if (/^tel:/i.test(url)) return 'telephone'
  if (/^mailto:/i.test(url)) return 'courriel'
  return /^https?:/i.test(url) && at?.closest('.sheet-box') != null ? 'lien' : null
}

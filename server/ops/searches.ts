import type { Logger } from 'pino'
import { createSearchLetters } from '../memory/letters.ts'
import { readPlaces } from '../memory/places.ts'
import type { AccountServices } from './accounts.ts'
import { createEvery } from './every.ts'

const EVERY_MS = 3600_000

/** Letters of kept searches: looked at each hour, written once a day. */
export const openSearches = (
  { parts, delivers, publicUrl, runs }: Pick<AccountServices, 'parts' | 'delivers' | 'publicUrl' | 'runs'>,
  log: Logger,
): { readonly tick: () => Promise<void> } => {
  const letters = createSearchLetters({ ...parts, publicUrl, delivers, log, places: () => readPlaces() })
  return { tick: createEvery({ now: parts.now, log, runs })(EVERY_MS, 'recherches', letters.run) }
}

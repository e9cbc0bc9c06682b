import { addMonths, parisDay } from '#shared/listing/days.ts'
import { MOIS_GARDES } from '#shared/usage/event.ts'
import type { SyncStore } from '../store/types.ts'

/** Forgets events older than the time for which they may be kept; answers how many. @param now milliseconds since 1970 */
export const forgetUsage = (store: Pick<SyncStore, 'usage'>, now: number): Promise<number> =>
  store.usage.forgetBefore(addMonths(parisDay(now), -MOIS_GARDES))

import type { Doc } from '#shared/sync/merge.ts'
import { difference } from './favourite-doc.ts'
import type { RowKey } from './outbox-table.ts'

/** Windows that show one listing are few. */
const MOST = 8

/**
 * What the editors of listings that nobody has begun to change were given to show. The first save is typed over one of these, not
 * over what the listing has become since: it is the one that it differs least from. Of two that it may as well be, the oldest: to
 * be asked once more about one's own words is better than to write over words that were not seen.
 */
export const createShown = () => {
  const given = new Map<string, Doc[]>()
  const name = ({ userId, kind, id }: RowKey) => JSON.stringify([userId, kind, id])
  const distance = (from: Doc, to: Doc): number => Object.keys(difference(from, to)).length

  return {
    add: (key: RowKey, doc: Doc): void => {
      const before = (given.get(name(key)) ?? []).filter((one) => distance(one, doc) > 0)
      given.set(name(key), [...before.slice(1 - MOST), doc])
    },
    /** What `doc` was typed over; null when nothing was shown since the application began. */
    baseOf: (key: RowKey, doc: Doc): Doc | null => {
      let best: { readonly shown: Doc; readonly far: number } | null = null
      for (const shown of given.get(name(key)) ?? []) {
        const far = distance(shown, doc)
        if (best === null || far < best.far) best = { shown, far }
      }
      return best?.shown ?? null
    },
    forget: (key: RowKey): void => {
      given.delete(name(key))
    },
  }
}

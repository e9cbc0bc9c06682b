import { addDays, parisDay } from '#shared/listing/days.ts'
import type { Doc } from '#shared/sync/merge.ts'

/** Views of the last 90 days, by sheet: rows `vues` (server/listing/views.ts), which count a month each, added up as days go by. */

const DAYS = 90
/** First day that still counts. @param today ISO day, which counts too */
export const firstDay = (today: string): string => addDays(today, 1 - DAYS)
export const dayOf = (instant: string): string => parisDay(Date.parse(instant))

/** Day of the month, number of views, and so on: a few bytes for each day that had any. */
type Month = readonly number[]
type Seen = { readonly month: string; readonly days: Month }

/** `<kind>/<id>/<YYYY-MM>` */
const partsOf = (rowId: string): { readonly key: string; readonly month: string } => {
  const cut = rowId.lastIndexOf('/')
  return { key: rowId.slice(0, cut), month: rowId.slice(cut + 1) }
}

export type ViewsIndex = {
  readonly vues: ReadonlyMap<string, number>
  /** Whether a row is of a month that counts, and is worth opening: those before are kept for ever. */
  readonly counts: (rowId: string) => boolean
  /** Takes a row as it is now; null for one that is gone. */
  readonly apply: (rowId: string, doc: Doc | null) => void
  /** Counts again from another day. */
  readonly setToday: (today: string) => void
}

export const createViewsIndex = (firstToday: string): ViewsIndex => {
  const vues = new Map<string, number>()
  const months = new Map<string, Seen[]>()
  let today = firstToday
  let first = firstDay(today)

  const total = (seen: readonly Seen[]): number => {
    let sum = 0
    for (const { month, days } of seen) {
      for (let at = 0; at < days.length; at += 2) {
        const day = `${month}-${String(days[at]).padStart(2, '0')}`
        if (day >= first && day <= today) sum += days[at + 1] ?? 0
      }
    }
    return sum
  }
  const count = (key: string): void => {
    const seen = months.get(key) ?? []
    const sum = total(seen)
    if (sum === 0) vues.delete(key)
    else vues.set(key, sum)
  }

  const isRecent = (month: string): boolean => month >= first.slice(0, 7)

  return {
    vues,
    counts: (rowId) => isRecent(partsOf(rowId).month),
    apply: (rowId, doc) => {
      const { key, month } = partsOf(rowId)
      const others = (months.get(key) ?? []).filter((one) => one.month !== month)
      const days = Object.entries((doc?.['jours'] ?? {}) as Readonly<Record<string, number>>).flatMap(([day, n]) => [
        Number(day),
        n,
      ])
      // Months that no longer count are not kept, and come back no more: days only go forward.
      const kept = [...others, { month, days }].filter((one) => one.days.length > 0 && isRecent(one.month))
      if (kept.length === 0) months.delete(key)
      else months.set(key, kept)
      count(key)
    },
    setToday: (day) => {
      if (day === today) return
      today = day
      first = firstDay(today)
      for (const key of months.keys()) count(key)
    },
  }
}

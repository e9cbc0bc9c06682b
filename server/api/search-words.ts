import { geodesicKm } from './geodesic.ts'
import { hasBit } from './bits.ts'
import type { Live } from './live.ts'
import { entryAt, type Filters, finer, kept, listServices, type Point } from './search.ts'

/** `/search`: words, and how near (data-inclusion.md §2.2). */

export type WordSearch = Filters & {
  /** Null: no words are asked; without any that tells something, nothing is found. */
  readonly q: string | null
  readonly point: Point | null
  /** Kilometres around the point. */
  readonly distance: number
}

export type WordHit = { readonly slot: number; readonly score: number | null; readonly distance: number | null }

type Scored = WordHit & { readonly order: number }

/** Ties go to the quality of the service, then to its identifier. */
const inOrder = (live: Live, hits: Scored[]): readonly WordHit[] => {
  const { scores } = live.columns
  return hits.sort(
    (a, b) =>
      b.order - a.order ||
      (scores[b.slot] ?? 0) - (scores[a.slot] ?? 0) ||
      (entryAt(live, a.slot).id < entryAt(live, b.slot).id ? -1 : 1),
  )
}

/** Once `live.needle` is ready, when words are asked. */
export const searchWords = (live: Live, asked: WordSearch): readonly WordHit[] => {
  const { q, point, distance } = asked
  const { columns, needle } = live
  const found = q === null ? null : needle.find(q)
  const among = ((): readonly number[] => {
    if (found === null) return listServices(live, asked)
    const bits = kept(live, asked)
    const isFine = finer(live, asked)
    return found.slots.filter((slot) => hasBit(bits, slot) && isFine(slot))
  })()
  const hits: Scored[] = []
  for (const slot of among) {
    const km =
      point === null ? null : geodesicKm(point.lat, point.lon, columns.latitudes[slot] ?? NaN, columns.longitudes[slot] ?? NaN)
    if (km !== null && !(km <= distance)) continue
    const score = found?.scoreOf(slot) ?? null
    const near = km === null ? null : 1 - km / distance
    hits.push({ slot, score, distance: km === null ? null : Math.round(km), order: orderOf(score, near) })
  }
  return inOrder(live, hits)
}

/** Scores are told apart by tenths where distance does not count; half and half with it. */
const orderOf = (score: number | null, near: number | null): number => {
  if (near === null) return score === null ? 0 : Math.round(score * 10)
  return score === null ? near : 0.5 * score + 0.5 * near
}

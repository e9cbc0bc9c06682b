import type { Sort } from '#shared/search/query.ts'
import type { Columns } from './columns.ts'
import { freshness, MAX_PERTINENCE, nearness, pertinence } from './rank.ts'
import type { Selected } from './select.ts'
import type { TextMatch } from './text-match.ts'
import { topPositions } from './top.ts'

export type Ordering = {
  readonly columns: Columns
  readonly selected: Selected
  readonly match: TextMatch | null
  readonly today: number
  /** True when a place was asked, whatever the distances. */
  readonly placed: boolean
  /** Rank of each rowid by name, French order; asked only for the sort by name. */
  readonly nameRank: () => Float64Array
}

/** Scores and keys are asked by position in `selected.rows`. */
const pertinenceOf = ({ columns, selected, match, today, placed }: Ordering) => {
  const { rows, onSite, km } = selected
  return (i: number): number => {
    const r = rows[i] as number
    const distance = km === null ? NaN : (km[i] as number)
    return pertinence({
      text: match === null ? 0 : (match.text[r] as number),
      need: match === null ? 0 : (match.need[r] as number),
      complete: match !== null && match.covered[r] === match.all,
      nearness: !placed ? null : onSite[i] === 1 && Number.isNaN(distance) ? 1 : nearness(distance),
      freshness: freshness(today - (columns.jour[r] as number)),
      completeness: (columns.completude[r] as number) / 100,
    })
  }
}

/** A tie-break below one step of the main key. */
const below1 = (score: number): number => score / (MAX_PERTINENCE + 1)

const keyOf = (sort: Exclude<Sort, 'dora'>, ordering: Ordering): ((i: number) => number) => {
  const score = pertinenceOf(ordering)
  const { columns, selected } = ordering
  const { rows, km } = selected
  switch (sort) {
    case 'pertinence':
      return score
    case 'distance':
      // In metres, so that the tie-break tells apart only what is at the same place; without distance last.
      return (i) => {
        const distance = km === null ? NaN : (km[i] as number)
        return (Number.isNaN(distance) ? -1e9 : -Math.round(distance * 1000)) + below1(score(i))
      }
    case 'fraicheur':
      return (i) => (columns.jour[rows[i] as number] as number) + below1(score(i))
    case 'nom': {
      const rank = ordering.nameRank()
      return (i) => -(rank[rows[i] as number] as number)
    }
  }
}

/** Rowids of results `offset` to `offset + limit` in the order asked. */
export const orderPage = (sort: Sort, ordering: Ordering, offset: number, limit: number): number[] => {
  const { rows } = ordering.selected
  if (limit === 0 || offset >= rows.length) return []
  const positions =
    sort === 'dora'
      ? doraPage(ordering, offset, limit)
      : Array.from(topPositions(keyOf(sort, ordering), rows.length, offset + limit)).slice(offset)
  return positions.map((i) => rows[i] as number)
}

/** A number 0–1 for a service, the same all day and without relation from one day to the next (32-bit mix of murmur3). */
const dailyRandom = (r: number, today: number): number => {
  let h = Math.imul(r ^ Math.imul(today, 0x9e3779b1), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}

/**
 * DORA's own order (dora-backend.md §2.8): shuffled by the day; on site, nearest first, by whole kilometres;
 * then 2 on site, 1 remote, 2 on site, 1 remote… until both are exhausted.
 */
const doraPage = ({ selected, today }: Ordering, offset: number, limit: number): number[] => {
  const { rows, onSite, km, surPlace, aDistance } = selected
  const k = offset + limit
  const here = new Uint32Array(surPlace)
  const away = new Uint32Array(aDistance)
  for (let i = 0, h = 0, a = 0; i < rows.length; i++) {
    if (onSite[i] === 1) here[h++] = i
    else away[a++] = i
  }
  const whole = (i: number) => (km === null || Number.isNaN(km[i]) ? 0 : Math.round(km[i] as number))
  const random = (i: number) => dailyRandom(rows[i] as number, today)
  const top = (some: Uint32Array, key: (i: number) => number): number[] =>
    Array.from(
      topPositions((at) => key(some[at] as number), some.length, k),
      (at) => some[at] as number,
    )
  const nearest = top(here, (i) => random(i) - whole(i))
  const shuffled = top(away, random)
  const page: number[] = []
  for (let i = 0, j = 0; page.length < k && (i < nearest.length || j < shuffled.length);) {
    page.push(...nearest.slice(i, i + 2), ...shuffled.slice(j, j + 1))
    i += 2
    j += 1
  }
  return page.slice(offset, k)
}

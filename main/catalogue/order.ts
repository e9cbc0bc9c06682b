import type { Sort } from '#shared/search/query.ts'
import type { Columns } from './columns.ts'
import { ON_SITE } from './place.ts'
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
  readonly nameRank: () => Uint32Array
}

const pertinenceOf = ({ columns, selected, match, today, placed }: Ordering) => {
  const { where, distance } = selected.located
  return (r: number): number =>
    pertinence({
      text: match === null ? 0 : (match.text[r] as number),
      need: match === null ? 0 : (match.need[r] as number),
      complete: match !== null && match.covered[r] === match.all,
      nearness: !placed ? null : where[r] === ON_SITE && Number.isNaN(distance[r]) ? 1 : nearness(distance[r] as number),
      freshness: freshness(today - (columns.jour[r] as number)),
      completeness: (columns.completude[r] as number) / 100,
    })
}

/** A tie-break below one step of the main key. */
const below1 = (score: number): number => score / (MAX_PERTINENCE + 1)

const keyOf = (sort: Exclude<Sort, 'dora'>, ordering: Ordering): ((r: number) => number) => {
  const score = pertinenceOf(ordering)
  const { columns, selected } = ordering
  switch (sort) {
    case 'pertinence':
      return score
    case 'distance':
      // In metres, so that the tie-break tells apart only what is at the same place; without distance last.
      return (r) => {
        const km = selected.located.distance[r] as number
        return (Number.isNaN(km) ? -1e9 : -Math.round(km * 1000)) + below1(score(r))
      }
    case 'fraicheur':
      return (r) => (columns.jour[r] as number) + below1(score(r))
    case 'nom': {
      const rank = ordering.nameRank()
      return (r) => -(rank[r] as number)
    }
  }
}

/** Rowids of results `offset` to `offset + limit` in the order asked. */
export const orderPage = (sort: Sort, ordering: Ordering, offset: number, limit: number): number[] => {
  if (limit === 0 || offset >= ordering.selected.rows.length) return []
  return sort === 'dora'
    ? doraPage(ordering, offset, limit)
    : topRows(ordering.selected.rows, keyOf(sort, ordering), offset + limit).slice(offset)
}

const topRows = (rows: Uint32Array, key: (r: number) => number, k: number): number[] => {
  const keys = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) keys[i] = key(rows[i] as number)
  return Array.from(topPositions(keys, rows.length, k), (position) => rows[position] as number)
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
  const { rows, surPlace, aDistance, located } = selected
  const k = offset + limit
  const onSite = rows.filter((r) => located.where[r] === ON_SITE)
  const remote = rows.filter((r) => located.where[r] !== ON_SITE)
  const km = (r: number) => (Number.isNaN(located.distance[r]) ? 0 : Math.round(located.distance[r] as number))
  const nearest = topRows(onSite, (r) => dailyRandom(r, today) - km(r), Math.min(k, surPlace))
  const shuffled = topRows(remote, (r) => dailyRandom(r, today), Math.min(k, aDistance))
  const page: number[] = []
  for (let i = 0, j = 0; page.length < k && (i < nearest.length || j < shuffled.length);) {
    page.push(...nearest.slice(i, i + 2), ...shuffled.slice(j, j + 1))
    i += 2
    j += 1
  }
  return page.slice(offset, k)
}

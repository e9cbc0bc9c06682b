import { FACETS, type Filters, type SearchQuery } from '#shared/search/query.ts'
import type { ResolvedPlace } from '#shared/geo/types.ts'
import type { Columns } from './columns.ts'
import type { FacetCounter } from './facets.ts'
import { compileFilters } from './filters.ts'
import { locate, NOWHERE, ON_SITE, type Located } from './place.ts'
import { FEW, MIN_COVERAGE } from './rank.ts'
import type { TextMatch } from './text-match.ts'

/** What a query is compared with, whatever the query. */
export type SelectionBase = {
  readonly columns: Columns
  /** 1 for a service open to all publics. */
  readonly open: Uint8Array
}

export type Place = ResolvedPlace | null
export type PlaceMatch = (place: Place, radiusKm: number, today: number) => Located

/** Remembers the last few places (9 bytes a service each): between two keystrokes the place does not change. */
export const rememberPlaces = (columns: Columns, capacity = 8): PlaceMatch => {
  const known = new Map<string, Located>()
  return (place, radiusKm, today) => {
    const key = JSON.stringify([place?.lat, place?.lon, place?.zoneCodes, place?.departements, radiusKm, today])
    const found = known.get(key) ?? locate(columns, place, radiusKm, today)
    known.delete(key)
    known.set(key, found)
    const [oldest] = known.keys()
    if (known.size > capacity && oldest !== undefined) known.delete(oldest)
    return found
  }
}

/** Sets of covered words that answer when all the words are asked for: all of them, or one need of an enumeration. */
export const acceptedByAll = (match: TextMatch): Uint8Array => {
  const accepted = new Uint8Array(match.coverage.length)
  accepted[match.all] = 1
  for (const one of match.enough) for (let set = 1; set < accepted.length; set++) if ((set & one) === one) accepted[set] = 1
  return accepted
}

/** Sets that answer when the words have become optional: enough of the query's weight. */
export const acceptedByEnough = (match: TextMatch): Uint8Array => {
  const accepted = acceptedByAll(match)
  for (let set = 1; set < accepted.length; set++) if ((match.coverage[set] as number) >= MIN_COVERAGE) accepted[set] = 1
  return accepted
}

/**
 * All the words where at least FEW services have them, else enough of them.
 * Decided by words and place alone, never by filters, so that ticking a filter can only narrow.
 */
const acceptedSets = (match: TextMatch, located: Located): Uint8Array => {
  let complete = 0
  for (let r = 1; r < located.where.length && complete < FEW; r++) {
    if (match.covered[r] === match.all && located.where[r] !== NOWHERE) complete++
  }
  return complete >= FEW ? acceptedByAll(match) : acceptedByEnough(match)
}

export type Selected = {
  /** Rowids, increasing. */
  readonly rows: Uint32Array
  readonly surPlace: number
  readonly aDistance: number
  readonly located: Located
  /** Services that fail the filter of one facet and no other, by index in FACETS: what taking it away would add. */
  readonly failingOnly: Uint32Array
}

export type Selecting = Pick<SearchQuery, 'radiusKm'> & {
  readonly filters: Filters
  readonly place: Place
  readonly today: number
}

/** The services that answer, in one pass, told to `facets` with those that fail a single facet. */
export const select = (
  base: SelectionBase,
  placeMatch: PlaceMatch,
  match: TextMatch | null,
  { filters, place, radiusKm, today }: Selecting,
  facets: FacetCounter | null,
): Selected => {
  const { columns } = base
  const located = placeMatch(place, radiusKm, today)
  const { active, passed } = compileFilters(filters, { columns, today, open: base.open })
  const accepted = match === null ? null : acceptedSets(match, located)
  const rows = new Uint32Array(columns.size)
  const failingOnly = new Uint32Array(FACETS.length)
  let n = 0
  let surPlace = 0
  for (let r = 1; r < columns.size; r++) {
    const where = located.where[r]
    if (where === NOWHERE) continue
    if (accepted !== null && match !== null && accepted[match.covered[r] as number] === 0) continue
    const failed = active === 0 ? 0 : active & ~passed(r)
    if (failed === 0) {
      rows[n++] = r
      if (where === ON_SITE) surPlace++
      facets?.add(r, -1)
    } else if ((failed & (failed - 1)) === 0) {
      const only = 31 - Math.clz32(failed)
      failingOnly[only] = (failingOnly[only] as number) + 1
      facets?.add(r, only)
    }
  }
  return { rows: rows.subarray(0, n), surPlace, aDistance: n - surPlace, located, failingOnly }
}

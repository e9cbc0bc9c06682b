import type { Filters, SearchQuery } from '#shared/search/query.ts'
import { FACETS } from '#shared/search/query.ts'
import { PORTEE_KM } from '#shared/usage/event.ts'
import { hasBit } from './bits.ts'
import type { Filtering } from './filters.ts'
import type { Located, Place, PlaceMatch } from './place.ts'
import { FEW, MIN_COVERAGE } from './rank.ts'
import type { TextMatch } from './text-match.ts'

/** What a query is compared with, whatever the query. */
export type SelectionBase = { readonly placeMatch: PlaceMatch; readonly filtering: Filtering }

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
const acceptedSets = (match: TextMatch, { rows }: Located): Uint8Array => {
  let complete = 0
  for (let i = 0; i < rows.length && complete < FEW; i++) if (match.covered[rows[i] as number] === match.all) complete++
  return complete >= FEW ? acceptedByAll(match) : acceptedByEnough(match)
}

/** Arrays by position. */
export type Selected = {
  /** Rowids, increasing. */
  readonly rows: Uint32Array
  /** As in Located. */
  readonly onSite: Uint8Array
  readonly km: Float64Array | null
  readonly surPlace: number
  readonly aDistance: number
  /** Of those on site, within PORTEE_KM of the point searched around; all of them where none is. */
  readonly aPortee: number
  readonly located: Located
  /** Services that fail the filter of one facet and no other, with that facet as an index in FACETS. */
  readonly failing: { readonly rows: Uint32Array; readonly facet: Uint8Array }
  /** How many of them by facet: what taking its filter away would add. */
  readonly failingOnly: Uint32Array
}

/** The arrays of a selection, used again by the next. */
export type SelectScratch = Pick<Selected, 'rows' | 'onSite' | 'failing'> & { readonly km: Float64Array }

export const selectScratch = (size: number): SelectScratch => ({
  rows: new Uint32Array(size),
  onSite: new Uint8Array(size),
  km: new Float64Array(size),
  failing: { rows: new Uint32Array(size), facet: new Uint8Array(size) },
})

export type Selecting = Pick<SearchQuery, 'radiusKm'> & {
  readonly filters: Filters
  readonly place: Place
  readonly today: number
}

/** The services that answer, in one pass over those that answer the place. The answer lives in `scratch`, until the next. */
export const select = (
  { placeMatch, filtering }: SelectionBase,
  match: TextMatch | null,
  { filters, place, radiusKm, today }: Selecting,
  scratch: SelectScratch,
): Selected => {
  const located = placeMatch(place, radiusKm, today)
  const { active, failing, failingTwo, failed } = filtering(filters, today)
  const accepted = match === null ? null : acceptedSets(match, located)
  const filtered = active.length > 0
  const { rows, onSite, km, failing: lost } = scratch
  const failingOnly = new Uint32Array(FACETS.length)
  let n = 0
  let failures = 0
  let surPlace = 0
  let near = 0
  for (let i = 0; i < located.rows.length; i++) {
    const r = located.rows[i] as number
    if (accepted !== null && match !== null && accepted[match.covered[r] as number] === 0) continue
    if (filtered && hasBit(failing, r)) {
      if (hasBit(failingTwo, r)) continue
      const only = failed(r)
      failingOnly[only] = (failingOnly[only] as number) + 1
      lost.rows[failures] = r
      lost.facet[failures++] = only
      continue
    }
    rows[n] = r
    surPlace += onSite[n] = located.onSite[i] as number
    // NaN, of one at a distance, is not near.
    if (located.km !== null && (km[n] = located.km[i] as number) <= PORTEE_KM) near++
    n++
  }
  return {
    rows: rows.subarray(0, n),
    onSite: onSite.subarray(0, n),
    km: located.km === null ? null : km.subarray(0, n),
    surPlace,
    aDistance: n - surPlace,
    aPortee: located.km === null ? surPlace : near,
    located,
    failing: { rows: lost.rows.subarray(0, failures), facet: lost.facet.subarray(0, failures) },
    failingOnly,
  }
}

/** How many `select` would find. */
export const countSelected = (
  { placeMatch, filtering }: SelectionBase,
  match: TextMatch | null,
  { filters, place, radiusKm, today }: Selecting,
): number => {
  const located = placeMatch(place, radiusKm, today)
  const { active, failing } = filtering(filters, today)
  const accepted = match === null ? null : acceptedSets(match, located)
  if (accepted === null && active.length === 0) return located.rows.length
  let n = 0
  for (let i = 0; i < located.rows.length; i++) {
    const r = located.rows[i] as number
    if (accepted !== null && match !== null && accepted[match.covered[r] as number] === 0) continue
    if (active.length === 0 || !hasBit(failing, r)) n++
  }
  return n
}

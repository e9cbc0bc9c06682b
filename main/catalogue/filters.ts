import { FLAG } from '#shared/catalogue/file.ts'
import { UNKNOWN_DATE } from '#shared/catalogue/unknown-date.ts'
import { FACETS, FRAICHEURS, ZONES, type Facet, type Filters } from '#shared/search/query.ts'
import type { Columns } from './columns.ts'

/** Facets whose values are in the records; the others are computed. */
export const CODED_FACETS = FACETS.filter(
  (facet): facet is Exclude<Facet, 'fraicheur' | 'orientable' | 'zone'> =>
    facet !== 'fraicheur' && facet !== 'orientable' && facet !== 'zone',
)
const bitOf = (facet: Facet): number => 1 << FACETS.indexOf(facet)

const SIX_MONTHS = 183
const YEAR = 365

const UNKNOWN_DAY = Date.parse(UNKNOWN_DATE) / 86_400_000

/** Index in FRAICHEURS of a day counted from 1970, seen from `today`; the future is fresh, a record without date is of no age. */
export const freshnessClass = (today: number, day: number): number => {
  if (day === UNKNOWN_DAY) return 4
  const age = today - day
  return age < SIX_MONTHS ? 0 : age < YEAR ? 1 : age < 2 * YEAR ? 2 : 3
}

/** Thématiques asked as a category stand for all its needs. */
const isChosen = (chosen: ReadonlySet<string>, facet: Facet, value: string): boolean =>
  chosen.has(value) || (facet === 'thematiques' && chosen.has(value.split('--')[0] ?? value))

export type CompiledFilters = {
  /** Bits of the facets with something chosen; bit `i` is FACETS[i]. */
  readonly active: number
  /** Bits of the active facets that service `r` satisfies. */
  readonly passed: (r: number) => number
}

export type FilterContext = {
  readonly columns: Columns
  readonly today: number
  /** 1 for a service open to all (need-index.ts). */
  readonly open: Uint8Array
}

/**
 * Values of one facet are alternatives, facets add up (shared/search/query.ts).
 * Publics (data-inclusion.md §2.1): a service open to all is always kept; asking for `tous-publics` asks for nothing.
 * Beyond data·inclusion, a service that names no public counts as open to all (issue 2, « open-to-all always kept »).
 */
export const compileFilters = (filters: Filters, { columns, today, open }: FilterContext): CompiledFilters => {
  const isActive = (facet: Facet) =>
    filters[facet].length > 0 && !(facet === 'publics' && filters.publics.includes('tous-publics'))
  const chosen = new Map(FACETS.filter(isActive).map((facet) => [facet, new Set<string>(filters[facet])]))
  const active = [...chosen.keys()].reduce((bits, facet) => bits | bitOf(facet), 0)

  const codeBits = Uint16Array.from(columns.values, ({ facet, value }) => {
    const wanted = chosen.get(facet as Facet)
    return wanted !== undefined && isChosen(wanted, facet as Facet, value) ? bitOf(facet as Facet) : 0
  })
  const needsCodes = CODED_FACETS.some((facet) => chosen.has(facet))

  const computed: ((r: number) => number)[] = []
  const publics = chosen.has('publics') ? bitOf('publics') : 0
  if (publics !== 0) computed.push((r) => (open[r] === 1 ? publics : 0))
  const fraicheur = chosen.get('fraicheur')
  if (fraicheur !== undefined) {
    const bits = FRAICHEURS.map((value) => (fraicheur.has(value) ? bitOf('fraicheur') : 0))
    computed.push((r) => bits[freshnessClass(today, columns.jour[r] as number)] ?? 0)
  }
  const orientable = chosen.get('orientable')
  if (orientable !== undefined) {
    const yes = orientable.has('oui') ? bitOf('orientable') : 0
    const no = orientable.has('non') ? bitOf('orientable') : 0
    computed.push((r) => (((columns.flags[r] as number) & FLAG.orientable) !== 0 ? yes : no))
  }
  const zone = chosen.get('zone')
  if (zone !== undefined) {
    const bits = ZONES.map((kind) => (zone.has(kind) ? bitOf('zone') : 0))
    computed.push((r) => bits[columns.zoneKind[r] as number] ?? 0)
  }

  return {
    active,
    passed: (r) => {
      let bits = 0
      if (needsCodes) {
        const end = columns.start[r + 1] as number
        for (let i = columns.start[r] as number; i < end; i++) bits |= codeBits[columns.codes[i] as number] as number
      }
      for (const one of computed) bits |= one(r)
      return bits
    },
  }
}

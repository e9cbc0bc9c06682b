import { FLAG } from '#shared/catalogue/file.ts'
import { compareIn } from '#shared/reference/labels.ts'
import { FACETS, FRAICHEURS, ZONES, type Facet, type Filters } from '#shared/search/query.ts'
import type { FacetCount } from '#shared/search/result.ts'
import { CODED_FACETS, freshnessClass, type FilterContext } from './filters.ts'
import type { Columns } from './columns.ts'

/**
 * What the facets show, whatever the query: the values of the catalogue in order of display, with the categories of
 * thématiques. A slot is one line of the answer.
 */
export type FacetPlan = {
  readonly slots: readonly { readonly facet: Facet; readonly value: string }[]
  /** Slot of each code; of its category too for a thématique; −1 where there is none. */
  readonly slotOf: Int16Array
  readonly categoryOf: Int16Array
  readonly facetOf: Int8Array
  readonly first: Readonly<Record<'fraicheur' | 'orientable' | 'zone', number>>
}

const valuesOf = (columns: Columns, facet: Facet): string[] => {
  const own = columns.values.filter((one) => one.facet === facet).map(({ value }) => value)
  const categories =
    facet === 'thematiques' ? own.filter((value) => value.includes('--')).map((value) => value.split('--')[0] ?? value) : []
  return [...new Set([...own, ...categories])].sort(compareIn(facet))
}

export const planFacets = (columns: Columns): FacetPlan => {
  const slots: { facet: Facet; value: string }[] = []
  const byKey = new Map<string, number>()
  const add = (facet: Facet, values: readonly string[]): number => {
    const first = slots.length
    for (const value of values) {
      byKey.set(`${facet}\n${value}`, slots.length)
      slots.push({ facet, value })
    }
    return first
  }
  for (const facet of CODED_FACETS) add(facet, valuesOf(columns, facet))
  const first = {
    fraicheur: add('fraicheur', FRAICHEURS),
    orientable: add('orientable', ['oui', 'non']),
    zone: add('zone', ZONES),
  }
  const slot = (facet: string, value: string) => byKey.get(`${facet}\n${value}`) ?? -1
  return {
    slots,
    slotOf: Int16Array.from(columns.values, ({ facet, value }) => slot(facet, value)),
    categoryOf: Int16Array.from(columns.values, ({ facet, value }) =>
      facet === 'thematiques' && value.includes('--') ? slot(facet, value.split('--')[0] ?? value) : -1,
    ),
    facetOf: Int8Array.from(columns.values, ({ facet }) => FACETS.indexOf(facet as Facet)),
    first,
  }
}

export type FacetCounter = {
  /** Counts a service in every facet (`only` = −1), or in the one facet whose filter it fails. */
  readonly add: (r: number, only: number) => void
  readonly counts: (filters: Filters) => Record<Facet, FacetCount[]>
}

const PUBLICS = FACETS.indexOf('publics')
const FRAICHEUR = FACETS.indexOf('fraicheur')
const ORIENTABLE = FACETS.indexOf('orientable')
const ZONE = FACETS.indexOf('zone')

/**
 * Disjunctive counts: a value shows how many services choosing it alone in its facet would leave, the other facets kept.
 * So a service that fails two facets counts nowhere, and one that fails a single facet counts in that facet only.
 */
export const countFacets = (plan: FacetPlan, { columns, today, open }: FilterContext): FacetCounter => {
  const count = new Uint32Array(plan.slots.length)
  const lastCounted = new Uint32Array(plan.slots.length)
  const zoneSlot = Int16Array.from(columns.zones, ({ kind }) => plan.first.zone + ZONES.indexOf(kind))
  // Every service counted in publics, and those of them open to all, who add to each public.
  let inPublics = 0
  let openInPublics = 0

  return {
    add: (r, only) => {
      const isOpen = open[r] === 1
      const end = columns.start[r + 1] as number
      for (let i = columns.start[r] as number; i < end; i++) {
        const code = columns.codes[i] as number
        const facet = plan.facetOf[code] as number
        if (facet < 0 || (only >= 0 && facet !== only) || (facet === PUBLICS && isOpen)) continue
        const slot = plan.slotOf[code] as number
        if (slot >= 0 && lastCounted[slot] !== r) {
          lastCounted[slot] = r
          count[slot] = (count[slot] as number) + 1
        }
        const category = plan.categoryOf[code] as number
        if (category >= 0 && lastCounted[category] !== r) {
          lastCounted[category] = r
          count[category] = (count[category] as number) + 1
        }
      }
      if (only < 0 || only === PUBLICS) {
        inPublics++
        if (isOpen) openInPublics++
      }
      const bump = (slot: number) => {
        count[slot] = (count[slot] as number) + 1
      }
      if (only < 0 || only === FRAICHEUR) bump(plan.first.fraicheur + freshnessClass(today - (columns.jour[r] as number)))
      if (only < 0 || only === ORIENTABLE)
        bump(plan.first.orientable + (((columns.flags[r] as number) & FLAG.orientable) !== 0 ? 0 : 1))
      if (only < 0 || only === ZONE) bump(zoneSlot[columns.zone[r] as number] as number)
    },
    counts: (filters) => {
      const result = Object.fromEntries(FACETS.map((facet) => [facet, [] as FacetCount[]])) as Record<Facet, FacetCount[]>
      const shown = new Set<string>()
      const show = (facet: Facet, value: string, own: number) => {
        shown.add(`${facet}\n${value}`)
        const total = facet !== 'publics' ? own : value === 'tous-publics' ? inPublics : own + openInPublics
        result[facet].push({ value, count: total })
      }
      plan.slots.forEach(({ facet, value }, slot) => show(facet, value, count[slot] ?? 0))
      // A value of an old link that the catalogue no longer has must still be seen, to be removed.
      for (const facet of FACETS) for (const value of filters[facet]) if (!shown.has(`${facet}\n${value}`)) show(facet, value, 0)
      return result
    },
  }
}

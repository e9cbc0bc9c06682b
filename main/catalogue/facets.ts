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
  /** Counts a service in every facet (`only` = −1), or in the one facet (index in FACETS) whose filter it fails. */
  readonly add: (r: number, only: number) => void
  /** To be called once, after the last service. `filters` are those asked, whose values are always listed. */
  readonly counts: (filters: Filters) => Record<Facet, FacetCount[]>
}

const PUBLICS = FACETS.indexOf('publics')
const FRAICHEUR = FACETS.indexOf('fraicheur')
const ORIENTABLE = FACETS.indexOf('orientable')
const ZONE = FACETS.indexOf('zone')

/** The three computed facets of each service in one number, so that counting them costs one addition. Changes with the day. */
export type ComputedClasses = Uint8Array

const FRESH = FRAICHEURS.length
const classOf = (fresh: number, orientable: number, zone: number): number => (zone * 2 + orientable) * FRESH + fresh
const CLASSES = classOf(FRESH - 1, 1, ZONES.length - 1) + 1

export const computeClasses = ({ jour, flags, zoneKind }: Columns, today: number): ComputedClasses =>
  Uint8Array.from(jour, (day, r) =>
    classOf(freshnessClass(today - day), ((flags[r] as number) & FLAG.orientable) !== 0 ? 0 : 1, zoneKind[r] as number),
  )

/**
 * Disjunctive counts: a value shows how many services choosing it alone in its facet would leave, the other facets kept.
 * So a service that fails two facets counts nowhere, and one that fails a single facet counts in that facet only.
 */
export const countFacets = (plan: FacetPlan, { columns, open }: FilterContext, classes: ComputedClasses): FacetCounter => {
  const { start, codes } = columns
  const { categoryOf, facetOf } = plan
  const byCode = new Uint32Array(columns.values.length)
  const bySlot = new Uint32Array(plan.slots.length)
  const lastCounted = new Uint32Array(plan.slots.length)
  // One column per computed facet, because a service may count in one of them only.
  const byClass = { all: new Uint32Array(CLASSES), only: FACETS.map(() => new Uint32Array(CLASSES)) }
  // Every service counted in publics, and those of them open to all, who add to each public.
  let inPublics = 0
  let openInPublics = 0

  const addCode = (r: number, code: number): void => {
    byCode[code] = (byCode[code] as number) + 1
    const category = categoryOf[code] as number
    if (category >= 0 && lastCounted[category] !== r) {
      lastCounted[category] = r
      bySlot[category] = (bySlot[category] as number) + 1
    }
  }
  const bump = (counts: Uint32Array, at: number): void => {
    counts[at] = (counts[at] as number) + 1
  }

  const addEverywhere = (r: number): void => {
    const isOpen = open[r] === 1
    const end = start[r + 1] as number
    for (let i = start[r] as number; i < end; i++) {
      const code = codes[i] as number
      if (isOpen && facetOf[code] === PUBLICS) continue
      addCode(r, code)
    }
    inPublics++
    if (isOpen) openInPublics++
    bump(byClass.all, classes[r] as number)
  }

  const addIn = (r: number, only: number): void => {
    if (only === FRAICHEUR || only === ORIENTABLE || only === ZONE) {
      bump(byClass.only[only] as Uint32Array, classes[r] as number)
      return
    }
    const isOpen = only === PUBLICS && open[r] === 1
    if (only === PUBLICS) {
      inPublics++
      if (isOpen) openInPublics++
    }
    if (isOpen) return
    const end = start[r + 1] as number
    for (let i = start[r] as number; i < end; i++) {
      const code = codes[i] as number
      if (facetOf[code] === only) addCode(r, code)
    }
  }

  const gather = (): void => {
    byCode.forEach((n, code) => {
      const slot = plan.slotOf[code] as number
      if (slot >= 0) bySlot[slot] = (bySlot[slot] as number) + n
    })
    for (let zone = 0; zone < ZONES.length; zone++) {
      for (let orientable = 0; orientable < 2; orientable++) {
        for (let fresh = 0; fresh < FRESH; fresh++) {
          const at = classOf(fresh, orientable, zone)
          const n = (facet: number) => (byClass.all[at] as number) + ((byClass.only[facet] as Uint32Array)[at] as number)
          bySlot[plan.first.fraicheur + fresh] = (bySlot[plan.first.fraicheur + fresh] as number) + n(FRAICHEUR)
          bySlot[plan.first.orientable + orientable] = (bySlot[plan.first.orientable + orientable] as number) + n(ORIENTABLE)
          bySlot[plan.first.zone + zone] = (bySlot[plan.first.zone + zone] as number) + n(ZONE)
        }
      }
    }
  }

  return {
    add: (r, only) => {
      if (only < 0) addEverywhere(r)
      else addIn(r, only)
    },
    counts: (filters) => {
      gather()
      const result = Object.fromEntries(FACETS.map((facet) => [facet, [] as FacetCount[]])) as Record<Facet, FacetCount[]>
      const shown = new Set<string>()
      const show = (facet: Facet, value: string, own: number) => {
        shown.add(`${facet}\n${value}`)
        const total = facet !== 'publics' ? own : value === 'tous-publics' ? inPublics : own + openInPublics
        result[facet].push({ value, count: total })
      }
      plan.slots.forEach(({ facet, value }, slot) => show(facet, value, bySlot[slot] ?? 0))
      // A value of an old link that the catalogue no longer has must still be seen, to be removed.
      for (const facet of FACETS) for (const value of filters[facet]) if (!shown.has(`${facet}\n${value}`)) show(facet, value, 0)
      return result
    },
  }
}

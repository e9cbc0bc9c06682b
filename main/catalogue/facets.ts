import { compareIn } from '#shared/reference/labels.ts'
import { FACETS, FRAICHEURS, ZONES, type Facet, type Filters } from '#shared/search/query.ts'
import type { FacetCount } from '#shared/search/result.ts'
import { CLASSES, classParts, type ComputedClasses } from './classes.ts'
import { CODED_FACETS } from './coded-facets.ts'
import type { Columns } from './columns.ts'
import type { Counted } from './facet-counting.ts'

const PUBLICS = FACETS.indexOf('publics')
const FRAICHEUR = FACETS.indexOf('fraicheur')
const ORIENTABLE = FACETS.indexOf('orientable')
const ZONE = FACETS.indexOf('zone')

/**
 * What the facets show, whatever the query: the values of the catalogue in order of display, with the categories of
 * thématiques. A slot is one line of the answer. The slots of each service are laid out once, so that counting a service is
 * nothing but additions: the codes it carries, each category once, and no public for a service open to all.
 */
export type FacetPlan = {
  readonly slots: readonly { readonly facet: Facet; readonly value: string }[]
  readonly has: (facet: Facet, value: string) => boolean
  /** Index in FACETS of each slot. */
  readonly facetOf: Uint8Array
  /** Slots of service `r`: `rowSlots[start[r]]` to `rowSlots[start[r + 1] - 1]`. */
  readonly start: Uint32Array
  readonly rowSlots: Uint16Array
  readonly first: Readonly<Record<'fraicheur' | 'orientable' | 'zone', number>>
  /** Lays out the new services, as long as no facet gains or loses a value. */
  readonly add: (added: readonly number[]) => void
}

const valuesOf = (columns: Columns, facet: Facet): string[] => {
  const own = columns.values
    .filter((one, code) => one.facet === facet && (columns.carriers[code] as number) > 0)
    .map(({ value }) => value)
  const categories =
    facet === 'thematiques' ? own.filter((value) => value.includes('--')).map((value) => value.split('--')[0] ?? value) : []
  return [...new Set([...own, ...categories])].sort(compareIn(facet))
}

/** `open`: 1 for a service open to all (need-index.ts). */
export const planFacets = (columns: Columns, open: Uint8Array): FacetPlan => {
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
  const facetOf = Uint8Array.from(slots, ({ facet }) => FACETS.indexOf(facet))
  return {
    slots,
    has: (facet, value) => byKey.has(`${facet}\n${value}`),
    facetOf,
    first,
    ...layOut(columns, open, byKey, facetOf),
  }
}

const layOut = (columns: Columns, open: Uint8Array, slotOf: ReadonlyMap<string, number>, facetOf: Uint8Array) => {
  const slot = (facet: string, value: string) => slotOf.get(`${facet}\n${value}`) ?? -1
  const own = Int32Array.from(columns.values, ({ facet, value }) => slot(facet, value))
  const category = Int32Array.from(columns.values, ({ facet, value }) =>
    facet === 'thematiques' && value.includes('--') ? slot(facet, value.split('--')[0] ?? value) : -1,
  )
  const categories = new Set(category)
  const start = new Uint32Array(columns.capacity + 1)
  // A code brings its own slot and at most its category's.
  const rowSlots = new Uint16Array(columns.codes.length * 2)
  let length = 0
  let next = 0
  const has = (from: number, wanted: number): boolean => {
    for (let i = from; i < length; i++) if (rowSlots[i] === wanted) return true
    return false
  }
  const lay = (r: number): void => {
    while (next <= r) start[next++] = length
    const from = length
    start[r] = from
    const end = columns.start[r + 1] as number
    for (let i = columns.start[r] as number; i < end; i++) {
      const code = columns.codes[i] as number
      const mine = own[code] as number
      const parent = category[code] as number
      // A listing may carry a bare category beside one of its needs: it is one service of that category.
      const twice = categories.has(mine) && has(from, mine)
      if (mine >= 0 && !twice && !(open[r] === 1 && facetOf[mine] === PUBLICS)) rowSlots[length++] = mine
      if (parent >= 0 && !has(from, parent)) rowSlots[length++] = parent
    }
    start[r + 1] = length
  }
  for (let r = 0; r < columns.size; r++) lay(r)
  return {
    start,
    rowSlots,
    add: (added: readonly number[]) => {
      for (const r of added) lay(r)
    },
  }
}

/**
 * Disjunctive counts: a value shows how many services choosing it alone in its facet would leave, the other facets kept.
 * So a service that fails two facets counts nowhere, and one that fails a single facet counts in that facet only.
 * `bySlot` are those of the coded facets (facet-counting.ts). `filters` are those asked, whose values are always listed.
 */
export const countFacets = (
  plan: FacetPlan,
  bySlot: Uint32Array,
  open: Uint8Array,
  classes: ComputedClasses,
  { rows, failing }: Counted,
  filters: Filters,
): Record<Facet, FacetCount[]> => {
  const { first } = plan
  // One column per computed facet, because a service may count in one of them only.
  const byClass = { all: new Uint32Array(CLASSES), only: FACETS.map(() => new Uint32Array(CLASSES)) }
  // Every service counted in publics, and those of them open to all, who add to each public.
  let inPublics = rows.length
  let openInPublics = 0

  for (let n = 0; n < rows.length; n++) {
    const r = rows[n] as number
    openInPublics += open[r] as number
    const at = classes[r] as number
    byClass.all[at] = (byClass.all[at] as number) + 1
  }
  for (let n = 0; n < failing.rows.length; n++) {
    const r = failing.rows[n] as number
    const only = failing.facet[n] as number
    const counts = byClass.only[only] as Uint32Array
    const at = classes[r] as number
    counts[at] = (counts[at] as number) + 1
    if (only !== PUBLICS) continue
    inPublics++
    openInPublics += open[r] as number
  }

  for (const [at, { fresh, orientable, zone }] of classParts.entries()) {
    const n = (facet: number) => (byClass.all[at] as number) + ((byClass.only[facet] as Uint32Array)[at] as number)
    bySlot[first.fraicheur + fresh] = (bySlot[first.fraicheur + fresh] as number) + n(FRAICHEUR)
    bySlot[first.orientable + orientable] = (bySlot[first.orientable + orientable] as number) + n(ORIENTABLE)
    bySlot[first.zone + zone] = (bySlot[first.zone + zone] as number) + n(ZONE)
  }

  const result = Object.fromEntries(FACETS.map((facet) => [facet, [] as FacetCount[]])) as Record<Facet, FacetCount[]>
  const show = (facet: Facet, value: string, own: number) => {
    const count = facet !== 'publics' ? own : value === 'tous-publics' ? inPublics : own + openInPublics
    result[facet].push({ value, count })
  }
  plan.slots.forEach(({ facet, value }, slot) => show(facet, value, bySlot[slot] ?? 0))
  // A value of an old link that the catalogue no longer has must still be seen, to be removed.
  for (const facet of FACETS)
    for (const value of new Set<string>(filters[facet])) if (!plan.has(facet, value)) show(facet, value, 0)
  return result
}

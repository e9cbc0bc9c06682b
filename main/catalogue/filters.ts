import { FACETS, FRAICHEURS, ZONES, type Facet, type Filters } from '#shared/search/query.ts'
import { classParts, type ComputedClasses } from './classes.ts'
import { hasBit, wordsFor, type Bits, type ValueBits } from './bits.ts'

/** Which services fail the filters. Good until the next filters are compiled: its arrays are used again. */
export type CompiledFilters = {
  /** Index in FACETS of those with something chosen. */
  readonly active: readonly number[]
  /** Services that fail at least one filter. */
  readonly failing: Bits
  /** Services that fail at least two. */
  readonly failingTwo: Bits
  /** The facet, by index in FACETS, whose filter service `r` fails; for a service that fails one. */
  readonly failed: (r: number) => number
}

export type Filtering = (filters: Filters, today: number) => CompiledFilters

/** Computed facets: what is chosen says which classes pass, then one look at each service. */
const addClasses = (bits: Bits, passing: Uint8Array, classes: ComputedClasses): void => {
  for (let r = 0, word = 0; word < bits.length; word++) {
    const end = Math.min(r + 32, classes.length)
    let made = 0
    for (let bit = 0; r < end; r++, bit++) made |= (passing[classes[r] as number] as number) << bit
    bits[word] = made
  }
}

const classesPassing = (filters: Filters, facet: 'fraicheur' | 'orientable' | 'zone'): Uint8Array => {
  const chosen = new Set<string>(filters[facet])
  return Uint8Array.from(classParts, ({ fresh, orientable, zone }) => {
    const value = facet === 'fraicheur' ? FRAICHEURS[fresh] : facet === 'zone' ? ZONES[zone] : orientable === 0 ? 'oui' : 'non'
    return value !== undefined && chosen.has(value) ? 1 : 0
  })
}

const isActive = (filters: Filters, facet: Facet): boolean =>
  filters[facet].length > 0 && !(facet === 'publics' && filters.publics.includes('tous-publics'))

/**
 * Values of one facet are alternatives, facets add up (shared/search/query.ts). Thématiques asked as a category stand for all
 * its needs (need-index.ts).
 * Publics (data-inclusion.md §2.1): a service open to all is always kept; asking for `tous-publics` asks for nothing.
 * Beyond data·inclusion, a service that names no public counts as open to all (issue 2, « open-to-all always kept »).
 * Filters are answered value by value, from the lists of who carries it, never service by service: six filters cost half a
 * millisecond at 250,000 services.
 */
export const createFiltering = (
  capacity: number,
  valueBits: ValueBits,
  openBits: Bits,
  classesOn: (today: number) => ComputedClasses,
): Filtering => {
  const words = wordsFor(capacity)
  const passing = FACETS.map(() => new Uint32Array(words))
  const failing = new Uint32Array(words)
  const failingTwo = new Uint32Array(words)

  const pass = (facet: Facet, filters: Filters, today: number): Bits => {
    const bits = passing[FACETS.indexOf(facet)] as Bits
    if (facet === 'fraicheur' || facet === 'orientable' || facet === 'zone') {
      addClasses(bits, classesPassing(filters, facet), classesOn(today))
      return bits
    }
    if (facet === 'publics') bits.set(openBits)
    else bits.fill(0)
    for (const value of filters[facet]) valueBits.addTo(bits, facet, value)
    return bits
  }

  const compile = (filters: Filters, today: number): CompiledFilters => {
    const chosen = FACETS.filter((facet) => isActive(filters, facet))
    if (chosen.length > 0) {
      failing.fill(0)
      failingTwo.fill(0)
    }
    for (const facet of chosen) {
      const bits = pass(facet, filters, today)
      for (let word = 0; word < words; word++) {
        const missing = ~(bits[word] as number)
        failingTwo[word] = (failingTwo[word] as number) | ((failing[word] as number) & missing)
        failing[word] = (failing[word] as number) | missing
      }
    }
    const active = chosen.map((facet) => FACETS.indexOf(facet))
    return { active, failing, failingTwo, failed: (r) => active.find((facet) => !hasBit(passing[facet] as Bits, r)) ?? -1 }
  }

  // The ways out of a short result ask the same filters again, with another place or without the words.
  let last: { readonly filters: Filters; readonly today: number; readonly compiled: CompiledFilters } | null = null
  return (filters, today) => {
    if (last?.filters !== filters || last.today !== today) {
      last = null
      last = { filters, today, compiled: compile(filters, today) }
    }
    return last.compiled
  }
}

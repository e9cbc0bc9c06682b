import { fold } from '#shared/geo/fold.ts'
import { compareIn, labelOf, type ListName } from '#shared/reference/labels.ts'
import { territoryName } from '../../../lib/territories.ts'
import type { FacetName } from './query.ts'

const LISTS: Readonly<Record<Exclude<FacetName, 'departements'>, ListName>> = {
  typologies: 'typology',
  thematiques: 'thematiques',
  labels: 'national_labels',
  sources: 'sources',
}

export const facetLabel = (name: FacetName, value: string): string =>
  name === 'departements' ? territoryName(value) : labelOf(LISTS[name], value)

export type FacetValue = { readonly value: string; readonly label: string; readonly count: number; readonly ticked: boolean }

/** Départements by number, sources by how many structures they have, the others as their list is shown. */
const order = (name: FacetName) => {
  if (name === 'departements') return (a: FacetValue, b: FacetValue) => a.value.localeCompare(b.value, 'fr')
  const compare = compareIn(LISTS[name])
  return (a: FacetValue, b: FacetValue) => (name === 'sources' ? b.count - a.count : 0) || compare(a.value, b.value)
}

/** What a filter offers: what is counted, and what is ticked even if nothing is left of it. */
export const facetValues = (
  name: FacetName,
  counts: Readonly<Record<string, number>>,
  ticked: readonly string[],
): readonly FacetValue[] =>
  [...new Set([...Object.keys(counts), ...ticked])]
    .map((value) => ({ value, label: facetLabel(name, value), count: counts[value] ?? 0, ticked: ticked.includes(value) }))
    .toSorted(order(name))

/** Those whose label has every word typed, accents and case aside. */
export const foundIn = (values: readonly FacetValue[], typed: string): readonly FacetValue[] => {
  const words = fold(typed).split(' ').filter(Boolean)
  return words.length === 0 ? values : values.filter(({ label }) => words.every((word) => fold(label).includes(word)))
}

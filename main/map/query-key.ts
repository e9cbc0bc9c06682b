import type { SearchQuery } from '#shared/search/query.ts'

/**
 * Names a result set. Order, page and size of the list do not change which services are on the map,
 * nor does the order in which filter values were ticked.
 */
export const queryKey = ({ text, place, radiusKm, filters }: SearchQuery): string => {
  const ticked = Object.entries(filters)
    .filter(([, values]) => values.length > 0)
    .map(([facet, values]) => [facet, [...new Set(values)].sort()] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  // The radius means nothing without a place.
  return JSON.stringify([
    text.trim(),
    place === null ? null : Object.entries(place).sort(),
    place === null ? 0 : radiusKm,
    ticked,
  ])
}

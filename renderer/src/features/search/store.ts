import { create } from 'zustand'
import { emptyFilters, emptyQuery } from '#shared/search/address.ts'
import type { Facet, Filters, PlaceRef, SearchQuery, Sort } from '#shared/search/query.ts'

/**
 * The search as it is on screen. It outlives the screen, so that going to the favourites and back changes nothing;
 * `address-sync.ts` keeps the address equal to it. `step` counts what the back button should undo.
 */
export type SearchState = {
  readonly query: SearchQuery
  /** What the place box shows for `query.place`; empty until known. */
  readonly placeLabel: string
  readonly selectedId: string | null
  readonly hoveredId: string | null
  readonly mapOpen: boolean
  readonly step: number
}

export const initialState = (): SearchState => ({
  query: emptyQuery(),
  placeLabel: '',
  selectedId: null,
  hoveredId: null,
  mapOpen: false,
  step: 0,
})

export const useSearchStore = create<SearchState>(initialState)

const change = (part: Partial<SearchQuery>) => useSearchStore.setState(({ query }) => ({ query: { ...query, ...part } }))

export const setText = (text: string): void => change({ text: text.slice(0, 300) })

export const setPlace = (place: PlaceRef | null, label: string): void =>
  useSearchStore.setState(({ query, step }) => ({ query: { ...query, place }, placeLabel: label, step: step + 1 }))

export const setPlaceLabel = (placeLabel: string): void => useSearchStore.setState({ placeLabel })

export const setRadius = (radiusKm: number): void => change({ radiusKm })

export const setSort = (sort: Sort): void => change({ sort })

export const setFacet = (facet: Facet, values: readonly string[]): void =>
  useSearchStore.setState(({ query }) => ({ query: { ...query, filters: { ...query.filters, [facet]: [...values] } } }))

export const toggleValue = (facet: Facet, value: string): void => {
  const values = useSearchStore.getState().query.filters[facet]
  setFacet(facet, values.includes(value) ? values.filter((other) => other !== value) : [...values, value])
}

export const clearFilters = (): void => change({ filters: emptyFilters() })

/** Opens the sheet of a service; `byStep` when the back button should close it again. */
export const select = (selectedId: string | null, byStep = false): void =>
  useSearchStore.setState((state) => ({
    selectedId,
    step: byStep && state.selectedId !== selectedId ? state.step + 1 : state.step,
  }))

export const hover = (hoveredId: string | null): void => useSearchStore.setState({ hoveredId })

export const toggleMap = (): void => useSearchStore.setState(({ mapOpen }) => ({ mapOpen: !mapOpen }))

export const countFilters = (filters: Filters): number => Object.values(filters).reduce((sum, values) => sum + values.length, 0)

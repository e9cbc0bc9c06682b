import { FACETS, SORTS, type Facet, type Filters, type PlaceRef, type SearchQuery } from './query.ts'

/**
 * A search as the query string of an address, and back: « q=permis&lieu=commune:59350&rayon=20&publics=jeunes ».
 * Reading is total: whatever is there, the answer is a valid query, and what is not understood is left out.
 * A point loses its label and is rounded to 3 decimals (about 100 m): an address may be somebody's home, and addresses are
 * pasted, logged and kept. Paging is not part of the address.
 */
const DEFAULT_RADIUS = 50
const DEFAULT_LIMIT = 50
const MAX_TEXT = 300
const MAX_VALUE = 120
const MAX_VALUES = 200
const MAX_CODE = 12

const PREFIX = { commune: 'commune', 'code-postal': 'cp', departement: 'dep', region: 'reg' } as const
type CodedKind = keyof typeof PREFIX
const isCodedKind = (kind: string): kind is CodedKind => Object.hasOwn(PREFIX, kind)

export const emptyFilters = (): Filters => Object.fromEntries(FACETS.map((facet) => [facet, []])) as unknown as Filters

export const emptyQuery = (): SearchQuery => ({
  text: '',
  place: null,
  radiusKm: DEFAULT_RADIUS,
  filters: emptyFilters(),
  sort: 'pertinence',
  offset: 0,
  limit: DEFAULT_LIMIT,
})

/** Three decimals, about 100 metres. */
export const roundCoordinate = (value: number): number => Math.round(value * 1000) / 1000 || 0

const formatPlace = (place: PlaceRef): string =>
  place.kind === 'point'
    ? [
        'point',
        roundCoordinate(place.lat),
        roundCoordinate(place.lon),
        ...(place.commune === undefined ? [] : [place.commune]),
      ].join(':')
    : `${PREFIX[place.kind]}:${place.code}`

const code = (text: string): string | null => (/^[0-9A-Za-z-]+$/.test(text) && text.length <= MAX_CODE ? text : null)

const coordinate = (text: string, max: number): number | null => {
  const value = Number(text)
  return text.trim() !== '' && Number.isFinite(value) && Math.abs(value) <= max ? roundCoordinate(value) : null
}

const parsePlace = (text: string): PlaceRef | null => {
  const [prefix = '', first = '', second = '', third = ''] = text.split(':')
  if (prefix === 'point') {
    const lat = coordinate(first, 90)
    const lon = coordinate(second, 180)
    if (lat === null || lon === null) return null
    const commune = code(third)
    return { kind: 'point', lat, lon, label: '', ...(commune !== null && { commune }) }
  }
  const kind = Object.keys(PREFIX).find((name) => isCodedKind(name) && PREFIX[name] === prefix)
  const value = code(first)
  return kind !== undefined && isCodedKind(kind) && value !== null ? { kind, code: value } : null
}

const encode = (text: string): string => encodeURIComponent(text.toWellFormed()).replaceAll('%3A', ':').replaceAll('%20', '+')

const decode = (text: string): string | null => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return null
  }
}

/** The query string of a search, without « ? »; empty for the empty search. Order is fixed, so equal searches have equal addresses. */
export const toAddress = (query: SearchQuery): string => {
  const pairs: [string, string][] = []
  if (query.text !== '') pairs.push(['q', query.text])
  if (query.place !== null) pairs.push(['lieu', formatPlace(query.place)])
  if (query.radiusKm !== DEFAULT_RADIUS) pairs.push(['rayon', String(query.radiusKm)])
  for (const facet of FACETS) for (const value of query.filters[facet]) pairs.push([facet, value])
  if (query.sort !== 'pertinence') pairs.push(['tri', query.sort])
  return pairs.map(([name, value]) => `${name}=${encode(value)}`).join('&')
}

const isFacet = (name: string): name is Facet => (FACETS as readonly string[]).includes(name)

const parseRadius = (text: string): number => {
  const value = Number(text)
  return text !== '' && Number.isFinite(value) ? Math.min(300, Math.max(1, value)) : DEFAULT_RADIUS
}

/** The search that a query string holds (with or without « ? »). Parameters of others are ignored. Never throws. */
export const fromAddress = (search: string): SearchQuery => {
  const query = emptyQuery()
  const filters: Record<Facet, string[]> = query.filters
  for (const part of search.replace(/^\?/, '').split('&')) {
    const cut = part.indexOf('=')
    const name = cut < 0 ? part : part.slice(0, cut)
    const value = decode(cut < 0 ? '' : part.slice(cut + 1))
    if (value === null || value === '') continue
    if (name === 'q') query.text = value.slice(0, MAX_TEXT).toWellFormed()
    else if (name === 'lieu') query.place = parsePlace(value)
    else if (name === 'rayon') query.radiusKm = parseRadius(value)
    else if (name === 'tri') query.sort = SORTS.find((sort) => sort === value) ?? 'pertinence'
    else if (isFacet(name)) {
      const kept = filters[name]
      if (value.length <= MAX_VALUE && kept.length < MAX_VALUES && !kept.includes(value)) kept.push(value)
    }
  }
  return query
}

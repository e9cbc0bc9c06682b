import { departementOfCommune } from '../geo/divisions.ts'
import { PUBLICS } from '../reference/publics.ts'
import { CATEGORIES, NEEDS } from '../reference/thematiques.ts'
import type { SearchQuery } from '../search/query.ts'
import type { SearchResult } from '../search/result.ts'
import { type Fait, lieuOf } from './event.ts'

/** What is told of a search: needs, people and a place, by codes of the référentiels alone; never the words. */

const NEED_CODES: ReadonlySet<string> = new Set([...CATEGORIES, ...NEEDS].map(({ value }) => value))
const PUBLIC_CODES: ReadonlySet<string> = new Set(PUBLICS.map(({ value }) => value))

const among =
  (known: ReadonlySet<string>) =>
  (values: readonly string[]): string[] =>
    [...new Set(values)].filter((value) => known.has(value)).toSorted()

/** Those that the référentiel has: whatever is put in an address, a file or a message, no free text gets through. */
export const knownNeeds = among(NEED_CODES)
export const knownPublics = among(PUBLIC_CODES)

type Asked = Pick<SearchQuery, 'text' | 'place' | 'radiusKm' | 'filters'>
type Found = Pick<SearchResult, 'total' | 'aPortee' | 'aDistance'> & {
  readonly hits: readonly { readonly id: string }[]
  readonly lecture: Pick<SearchResult['lecture'], 'besoins'>
}

/** The first screen, where nothing was asked, is no search. */
export const isSearch = ({ text, place, filters }: Asked): boolean =>
  text.trim() !== '' || place !== null || Object.values(filters).some((values) => values.length > 0)

/** Two screens of one search, whatever the order or the page. */
export const searchKey = ({ text, place, radiusKm, filters }: Asked): string =>
  JSON.stringify([text.trim(), place, radiusKm, filters])

const FIRST = 10

export const rechercheOf = (query: Asked, found: Found): Extract<Fait, { type: 'recherche' }> => {
  const { filters, text, place, radiusKm } = query
  return {
    type: 'recherche',
    genre: text.trim() !== '' ? 'mots' : filters.thematiques.length > 0 ? 'besoins' : 'lieu',
    thematiques: knownNeeds([...filters.thematiques, ...found.lecture.besoins.flatMap(({ thematiques }) => thematiques)]),
    publics: knownPublics(filters.publics),
    lieu: lieuOf(place, departementOfCommune),
    rayon_km: radiusKm,
    total: found.total,
    a_portee: found.aPortee,
    a_distance: found.aDistance,
    premiers: found.hits.slice(0, FIRST).map(({ id }) => id),
  }
}

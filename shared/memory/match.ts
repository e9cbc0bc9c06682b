import { dayNumber, serviceFacts, type ServiceFacts } from '../catalogue/facts.ts'
import { DEPARTEMENT, FLAG } from '../catalogue/file.ts'
import type { Service, Structure } from '../catalogue/record.ts'
import { UNKNOWN_DATE } from '../catalogue/unknown-date.ts'
import { distanceKm } from '../geo/distance.ts'
import type { ResolvedPlace } from '../geo/types.ts'
import { isNational, widestZone } from '../geo/zone.ts'
import { type Facet, FACETS, type Filters, type FRAICHEURS, type SearchQuery } from '../search/query.ts'
import { carries, createVocabulary, createWordMatch, type Held, isOpenToAll, type WordMatch } from './match-words.ts'

/**
 * Whether services answer a kept search, told one after the other: what the search of the desk (main/catalogue) answers by indexes,
 * for whoever has rows and no index. Same places, filters and words; the synonyms of one's own desk are unknown here.
 */

const SIX_MONTHS = 183
const YEAR = 365

const freshness = (jour: number, today: number): (typeof FRAICHEURS)[number] => {
  if (jour === dayNumber(UNKNOWN_DATE)) return 'inconnue'
  const age = today - jour
  return age < SIX_MONTHS ? 'moins-de-6-mois' : age < YEAR ? 'de-6-a-12-mois' : age < 2 * YEAR ? 'de-1-a-2-ans' : 'plus-de-2-ans'
}

const passes = (facts: ServiceFacts, facet: Facet, wanted: readonly string[], today: number): boolean => {
  switch (facet) {
    case 'fraicheur':
      return wanted.includes(freshness(facts.jour, today))
    case 'orientable':
      return wanted.includes((facts.flags & FLAG.orientable) === 0 ? 'non' : 'oui')
    case 'zone':
      return wanted.includes(widestZone(facts.zone))
    case 'publics':
      return isOpenToAll(facts) || wanted.some((value) => carries(facts, facet, value))
    default:
      return wanted.some((value) => carries(facts, facet, value))
  }
}

/** @param today day number (catalogue/facts.ts) */
export const answersFilters = (facts: ServiceFacts, filters: Filters, today: number): boolean =>
  FACETS.every((facet) => {
    const wanted = filters[facet]
    const isAsked = wanted.length > 0 && !(facet === 'publics' && wanted.includes('tous-publics'))
    return !isAsked || passes(facts, facet, wanted, today)
  })

const KM_PER_DEGREE = 111

/**
 * Whether a service is of the place, among what is offered on that day. @param radiusKm inclusive @param today day number
 * (catalogue/facts.ts)
 */
export const createPlaceMatch = (
  place: ResolvedPlace | null,
  radiusKm: number,
  today: number,
): ((facts: ServiceFacts) => boolean) => {
  const isOffered = ({ flags, suspension }: ServiceFacts): boolean =>
    (flags & FLAG.hidden) === 0 && (suspension === null || suspension >= today)
  if (place === null) return isOffered
  const codes = new Set([...place.zoneCodes, ...(place.departements ?? [])])
  const isIncluded = ({ zone }: ServiceFacts): boolean =>
    zone === null || zone.some((code) => codes.has(code) || isNational(code))
  const { lat: atLat, lon: atLon } = place
  const nearest = radiusKm / KM_PER_DEGREE
  const isThere = ((): ((facts: ServiceFacts) => boolean) => {
    if (place.departements === null && atLat !== null && atLon !== null)
      return ({ lat, lon }) =>
        lat !== null &&
        lon !== null &&
        // Too far north or south, whatever the longitude: no distance is worked out.
        Math.abs(lat - atLat) <= nearest &&
        distanceKm({ lat: atLat, lon: atLon }, { lat, lon }) <= radiusKm
    const departements = place.departements ?? place.zoneCodes
    return (facts) => departements.some((code) => carries(facts, DEPARTEMENT, code))
  })()
  const zoneCounts = place.departements === null
  return (facts) => {
    if (!isOffered(facts)) return false
    const remote = (facts.flags & FLAG.remote) !== 0
    const onSite = !remote || (facts.flags & FLAG.onSite) !== 0
    const inZone = isIncluded(facts)
    return (remote && inZone) || (onSite && (inZone || !zoneCounts) && isThere(facts))
  }
}

export type Asked = {
  readonly key: string
  readonly query: Pick<SearchQuery, 'text' | 'filters' | 'radiusKm'>
  /** `query.place`, resolved. */
  readonly place: ResolvedPlace | null
}

type Found = { readonly id: string; readonly set: number; readonly filtered: boolean }

/**
 * Matches several searches in one reading of the services, or two when one has words: `learn` each service, then `take` each.
 * @param today day number (catalogue/facts.ts)
 */
export const createMatching = (asked: readonly Asked[], today: number, zoneName: (code: string) => string | null) => {
  const hasWords = asked.some(({ query }) => query.text.trim() !== '')
  const vocabulary = createVocabulary(zoneName)
  const found = new Map<string, Found[]>(asked.map(({ key }) => [key, []]))
  const compiled = asked.map(({ key, query, place }) => ({
    key,
    query,
    isOfPlace: createPlaceMatch(place, query.radiusKm, today),
  }))
  let matches: ReadonlyMap<string, WordMatch | null> | null = null
  const held = (service: Service, structure: Structure | null): Held => ({
    service,
    structure,
    facts: serviceFacts(service, structure),
  })
  const wordsOf = (): ReadonlyMap<string, WordMatch | null> => {
    const words = vocabulary.made()
    return new Map(
      asked.map(({ key, query }) => [key, query.text.trim() === '' ? null : createWordMatch(query.text, words, zoneName)]),
    )
  }

  return {
    /** True when every service is to be learnt before any is taken. */
    hasWords,
    learn: (service: Service, structure: Structure | null): void => vocabulary.learn(held(service, structure)),
    /** Keys of the searches that may answer it. */
    take: (service: Service, structure: Structure | null): readonly string[] => {
      matches ??= wordsOf()
      const one = held(service, structure)
      const near: string[] = []
      for (const { key, query, isOfPlace } of compiled) {
        if (!isOfPlace(one.facts)) continue
        const filtered = answersFilters(one.facts, query.filters, today)
        const words = matches.get(key) ?? null
        // How many have all the words is told whatever the filters: ticking one only narrows.
        if (words === null && !filtered) continue
        found.get(key)?.push({ id: service.id, set: words === null ? 0 : words.covered(one), filtered })
        if (filtered) near.push(key)
      }
      return near
    },
    /** Identifiers of what answers, by key, in the order given. */
    results: (): ReadonlyMap<string, readonly string[]> => {
      matches ??= wordsOf()
      const answers = new Map<string, readonly string[]>()
      for (const [key, all] of found) {
        const words = matches.get(key) ?? null
        const accepts = words === null ? () => true : words.accepted(all.map(({ set }) => set))
        answers.set(
          key,
          all.filter(({ set, filtered }) => filtered && accepts(set)).map(({ id }) => id),
        )
      }
      return answers
    },
  }
}
export type Matching = ReturnType<typeof createMatching>

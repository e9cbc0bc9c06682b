import type { ServiceEntry, StructureEntry } from '../opendata/open-entry.ts'
import { type Bits, dropAll, eachBit, hasBit, keepAny, setBit } from './bits.ts'
import type { Field } from './columns.ts'
import type { Commune } from './communes.ts'
import { geodesicKm } from './geodesic.ts'
import type { Live } from './live.ts'

/** Searches among services: data-inclusion.md §2.1. */

/** Lists are never empty: null is « whatever ». */
export type Filters = {
  /** Sources that are not there for who asks. */
  readonly hidden: ReadonlySet<string>
  readonly sources: readonly string[] | null
  /** Whole values: categories are told by theirs. */
  readonly thematiques: readonly string[] | null
  readonly publics: readonly string[] | null
  readonly types: readonly string[] | null
  readonly frais: readonly string[] | null
  readonly modes_accueil: readonly string[] | null
  readonly recherche_public: string | null
  readonly score_qualite_minimum: number | null
  /** Of the place of the service itself. */
  readonly departements: readonly (readonly string[])[]
  readonly code_commune: string | null
}

export type Point = { readonly lat: number; readonly lon: number }
/** Kilometres, rounded; null for what is not reached by going there. */
export type Hit = { readonly slot: number; readonly distance: number | null }

const EVERYONE = 'tous-publics'
export const NEAR_KM = 50

/** What the filters keep, place and zone aside: good until the next search, which is no sooner than the next turn. */
export const kept = ({ columns, snapshot }: Live, filters: Filters): Bits => {
  const { kept: bits, union } = columns.scratch
  bits.set(columns.alive)
  const { words } = snapshot
  const having = (field: Field, values: readonly string[]): readonly Bits[] =>
    values.flatMap((value) => {
      const number = words.known(value)
      return number === undefined ? [] : (columns.having(field, number) ?? [])
    })
  for (const source of filters.hidden) for (const out of having('sources', [source])) dropAll(bits, out)
  for (const field of ['sources', 'thematiques', 'types', 'frais', 'modes_accueil'] as const) {
    const values = filters[field]
    if (values !== null) keepAny(bits, having(field, values), union)
  }
  // Asking for everyone asks for nothing; whoever is open to all is open to these.
  if (filters.publics !== null && !filters.publics.includes(EVERYONE))
    keepAny(bits, having('publics', [...filters.publics, EVERYONE]), union)
  for (const codes of filters.departements) {
    const places = codes.flatMap((code) => columns.ofDepartement(code) ?? [])
    keepAny(bits, places, union)
  }
  if (filters.code_commune !== null) {
    const there = columns.scratch.zone.fill(0)
    for (const slot of columns.ofCommune(filters.code_commune)) setBit(there, slot)
    keepAny(bits, [there], union)
  }
  return bits
}

/** What cannot be told by sets, asked of what is left. */
export const finer = ({ columns }: Live, { score_qualite_minimum, recherche_public }: Filters): ((slot: number) => boolean) => {
  const answering = recherche_public === null ? null : columns.texts.answering(recherche_public)
  const least = score_qualite_minimum ?? -Infinity
  return (slot) =>
    (columns.scores[slot] ?? 0) / 100 >= least &&
    (answering === null || answering(columns.publicsTexts[slot] ?? -1) || answering(columns.precisionsTexts[slot] ?? -1))
}

/** In the order of identifiers. */
export const listServices = (live: Live, filters: Filters): readonly number[] => {
  const found: number[] = []
  const isFine = finer(live, filters)
  eachBit(kept(live, filters), (slot) => {
    if (isFine(slot)) found.push(slot)
  })
  return live.columns.inOrder(found)
}

/** Every point within that distance is between these. */
const boxAround = ({ lat, lon }: Point, km: number) => {
  // A degree of latitude is 110.57 km or more.
  const high = km / 110.5
  const wide = high / Math.max(0.02, Math.cos((Math.min(89, Math.abs(lat) + high) * Math.PI) / 180))
  // Across the antimeridian nobody searches; there everything is measured.
  const isCut = Math.abs(lon) + wide > 180
  return (atLat: number, atLon: number): boolean =>
    atLat >= lat - high && atLat <= lat + high && (isCut || (atLon >= lon - wide && atLon <= lon + wide))
}

/** Who lives in that commune is in the zone of the service. */
const eligible = ({ columns, snapshot }: Live, commune: Commune): ((slot: number) => boolean) => {
  const named = columns.scratch.zone.fill(0)
  for (const zone of commune.zones) {
    const number = snapshot.words.known(zone)
    if (number !== undefined) for (const slot of columns.ofZone(number)) setBit(named, slot)
  }
  return (slot) => hasBit(columns.everywhere, slot) || hasBit(named, slot)
}

/** Kilometres to a slot; Infinity beyond 50, and for what has no point. */
const nearness = ({ columns }: Live, from: Point): ((slot: number) => number) => {
  const { latitudes, longitudes } = columns
  const isInBox = boxAround(from, NEAR_KM)
  return (slot) => {
    const [lat, lon] = [latitudes[slot] ?? NaN, longitudes[slot] ?? NaN]
    if (!isInBox(lat, lon)) return Infinity
    const km = geodesicKm(from.lat, from.lon, lat, lon)
    return km <= NEAR_KM ? km : Infinity
  }
}

/**
 * Those that somebody of that commune may go to: of its zone, and near the point or at a distance. By distance, those that are not
 * gone to last, then by identifier.
 * @param from where distances start; null where no centre is known: then what is in the commune itself is near, at no known distance
 */
const searchNear = (live: Live, filters: Filters, commune: Commune, from: Point | null): readonly Hit[] => {
  const { columns, snapshot } = live
  const bits = kept(live, filters)
  const isFine = finer(live, filters)
  const bitsOf = (mode: string): Bits | undefined => {
    const number = snapshot.words.known(mode)
    return number === undefined ? undefined : columns.having('modes_accueil', number)
  }
  const [remote, onSite] = [bitsOf('a-distance'), bitsOf('en-presentiel')]
  const isIn = (set: Bits | undefined, slot: number): boolean => set !== undefined && hasBit(set, slot)
  const isEligible = eligible(live, commune)
  const there = new Set(from === null ? columns.ofCommune(commune.code) : [])
  const kmTo = from === null ? (): number => Infinity : nearness(live, from)
  const rings: (number[] | undefined)[] = []
  const elsewhere: number[] = []
  eachBit(bits, (slot) => {
    if (!isEligible(slot)) return
    const km = kmTo(slot)
    const isNear = km !== Infinity
    if ((!isNear && !isIn(remote, slot) && !there.has(slot)) || !isFine(slot)) return
    if (isNear && isIn(onSite, slot)) (rings[Math.round(km)] ??= []).push(slot)
    else elsewhere.push(slot)
  })
  const hits: Hit[] = []
  for (const [distance, slots] of rings.entries())
    if (slots !== undefined) for (const slot of columns.inOrder(slots)) hits.push({ slot, distance })
  for (const slot of columns.inOrder(elsewhere)) hits.push({ slot, distance: null })
  return hits
}

/**
 * Of structures that are likely one, keeps the services of the best: by quality, then by date; all of those that are equal. Among
 * what was found only, so that a better structure without an answer hides no other (data-inclusion.md §2.1, « Dedup in search »).
 */
const withoutDoubles = ({ columns, clusters, snapshot }: Live, hits: readonly Hit[]): readonly Hit[] => {
  const structureOf = ({ slot }: Hit) => columns.structures[slot] as StructureEntry
  const ranks = new Map<StructureEntry, { readonly cluster: string; readonly rank: string }>()
  const best = new Map<string, string>()
  for (const entry of new Set(hits.map(structureOf))) {
    const cluster = clusters.clusterOf(entry.id)
    const rank = `${snapshot.structureScore(entry).toFixed(2)} ${entry.dateMaj}`
    ranks.set(entry, { cluster, rank })
    if (rank > (best.get(cluster) ?? '')) best.set(cluster, rank)
  }
  return hits.filter((hit) => {
    const mine = ranks.get(structureOf(hit))
    return mine !== undefined && best.get(mine.cluster) === mine.rank
  })
}

export type ServiceSearch = Filters & {
  readonly commune: Commune | null
  /** Both or none; of no use without a commune, as upstream. */
  readonly point: Point | null
  readonly exclure_doublons: boolean
}

export const searchServices = (live: Live, asked: ServiceSearch): readonly Hit[] => {
  const { commune, point, exclure_doublons } = asked
  const hits =
    commune === null
      ? listServices(live, asked).map((slot) => ({ slot, distance: null }))
      : searchNear(live, asked, commune, point ?? commune.centre)
  return exclure_doublons ? withoutDoubles(live, hits) : hits
}

export const entryAt = ({ columns }: Live, slot: number): ServiceEntry => columns.slots[slot] as ServiceEntry
export const structureAt = ({ columns }: Live, slot: number): StructureEntry => columns.structures[slot] as StructureEntry

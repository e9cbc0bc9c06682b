import { departementOf, regionOf } from '../geo/divisions.ts'
import { distanceKm } from '../geo/distance.ts'
import type { CommuneRow, Epci } from '../geo/types.ts'

/**
 * The country as the register sees it. A zone is the part of an intercommunality that is in one département: it belongs to one
 * gestionnaire, and zones make up départements, régions, and France. In Greater Paris it is the établissement public territorial.
 */

export type Zone = {
  readonly code: string
  readonly nom: string
  readonly departement: string
  readonly region: string
  readonly population: number
  /** Middle of its inhabitants, WGS84 degrees; null when no commune has a known centre. */
  readonly point: readonly [lon: number, lat: number] | null
}

export type Place = {
  readonly code: string
  readonly lat: number | null
  readonly lon: number | null
  readonly population: number
  readonly zone: number
  /** Codes by which a zone of eligibility can include it (shared/geo/types.ts). */
  readonly codes: readonly string[]
}

export type Territory = {
  readonly zones: readonly Zone[]
  /** Communes; in their place, arrondissements where there are some. */
  readonly places: readonly Place[]
  readonly placesOf: readonly (readonly number[])[]
  /** Zone of a commune, an arrondissement, a commune déléguée; undefined for a code that is not known. */
  readonly zoneOf: (commune: string) => number | undefined
  /** Places whose centre is at most `km` away, the distance included. */
  readonly near: (lat: number, lon: number, km: number) => readonly number[]
  /** Places that one of these codes of eligibility includes. */
  readonly within: (codes: readonly string[]) => readonly number[]
}

export const departementName = (code: string): string => departementOf(code)?.nom ?? code
export const regionName = (code: string): string => regionOf(code)?.nom ?? code

const CELL_DEGREES = 0.25
const KM_PER_DEGREE = 111.19

type Located = { readonly lat: number; readonly lon: number }
const located = (one: { readonly lat: number | null; readonly lon: number | null }): Located | null =>
  one.lat === null || one.lon === null ? null : { lat: one.lat, lon: one.lon }

const middleOf = (places: readonly Place[]): readonly [number, number] | null => {
  let [lat, lon, people] = [0, 0, 0]
  for (const place of places) {
    const at = located(place)
    if (at === null) continue
    const weight = Math.max(place.population, 1)
    lat += at.lat * weight
    lon += at.lon * weight
    people += weight
  }
  return people === 0 ? null : [lon / people, lat / people]
}

const nearIn = (places: readonly Place[]): Territory['near'] => {
  const cells = new Map<string, number[]>()
  const cellOf = (degrees: number): number => Math.floor(degrees / CELL_DEGREES)
  for (const [at, place] of places.entries()) {
    const point = located(place)
    if (point === null) continue
    const key = `${cellOf(point.lat)} ${cellOf(point.lon)}`
    const known = cells.get(key)
    if (known === undefined) cells.set(key, [at])
    else known.push(at)
  }
  return (lat, lon, km) => {
    const dLat = (km / KM_PER_DEGREE) * 1.02
    const dLon = dLat / Math.max(0.02, Math.cos((Math.min(89, Math.abs(lat) + dLat) * Math.PI) / 180))
    const found: number[] = []
    for (let y = cellOf(lat - dLat); y <= cellOf(lat + dLat); y++)
      for (let x = cellOf(lon - dLon); x <= cellOf(lon + dLon); x++)
        for (const at of cells.get(`${y} ${x}`) ?? []) {
          const point = located(places[at] as Place)
          if (point !== null && distanceKm({ lat, lon }, point) <= km) found.push(at)
        }
    return found
  }
}

/** @param rows of a geography pack (shared/geo/pack.ts) */
export const createTerritory = (rows: readonly CommuneRow[], epcis: readonly Epci[]): Territory => {
  const named = new Map(epcis.map(({ code, nom }) => [code, nom]))
  const divided = new Set(rows.filter(({ type }) => type === 'A').map(({ parent }) => parent))
  const zoneAt = new Map<string, number>()
  const zoneOf = new Map<string, number>()
  const drafts: { code: string; nom: string; departement: string; places: Place[]; at: number[] }[] = []
  const places: Place[] = []

  const draftOf = (row: CommuneRow): number => {
    const epci = row.epcis.at(-1) ?? null
    const code = epci === null ? row.departement : `${epci}.${row.departement}`
    const known = zoneAt.get(code)
    if (known !== undefined) return known
    const departement = departementName(row.departement)
    // Paris is alone of its kind in its intercommunality: the rest of Greater Paris is told by smaller parts.
    const nom = epci === null || row.departement === '75' ? departement : (named.get(epci) ?? epci)
    drafts.push({ code, nom, departement: row.departement, places: [], at: [] })
    zoneAt.set(code, drafts.length - 1)
    return drafts.length - 1
  }

  for (const row of rows) {
    if (row.type === 'D' || departementOf(row.departement) === undefined) continue
    const zone = draftOf(row)
    zoneOf.set(row.code, zone)
    if (row.type === 'C' && divided.has(row.code)) continue
    const codes = [row.code, ...(row.parent === null ? [] : [row.parent]), ...row.epcis, row.departement]
    const place: Place = { code: row.code, lat: row.lat, lon: row.lon, population: row.population, zone, codes }
    drafts[zone]?.places.push(place)
    drafts[zone]?.at.push(places.length)
    places.push(place)
  }
  for (const { type, code, parent } of rows) {
    const zone = type === 'D' && parent !== null ? zoneOf.get(parent) : undefined
    if (zone !== undefined && !zoneOf.has(code)) zoneOf.set(code, zone)
  }
  const byCode = new Map<string, number[]>()
  for (const [at, { codes }] of places.entries())
    for (const code of codes) {
      const known = byCode.get(code)
      if (known === undefined) byCode.set(code, [at])
      else known.push(at)
    }
  return {
    zones: drafts.map(({ code, nom, departement, places: own }) => ({
      code,
      nom,
      departement,
      region: departementOf(departement)?.region ?? '',
      population: own.reduce((sum, { population }) => sum + population, 0),
      point: middleOf(own),
    })),
    places,
    placesOf: drafts.map(({ at }) => at),
    zoneOf: (commune) => zoneOf.get(commune),
    near: nearIn(places),
    within: (codes) =>
      codes.length === 1 ? (byCode.get(codes[0] ?? '') ?? []) : [...new Set(codes.flatMap((code) => byCode.get(code) ?? []))],
  }
}

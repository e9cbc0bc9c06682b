import { DoraError } from '../errors.ts'
import { departementLabel, departementOf, departementsOf, regionOf } from './divisions.ts'
import type { CommuneRow, ResolvedPlace } from './types.ts'
import type { PlaceRef } from '../search/query.ts'
import type { Gazetteer } from './gazetteer.ts'
import { communeLabel, postalLabel } from './labels.ts'

/** Codes by which a zone can include a commune: its own, its city's, those of its EPCI and of its département. */
const zoneCodesOf = (row: CommuneRow): readonly string[] => [
  row.code,
  ...(row.parent === null ? [] : [row.parent]),
  ...row.epcis,
  row.departement,
]

type Centre = { readonly lat: number | null; readonly lon: number | null; readonly approximatif: boolean }

/** Mean of the centres, each counting for its inhabitants: where a person of the place most likely is. */
const centreOf = (rows: readonly CommuneRow[]): Centre => {
  let [lat, lon, weight, guessed] = [0, 0, 0, 0]
  for (const row of rows) {
    if (row.lat === null || row.lon === null) continue
    const people = Math.max(row.population, 1)
    lat += row.lat * people
    lon += row.lon * people
    weight += people
    if (row.approximatif) guessed += people
  }
  // Called approximate when most of its people live where the centre is a guess.
  return weight === 0
    ? { lat: null, lon: null, approximatif: false }
    : { lat: lat / weight, lon: lon / weight, approximatif: guessed * 2 > weight }
}

/** Beyond this from any centre of commune, a point is at sea or abroad: no zone can be told from it. */
const MAX_COMMUNE_KM = 30

const unknown = (): never => {
  throw new DoraError('lieu-inconnu')
}

export const createResolver = (gazetteer: Gazetteer): ((place: PlaceRef) => ResolvedPlace) => {
  const ofCommune = (code: string): ResolvedPlace => {
    const row = gazetteer.commune(code) ?? unknown()
    return {
      label: communeLabel(row),
      lat: row.lat,
      lon: row.lon,
      approximatif: row.approximatif,
      zoneCodes: zoneCodesOf(row),
      departements: null,
    }
  }

  const ofPostal = (code: string): ResolvedPlace => {
    const rows = gazetteer.postal(code)
    if (rows.length === 0) return unknown()
    const centre = centreOf(rows)
    return {
      label: postalLabel(code, rows),
      ...centre,
      zoneCodes: [...new Set(rows.flatMap(zoneCodesOf))],
      departements: null,
      codePostal: code,
    }
  }

  const ofDepartements = (label: string, departements: readonly string[]): ResolvedPlace => ({
    label,
    ...centreOf(departements.flatMap((code) => gazetteer.communesOf(code))),
    approximatif: false,
    zoneCodes: departements,
    departements,
  })

  const ofPoint = (place: Extract<PlaceRef, { kind: 'point' }>): ResolvedPlace => {
    const given = place.commune === undefined ? undefined : gazetteer.commune(place.commune)
    const row = given ?? gazetteer.nearest(place.lat, place.lon, MAX_COMMUNE_KM)
    return {
      label: place.label,
      lat: place.lat,
      lon: place.lon,
      approximatif: false,
      zoneCodes: row === null ? [] : zoneCodesOf(row),
      departements: null,
    }
  }

  return (place) => {
    switch (place.kind) {
      case 'commune':
        return ofCommune(place.code)
      case 'code-postal':
        return ofPostal(place.code)
      case 'point':
        return ofPoint(place)
      case 'departement':
        if (departementOf(place.code) === undefined) return unknown()
        return ofDepartements(departementLabel(place.code), [place.code])
      case 'region': {
        const region = regionOf(place.code) ?? unknown()
        return ofDepartements(region.nom, departementsOf(region.code))
      }
    }
  }
}

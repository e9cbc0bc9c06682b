import { FLAG } from '#shared/catalogue/file.ts'
import { distanceKm } from '#shared/geo/distance.ts'
import type { ResolvedPlace } from '#shared/geo/types.ts'
import { isNational } from '#shared/geo/zone.ts'
import { departementCodes, type Columns } from './columns.ts'

/** How a service answers a place. */
export const NOWHERE = 0
export const ON_SITE = 1
export const REMOTE = 2

export type Located = {
  /** NOWHERE, ON_SITE or REMOTE, by rowid. Hidden and suspended services are NOWHERE. */
  readonly where: Uint8Array
  /** Kilometres from the place of the services ON_SITE; NaN otherwise. */
  readonly distance: Float64Array
}

/** A service is offered on site unless it is remote only: an unknown mode counts as on site (data-inclusion.md §2.1, note 2). */
const isRemoteOnly = (flags: number): boolean => (flags & (FLAG.onSite | FLAG.remote)) === FLAG.remote

const includedZones = (columns: Columns, place: ResolvedPlace): Uint8Array => {
  const codes = new Set([...place.zoneCodes, ...(place.departements ?? [])])
  return Uint8Array.from(columns.zones, (zone) =>
    zone.codes.length === 0 || zone.codes.some((code) => isNational(code) || codes.has(code)) ? 1 : 0,
  )
}

const KM_PER_DEGREE = 111.19
/** The flat-earth test below only sets aside what is surely too far, so that the exact distance is computed for few. */
const MARGIN = 1.02

/** Distances to the services that may lie within `radiusKm`; NaN for the others. Inclusive, geodesic. */
const distancesWithin = (columns: Columns, lat: number, lon: number, radiusKm: number): Float64Array => {
  const distance = new Float64Array(columns.size).fill(NaN)
  const latMargin = (radiusKm / KM_PER_DEGREE) * MARGIN
  const narrowest = Math.cos((Math.min(89, Math.abs(lat) + latMargin) * Math.PI) / 180)
  const lonMargin = latMargin / narrowest
  const place = { lat, lon }
  for (let r = 1; r < columns.size; r++) {
    const rowLat = columns.lat[r] as number
    if (!(Math.abs(rowLat - lat) <= latMargin)) continue
    const rowLon = columns.lon[r] as number
    const dLon = Math.abs(rowLon - lon)
    if (dLon > lonMargin && dLon < 360 - lonMargin) continue
    const km = distanceKm(place, { lat: rowLat, lon: rowLon })
    if (km <= radiusKm) distance[r] = km
  }
  return distance
}

const locatedIn = (columns: Columns, departements: readonly string[]): ((r: number) => boolean) => {
  const codes = departementCodes(columns, departements)
  return (r) => {
    const end = columns.start[r + 1] as number
    for (let i = columns.start[r] as number; i < end; i++) if (codes.has(columns.codes[i] as number)) return true
    return false
  }
}

/**
 * Which services answer a place (data-inclusion.md §2.1; issue 2 « Search »):
 * - a commune, a postal code, a point: the zone includes it, and the service is within the radius or remote;
 * - a département, a région: located there, or remote with a zone that includes it;
 * - no place: every service that may be shown.
 * `today` is a day number (facts.ts): a service is offered until its suspension date, that day included (dora-backend.md §2.8).
 */
export const locate = (columns: Columns, place: ResolvedPlace | null, radiusKm: number, today: number): Located => {
  const { size, flags, suspension, zone } = columns
  const where = new Uint8Array(size)
  const shown = (r: number) => ((flags[r] as number) & FLAG.hidden) === 0 && (suspension[r] as number) >= today

  if (place === null) {
    for (let r = 1; r < size; r++) if (shown(r)) where[r] = isRemoteOnly(flags[r] as number) ? REMOTE : ON_SITE
    return { where, distance: new Float64Array(size).fill(NaN) }
  }

  const included = includedZones(columns, place)
  if (place.departements !== null || place.lat === null || place.lon === null) {
    // A commune without coordinates (a few overseas) is searched by its département rather than answered with nothing.
    const isThere = locatedIn(columns, place.departements ?? place.zoneCodes)
    const zoneCounts = place.departements === null
    for (let r = 1; r < size; r++) {
      if (!shown(r)) continue
      const rowFlags = flags[r] as number
      const inZone = included[zone[r] as number] === 1
      if (!isRemoteOnly(rowFlags) && (inZone || !zoneCounts) && isThere(r)) where[r] = ON_SITE
      else if ((rowFlags & FLAG.remote) !== 0 && inZone) where[r] = REMOTE
    }
    return { where, distance: new Float64Array(size).fill(NaN) }
  }

  const distance = distancesWithin(columns, place.lat, place.lon, radiusKm)
  for (let r = 1; r < size; r++) {
    if (included[zone[r] as number] !== 1 || !shown(r)) {
      distance[r] = NaN
      continue
    }
    const rowFlags = flags[r] as number
    if (!Number.isNaN(distance[r]) && !isRemoteOnly(rowFlags)) {
      where[r] = ON_SITE
      continue
    }
    // Case 23 of data-inclusion.md §4: a far service that is also remote is found, without distance.
    distance[r] = NaN
    if ((rowFlags & FLAG.remote) !== 0) where[r] = REMOTE
  }
  return { where, distance }
}

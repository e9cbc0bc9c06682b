import { FLAG } from '#shared/catalogue/file.ts'
import { distanceKm } from '#shared/geo/distance.ts'
import type { ResolvedPlace } from '#shared/geo/types.ts'
import { isNational } from '#shared/geo/zone.ts'
import { departementCodes, type Columns } from './columns.ts'

export type Place = ResolvedPlace | null

/** The services that answer a place, by position. Hidden and suspended services are not among them. */
export type Located = {
  /** Rowids, increasing. */
  readonly rows: Uint32Array
  /** 1 on site, 0 at a distance. */
  readonly onSite: Uint8Array
  /** Kilometres from the place of the services on site; NaN otherwise. Null where no place, or no point, was asked. */
  readonly km: Float64Array | null
}

export type PlaceMatch = (place: Place, radiusKm: number, today: number) => Located

/** Position of a rowid in `rows`, or −1. */
export const positionOf = ({ rows }: Located, r: number): number => {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle] as number) < r) low = middle + 1
    else high = middle
  }
  return rows[low] === r ? low : -1
}

/** How a service may be offered on a day: bits, none when it is not shown. */
const OFFERED_ON_SITE = 1
const OFFERED_REMOTE = 2

/**
 * A service is offered on site unless it is remote only: an unknown mode counts as on site (data-inclusion.md §2.1, note 2).
 * `today` is a day number (facts.ts): a service is offered until its suspension date, that day included (dora-backend.md §2.8).
 */
const offer = ({ flags, suspension }: Columns, today: number, r: number): number => {
  const one = flags[r] as number
  if ((one & FLAG.hidden) !== 0 || (suspension[r] as number) < today) return 0
  const remote = (one & FLAG.remote) !== 0
  return (remote && (one & FLAG.onSite) === 0 ? 0 : OFFERED_ON_SITE) | (remote ? OFFERED_REMOTE : 0)
}

const offeredOn = (columns: Columns, today: number): Uint8Array => {
  const by = new Uint8Array(columns.capacity)
  for (let r = 1; r < columns.size; r++) by[r] = offer(columns, today, r)
  return by
}

export type Locate = {
  readonly placeMatch: PlaceMatch
  /** Takes in services that came or left, after the columns. */
  readonly refresh: (changed: Iterable<number>) => void
}

/** Zones by code: the zones that include a place are found by its few codes, not by reading all of them. */
const indexZones = (columns: Columns): ((place: ResolvedPlace) => Uint8Array) => {
  const everywhere = new Uint8Array(columns.zones.length)
  const byCode = new Map<string, number[]>()
  for (const [zone, { codes }] of columns.zones.entries()) {
    if (codes.length === 0 || codes.some(isNational)) everywhere[zone] = 1
    else
      for (const code of codes) {
        const zones = byCode.get(code)
        if (zones === undefined) byCode.set(code, [zone])
        else zones.push(zone)
      }
  }
  return (place) => {
    const included = everywhere.slice()
    for (const code of [...place.zoneCodes, ...(place.departements ?? [])])
      for (const zone of byCode.get(code) ?? []) included[zone] = 1
    return included
  }
}

const KM_PER_DEGREE = 111.19
/** The flat-earth test below only sets aside what is surely too far, so that the exact distance is computed for few. */
const MARGIN = 1.02

const locatedIn = (columns: Columns, departements: readonly string[]): ((r: number) => boolean) => {
  const codes = departementCodes(columns, departements)
  const wanted = Uint8Array.from(columns.values, (_, code) => (codes.has(code) ? 1 : 0))
  return (r) => {
    const end = columns.start[r + 1] as number
    for (let i = columns.start[r] as number; i < end; i++) if (wanted[columns.codes[i] as number] === 1) return true
    return false
  }
}

/**
 * Which services answer a place (data-inclusion.md §2.1; issue 2 « Search »):
 * - a commune, a postal code, a point: the zone includes it, and the service is within the radius or remote;
 * - a département, a région: located there, or remote with a zone that includes it;
 * - no place: every service that may be shown.
 * Written to arrays made once, then cut to size: what answers is few, and making arrays of everything cost more than the pass.
 */
export const createLocate = (columns: Columns): Locate => {
  const { capacity, zone, lat, lon } = columns
  let zonesIncluding = indexZones(columns)
  let zonesKnown = columns.zones.length
  const rows = new Uint32Array(capacity)
  const onSite = new Uint8Array(capacity)
  const km = new Float64Array(capacity)

  let offered: { readonly day: number; readonly by: Uint8Array } | null = null
  const offeredBy = (day: number): Uint8Array => {
    if (offered?.day !== day) offered = { day, by: offeredOn(columns, day) }
    return offered.by
  }

  const anywhere = (by: Uint8Array): number => {
    let n = 0
    for (let r = 1, { size } = columns; r < size; r++) {
      const how = by[r] as number
      if (how === 0) continue
      rows[n] = r
      onSite[n++] = how & OFFERED_ON_SITE
    }
    return n
  }

  const within = (by: Uint8Array, place: ResolvedPlace, isThere: (r: number) => boolean): number => {
    const included = zonesIncluding(place)
    const zoneCounts = place.departements === null
    let n = 0
    for (let r = 1, { size } = columns; r < size; r++) {
      const how = by[r] as number
      if (how === 0) continue
      const inZone = included[zone[r] as number] === 1
      const there = (how & OFFERED_ON_SITE) !== 0 && (inZone || !zoneCounts) && isThere(r)
      if (!there && ((how & OFFERED_REMOTE) === 0 || !inZone)) continue
      rows[n] = r
      onSite[n++] = there ? 1 : 0
    }
    return n
  }

  /** Distances are geodesic, and the radius inclusive. */
  const around = (by: Uint8Array, place: ResolvedPlace, atLat: number, atLon: number, radiusKm: number): number => {
    const included = zonesIncluding(place)
    const latMargin = (radiusKm / KM_PER_DEGREE) * MARGIN
    const narrowest = Math.cos((Math.min(89, Math.abs(atLat) + latMargin) * Math.PI) / 180)
    const lonMargin = latMargin / narrowest
    const from = { lat: atLat, lon: atLon }
    let n = 0
    for (let r = 1, { size } = columns; r < size; r++) {
      const how = by[r] as number
      if (how === 0 || included[zone[r] as number] === 0) continue
      if ((how & OFFERED_ON_SITE) !== 0) {
        const dLon = Math.abs((lon[r] as number) - atLon)
        // Without a point both comparisons fail.
        if (Math.abs((lat[r] as number) - atLat) <= latMargin && (dLon <= lonMargin || dLon >= 360 - lonMargin)) {
          const distance = distanceKm(from, { lat: lat[r] as number, lon: lon[r] as number })
          if (distance <= radiusKm) {
            rows[n] = r
            onSite[n] = 1
            km[n++] = distance
            continue
          }
        }
      }
      // Case 23 of data-inclusion.md §4: a far service that is also remote is found, without distance.
      if ((how & OFFERED_REMOTE) === 0) continue
      rows[n] = r
      onSite[n] = 0
      km[n++] = NaN
    }
    return n
  }

  const placeMatch: PlaceMatch = (place, radiusKm, today) => {
    const by = offeredBy(today)
    const pointed = place !== null && place.departements === null && place.lat !== null && place.lon !== null
    const n =
      place === null
        ? anywhere(by)
        : pointed
          ? around(by, place, place.lat, place.lon, radiusKm)
          : // A commune without coordinates (a few overseas) is searched by its département rather than answered with nothing.
            within(by, place, locatedIn(columns, place.departements ?? place.zoneCodes))
    return { rows: rows.slice(0, n), onSite: onSite.slice(0, n), km: pointed ? km.slice(0, n) : null }
  }

  return {
    placeMatch,
    refresh: (changed) => {
      if (offered !== null) for (const r of changed) offered.by[r] = offer(columns, offered.day, r)
      if (columns.zones.length === zonesKnown) return
      zonesIncluding = indexZones(columns)
      zonesKnown = columns.zones.length
    },
  }
}

/** Remembers the last few places (13 bytes a service that answers): between two keystrokes the place does not change. */
export const rememberPlaces = (locate: PlaceMatch, capacity = 8): PlaceMatch => {
  const known = new Map<string, Located>()
  return (place, radiusKm, today) => {
    const key = JSON.stringify([
      place?.lat,
      place?.lon,
      place?.zoneCodes,
      place?.departements,
      place === null ? 0 : radiusKm,
      today,
    ])
    const found = known.get(key) ?? locate(place, radiusKm, today)
    known.delete(key)
    known.set(key, found)
    const [oldest] = known.keys()
    if (known.size > capacity && oldest !== undefined) known.delete(oldest)
    return found
  }
}

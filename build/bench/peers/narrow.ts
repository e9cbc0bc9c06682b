import { distanceKm } from '#shared/geo/distance.ts'
import type { ResolvedPlace } from '#shared/geo/types.ts'
import { isNational } from '#shared/geo/zone.ts'
import { FACETS, type SearchQuery } from '#shared/search/query.ts'
import type { Row } from './rows.ts'

/**
 * Place, filters and live counts for the peers that have none: over typed arrays, in one pass, as quick as we know how to
 * write it, so that what differs in the figures is their search for words. Counts are disjunctive, as the desk's.
 */
export type Narrower = {
  readonly add: (row: Row) => void
  /** `rowids` in order of relevance, or null for every service. Answers how many remain; the page and counts are made too. */
  readonly narrow: (query: SearchQuery, place: ResolvedPlace | null, rowids: Iterable<number> | null) => Narrowed
}

export type Narrowed = {
  readonly total: number
  /** The first of them, in the order given. */
  readonly page: readonly number[]
  readonly counts: ReadonlyMap<string, number>
}

const KM_PER_DEGREE = 111

/** `max` is above every rowid. */
export const createNarrower = (max: number): Narrower => {
  const lat = new Float64Array(max).fill(NaN)
  const lon = new Float64Array(max).fill(NaN)
  const modes = new Uint8Array(max)
  const zone = new Uint32Array(max)
  const start = new Uint32Array(max + 1)
  const codes: number[] = []
  const byValue = new Map<string, number>()
  const facetOf: number[] = []
  const zones = new Map<string, number>()
  const zoneCodes: (readonly string[])[] = []
  let last = 0

  const intern = (facet: number, value: string): number => {
    const key = `${FACETS[facet]}\n${value}`
    let code = byValue.get(key)
    if (code === undefined) {
      byValue.set(key, (code = byValue.size))
      facetOf.push(facet)
    }
    return code
  }

  const add = (row: Row): void => {
    while (last < row.rowid) start[++last] = codes.length
    if (row.point !== null) {
      lat[row.rowid] = row.point.lat
      lon[row.rowid] = row.point.lon
    }
    modes[row.rowid] = 4 | (row.onSite ? 1 : 0) | (row.remote ? 2 : 0)
    const key = row.zone.join()
    if (!zones.has(key)) {
      zones.set(key, zoneCodes.length)
      zoneCodes.push(row.zone)
    }
    zone[row.rowid] = zones.get(key) ?? 0
    FACETS.forEach((facet, i) => {
      for (const value of row.facets[facet]) codes.push(intern(i, value))
    })
    start[row.rowid + 1] = codes.length
    last = row.rowid + 1
  }

  const isThere = (place: ResolvedPlace, radiusKm: number): ((r: number) => boolean) => {
    const wanted = new Set(place.zoneCodes)
    const eligible = zoneCodes.map((one) => one.length === 0 || one.some((code) => isNational(code) || wanted.has(code)))
    const at = { lat: place.lat ?? NaN, lon: place.lon ?? NaN }
    const latMargin = radiusKm / KM_PER_DEGREE
    const lonMargin = latMargin / Math.cos((Math.min(89, Math.abs(at.lat) + latMargin) * Math.PI) / 180)
    return (r) => {
      if (eligible[zone[r] as number] !== true) return false
      const mode = modes[r] as number
      if ((mode & 2) !== 0) return true
      const [y, x] = [lat[r] as number, lon[r] as number]
      return (
        Math.abs(y - at.lat) <= latMargin && Math.abs(x - at.lon) <= lonMargin && distanceKm(at, { lat: y, lon: x }) <= radiusKm
      )
    }
  }

  const narrow: Narrower['narrow'] = ({ filters, radiusKm, limit }, place, rowids) => {
    const there = place === null ? () => true : isThere(place, radiusKm)
    let active = 0
    const bits = new Uint16Array(byValue.size)
    FACETS.forEach((facet, i) => {
      if (filters[facet].length === 0) return
      active |= 1 << i
      for (const value of facet === 'publics' ? [...filters.publics, 'tous-publics'] : filters[facet]) {
        const code = byValue.get(`${facet}\n${value}`)
        if (code !== undefined) bits[code] = 1 << i
      }
    })
    const counted = new Uint32Array(byValue.size)
    const bump = (code: number) => {
      counted[code] = (counted[code] as number) + 1
    }
    const page: number[] = []
    let total = 0
    const visit = (r: number): void => {
      if (modes[r] === 0 || !there(r)) return
      const from = start[r] as number
      const to = start[r + 1] as number
      let passed = 0
      if (active !== 0) for (let i = from; i < to; i++) passed |= bits[codes[i] as number] as number
      const failed = active & ~passed
      if (failed === 0) {
        if (total++ < limit) page.push(r)
        for (let i = from; i < to; i++) bump(codes[i] as number)
      } else if ((failed & (failed - 1)) === 0) {
        const only = 31 - Math.clz32(failed)
        for (let i = from; i < to; i++) if (facetOf[codes[i] as number] === only) bump(codes[i] as number)
      }
    }
    if (rowids === null) for (let r = 0; r < last; r++) visit(r)
    else for (const r of rowids) visit(r)
    return { total, page, counts: new Map([...byValue].map(([key, code]) => [key, counted[code] ?? 0])) }
  }

  return { add, narrow }
}

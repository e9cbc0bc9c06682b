import { DEPARTEMENT, FIRST_CODE, FLAG } from '#shared/catalogue/file.ts'
import { widestZone, type ZoneKind } from '#shared/geo/zone.ts'
import { ZONES } from '#shared/search/query.ts'
import type { ReadableDb } from '#main/db/open.ts'

/**
 * What the search compares, as typed arrays indexed by the rowid of a service (slot 0 is empty).
 * About 60 bytes a service. Read once; `service_facts` is the source.
 */
export type Columns = {
  /** Highest rowid + 1. */
  readonly size: number
  /** WGS84 degrees; NaN without a point. */
  readonly lat: Float64Array
  readonly lon: Float64Array
  /** Days since 1970-01-01 of `date_maj`. */
  readonly jour: Int32Array
  /** Last day offered, same unit. */
  readonly suspension: Int32Array
  /** OR of FLAG; a rowid without service is hidden. */
  readonly flags: Uint8Array
  readonly completude: Uint8Array
  /** Index in `zones`; 0 is the empty zone, which includes everyone. */
  readonly zone: Uint32Array
  /** Index in ZONES of the widest part of the zone. */
  readonly zoneKind: Uint8Array
  /** Facet values of service `r`: `codes[start[r]]` to `codes[start[r + 1] - 1]`. A code is an index in `values`. */
  readonly start: Uint32Array
  readonly codes: Uint16Array
  readonly values: readonly FacetValue[]
  readonly codeOf: (facet: string, value: string) => number | undefined
  readonly zones: readonly ZoneSet[]
}

export type FacetValue = { readonly facet: string; readonly value: string }
export type ZoneSet = { readonly codes: readonly string[]; readonly kind: ZoneKind }

type FactsRow = [
  rowid: number,
  lat: number | null,
  lon: number | null,
  jour: number,
  suspension: number | null,
  flags: number,
  completude: number,
  zone: number,
  codes: string,
]

const NEVER = 0x7fffffff

/** Doubles as it fills: the number of values is not known before reading. */
const growingCodes = () => {
  let codes = new Uint16Array(1 << 16)
  let length = 0
  return {
    push: (text: string) => {
      if (length + text.length > codes.length) {
        const larger = new Uint16Array(Math.max(codes.length * 2, length + text.length))
        larger.set(codes)
        codes = larger
      }
      for (let i = 0; i < text.length; i++) codes[length++] = text.charCodeAt(i) - FIRST_CODE
      return length
    },
    done: () => codes.slice(0, length),
  }
}

const readValues = (db: ReadableDb): FacetValue[] => {
  const values: FacetValue[] = []
  const rows = db.prepare('SELECT rowid, facet, value FROM facet_values ORDER BY rowid').raw().all() as [number, string, string][]
  for (const [rowid, facet, value] of rows) values[rowid - 1] = { facet, value }
  return values
}

const readZones = (db: ReadableDb): ZoneSet[] => {
  const zones: ZoneSet[] = [{ codes: [], kind: 'inconnue' }]
  for (const [rowid, json] of db.prepare('SELECT rowid, codes FROM zones ORDER BY rowid').raw().all() as [number, string][]) {
    const codes = JSON.parse(json) as string[]
    zones[rowid] = { codes, kind: widestZone(codes) }
  }
  return zones
}

/**
 * Rowids are given one after the other, so one out of proportion with the file is damage, and would ask for all the memory.
 * A service takes some 2 kB: this leaves room for thirty changes of each. Nothing here reads the table.
 */
const sizeOf = (db: ReadableDb): number => {
  const last = (db.prepare('SELECT max(rowid) FROM service_facts').pluck().get() as number | null) ?? 0
  const bytes =
    (db.prepare('PRAGMA page_count').pluck().get() as number) * (db.prepare('PRAGMA page_size').pluck().get() as number)
  if (last > 1_000_000 + bytes / 64) throw new RangeError(`rowid ${last} in ${bytes} bytes`)
  return last + 1
}

/** Reads every service's facts: 0.2 s for 250,000. Always in rowid order (geography.md §4: the trap of an index's order). */
export const loadColumns = (db: ReadableDb): Columns => {
  const size = sizeOf(db)
  const columns = {
    lat: new Float64Array(size).fill(NaN),
    lon: new Float64Array(size).fill(NaN),
    jour: new Int32Array(size),
    suspension: new Int32Array(size).fill(NEVER),
    flags: new Uint8Array(size).fill(FLAG.hidden),
    completude: new Uint8Array(size),
    zone: new Uint32Array(size),
    start: new Uint32Array(size + 1),
  }
  const codes = growingCodes()
  let next = 0
  let end = 0
  const rows = db
    .prepare('SELECT rowid, lat, lon, jour, suspension, flags, completude, zone, codes FROM service_facts ORDER BY rowid')
    .raw()
  for (const row of rows.iterate() as IterableIterator<FactsRow>) {
    const rowid = row[0]
    while (next <= rowid) columns.start[next++] = end
    if (row[1] !== null && row[2] !== null) {
      columns.lat[rowid] = row[1]
      columns.lon[rowid] = row[2]
    }
    columns.jour[rowid] = row[3]
    if (row[4] !== null) columns.suspension[rowid] = row[4]
    columns.flags[rowid] = row[5]
    columns.completude[rowid] = row[6]
    columns.zone[rowid] = row[7]
    end = codes.push(row[8])
  }
  while (next <= size) columns.start[next++] = end

  const values = readValues(db)
  const zones = readZones(db)
  const kinds = Uint8Array.from(zones, ({ kind }) => ZONES.indexOf(kind))
  const byKey = new Map(values.map(({ facet, value }, code) => [`${facet}\n${value}`, code]))
  return {
    size,
    ...columns,
    codes: codes.done(),
    values,
    codeOf: (facet, value) => byKey.get(`${facet}\n${value}`),
    zones,
    zoneKind: Uint8Array.from(columns.zone, (zone) => kinds[zone] as number),
  }
}

/** Départements by code of `values`, for a search by département or région. */
export const departementCodes = (columns: Columns, departements: readonly string[]): ReadonlySet<number> =>
  new Set(departements.map((one) => columns.codeOf(DEPARTEMENT, one)).filter((code) => code !== undefined))

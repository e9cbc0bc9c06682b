import { DEPARTEMENT, FIRST_CODE, FLAG } from '#shared/catalogue/file.ts'
import { widestZone, type ZoneKind } from '#shared/geo/zone.ts'
import { ZONES } from '#shared/search/query.ts'
import type { ReadableDb } from '#main/db/open.ts'
import { CODED_FACETS } from './coded-facets.ts'

/**
 * What the search compares, as typed arrays indexed by the rowid of a service (slot 0 is empty).
 * About 60 bytes a service. Read once, then followed (`growColumns`); `service_facts` is the source.
 */
export type Columns = {
  /** Highest rowid ever read + 1. */
  readonly size: number
  /** What the arrays by rowid have room for: rowids are never given twice, so a file that changes grows. */
  readonly capacity: number
  /** Services there are: a rowid may be of one that left. */
  readonly count: number
  /** WGS84 degrees; NaN without a point. */
  readonly lat: Float64Array
  readonly lon: Float64Array
  /** Days since 1970-01-01 of `date_maj`. */
  readonly jour: Int32Array
  /** Last day offered, same unit. */
  readonly suspension: Int32Array
  /** OR of FLAG; a rowid without service is hidden and ABSENT. */
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
  /** Services that carry each code: a value that no service carries any more is not shown. */
  readonly carriers: readonly number[]
  readonly codeOf: (facet: string, value: string) => number | undefined
  readonly zones: readonly ZoneSet[]
}

/** Bit of `flags` beside FLAG: no service has this rowid, or no longer. */
export const ABSENT = 128

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

type Growing = { -readonly [K in keyof Columns]: Columns[K] } & {
  readonly values: FacetValue[]
  readonly carriers: number[]
  readonly zones: ZoneSet[]
  readonly byKey: Map<string, number>
}

/** Appends what the columns do not have yet. */
const readValues = (db: ReadableDb, { values, carriers, byKey }: Growing): void => {
  const rows = db.prepare('SELECT rowid, facet, value FROM facet_values WHERE rowid > ? ORDER BY rowid').raw()
  for (const [rowid, facet, value] of rows.all(values.length) as [number, string, string][]) {
    values[rowid - 1] = { facet, value }
    carriers[rowid - 1] = 0
    byKey.set(`${facet}\n${value}`, rowid - 1)
  }
}

const readZones = (db: ReadableDb, { zones }: Growing): void => {
  const rows = db.prepare('SELECT rowid, codes FROM zones WHERE rowid > ? ORDER BY rowid').raw()
  for (const [rowid, json] of rows.all(zones.length - 1) as [number, string][]) {
    const codes = JSON.parse(json) as string[]
    zones[rowid] = { codes, kind: widestZone(codes) }
  }
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

/** Room for changes: beyond, everything is read again. The file is written again before that (main/sync/replica/repack.ts). */
const roomFor = (n: number): number => Math.ceil(n * 1.1) + 4_096

const FACTS = 'SELECT rowid, lat, lon, jour, suspension, flags, completude, zone, codes FROM service_facts'

/** Services must come in rowid order, beyond all those read. */
const append = (columns: Growing, row: FactsRow): void => {
  const rowid = row[0]
  const end = columns.start[columns.size] as number
  for (let r = columns.size; r <= rowid; r++) columns.start[r] = end
  if (row[1] !== null && row[2] !== null) {
    columns.lat[rowid] = row[1]
    columns.lon[rowid] = row[2]
  }
  columns.jour[rowid] = row[3]
  if (row[4] !== null) columns.suspension[rowid] = row[4]
  columns.flags[rowid] = row[5]
  columns.completude[rowid] = row[6]
  columns.zone[rowid] = row[7]
  columns.zoneKind[rowid] = ZONES.indexOf(columns.zones[row[7]]?.kind ?? 'inconnue')
  const codes = row[8]
  let at = end
  if (at + codes.length > columns.codes.length) {
    const larger = new Uint16Array(roomFor(at + codes.length))
    larger.set(columns.codes.subarray(0, at))
    columns.codes = larger
  }
  for (let i = 0; i < codes.length; i++) {
    const code = codes.charCodeAt(i) - FIRST_CODE
    columns.codes[at++] = code
    columns.carriers[code] = (columns.carriers[code] ?? 0) + 1
  }
  columns.size = rowid + 1
  columns.start[columns.size] = at
  columns.count++
}

/** Reads every service's facts: 0.2 s for 250,000. Always in rowid order (geography.md §4: the trap of an index's order). */
export const loadColumns = (db: ReadableDb): Columns => {
  const size = sizeOf(db)
  const capacity = roomFor(size)
  const byKey = new Map<string, number>()
  const columns: Growing = {
    size: 0,
    capacity,
    count: 0,
    lat: new Float64Array(capacity).fill(NaN),
    lon: new Float64Array(capacity).fill(NaN),
    jour: new Int32Array(capacity),
    suspension: new Int32Array(capacity).fill(NEVER),
    flags: new Uint8Array(capacity).fill(FLAG.hidden | ABSENT),
    completude: new Uint8Array(capacity),
    zone: new Uint32Array(capacity),
    zoneKind: new Uint8Array(capacity).fill(ZONES.indexOf('inconnue')),
    start: new Uint32Array(capacity + 1),
    codes: new Uint16Array(roomFor(size * 10)),
    values: [],
    carriers: [],
    byKey,
    codeOf: (facet, value) => byKey.get(`${facet}\n${value}`),
    zones: [{ codes: [], kind: 'inconnue' }],
  }
  readValues(db, columns)
  readZones(db, columns)
  for (const row of db.prepare(`${FACTS} ORDER BY rowid`).raw().iterate() as IterableIterator<FactsRow>) append(columns, row)
  // A file without services, too, has the empty slot 0.
  columns.size = Math.max(columns.size, size)
  return columns
}

const SHOWN: ReadonlySet<string> = new Set(CODED_FACETS)

export type ColumnsGrowth = {
  /** Rowids, increasing. */
  readonly added: readonly number[]
  readonly gone: readonly number[]
  /** A facet has gained or lost a value. */
  readonly valuesChanged: boolean
}

/**
 * Follows a file that has changed since number `since` (shared/catalogue/file.ts), in time proportional to what changed.
 * Null when there is no room left: the columns are then to be loaded again.
 */
export const growColumns = (db: ReadableDb, readOnly: Columns, since: number): ColumnsGrowth | null => {
  const columns = readOnly as Growing
  const rows = db.prepare(`${FACTS} WHERE rowid > ? ORDER BY rowid`).raw().all(since) as FactsRow[]
  if ((rows.at(-1)?.[0] ?? 0) >= columns.capacity) return null
  const before = columns.carriers.slice()
  readValues(db, columns)
  readZones(db, columns)
  const gone = (db.prepare('SELECT rowid FROM gone WHERE at > ? ORDER BY rowid').pluck().all(since) as number[]).filter(
    (rowid) => rowid < columns.size && ((columns.flags[rowid] as number) & ABSENT) === 0,
  )
  for (const rowid of gone) {
    columns.flags[rowid] = FLAG.hidden | ABSENT
    columns.count--
    for (let i = columns.start[rowid] as number; i < (columns.start[rowid + 1] as number); i++) {
      const code = columns.codes[i] as number
      columns.carriers[code] = (columns.carriers[code] as number) - 1
    }
  }
  for (const row of rows) append(columns, row)
  const valuesChanged = columns.carriers.some(
    (n, code) => n > 0 !== (before[code] ?? 0) > 0 && SHOWN.has(columns.values[code]?.facet ?? ''),
  )
  return { added: rows.map(([rowid]) => rowid), gone, valuesChanged }
}

/** Départements by code of `values`, for a search by département or région. */
export const departementCodes = (columns: Columns, departements: readonly string[]): ReadonlySet<number> =>
  new Set(departements.map((one) => columns.codeOf(DEPARTEMENT, one)).filter((code) => code !== undefined))

import Database from 'better-sqlite3'
import { CATALOGUE_INDEXES, CATALOGUE_MIN_SAFE_VERSION, CATALOGUE_TABLES, CATALOGUE_VERSION } from '#shared/catalogue/file.ts'
import type { SnapshotInfo } from '#shared/sync/wire.ts'
import { SyncFailure } from '../ports.ts'
import { openForChecking } from './connect.ts'
import { readCursors, readState } from './members.ts'
import { countSums, readSums, sameSums } from './sums.ts'

/** First version with the tables of synchronisation: an older file cannot be kept up to date. */
export const OLDEST_PATCHABLE = 2

type SchemaRow = { readonly type: string; readonly name: string; readonly sql: string | null }

const readSchema = (db: Database.Database): SchemaRow[] =>
  db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all() as SchemaRow[]

let expected: ReadonlyMap<string, string | null> | null = null
/** What the very text of file.ts makes, in this SQLite. */
const expectedSchema = (): ReadonlyMap<string, string | null> => {
  if (expected !== null) return expected
  const db = new Database(':memory:')
  db.exec(CATALOGUE_TABLES)
  db.exec(CATALOGUE_INDEXES)
  expected = new Map(readSchema(db).map(({ type, name, sql }) => [`${type} ${name}`, sql]))
  db.close()
  return expected
}

const VIRTUAL = /^\s*CREATE VIRTUAL TABLE\s/i
const KNOWN_VIRTUAL = /^\s*CREATE VIRTUAL TABLE\s+\S+\s+USING\s+(fts5|rtree)\b/i

/** What ANALYZE leaves in a file: figures for the planner, with tables that SQLite itself declares. */
const STATISTICS = /^table sqlite_stat[14]$/

/**
 * A file is a database that will be run: it may hold the tables of file.ts and nothing that acts by itself. One of a newer
 * version, which this one may read, may hold more tables and indexes.
 */
export const schemaIsSafe = (db: Database.Database, fileVersion: number): boolean => {
  const found = readSchema(db)
  const wanted = expectedSchema()
  const newer = fileVersion > CATALOGUE_VERSION
  const names = new Set(found.map(({ type, name }) => `${type} ${name}`))
  if (![...wanted.keys()].every((key) => names.has(key))) return false
  return found.every(({ type, name, sql }) => {
    if (type !== 'table' && type !== 'index') return false
    if (sql !== null && VIRTUAL.test(sql) && !KNOWN_VIRTUAL.test(sql)) return false
    if (STATISTICS.test(`${type} ${name}`)) return true
    return newer || (wanted.has(`${type} ${name}`) && wanted.get(`${type} ${name}`) === sql)
  })
}

/** @throws SyncFailure `upgrade_required` for a file that this version would misread. */
export const checkVersion = ({ file_version, min_safe_version }: SnapshotInfo): void => {
  if (file_version > CATALOGUE_VERSION && min_safe_version > CATALOGUE_VERSION) throw new SyncFailure('upgrade_required')
  if (file_version < OLDEST_PATCHABLE || min_safe_version < CATALOGUE_MIN_SAFE_VERSION) {
    throw new SyncFailure('corrupt_download')
  }
}

/** Holds together, and is a catalogue. Reads the file once. @throws SyncFailure `corrupt_download`. */
export const checkFile = (db: Database.Database): number => {
  const version = db.pragma('user_version', { simple: true }) as number
  if (version < OLDEST_PATCHABLE || !schemaIsSafe(db, version)) throw new SyncFailure('corrupt_download')
  if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new SyncFailure('corrupt_download')
  return version
}

/**
 * A downloaded file, whose bytes are already known to be those announced, is what the announcement says (sync.md §2.4, step 4).
 * @throws SyncFailure `corrupt_download`.
 */
export const checkSnapshot = (file: string, { scope, epoch, seq, schema, sums, file_version }: SnapshotInfo): void => {
  let db: Database.Database | undefined
  try {
    db = openForChecking(file)
    const cursors = readCursorsOf(db)
    const right =
      checkFile(db) === file_version &&
      cursors?.length === 1 &&
      cursors[0]?.id === scope &&
      cursors[0].seq === seq &&
      readState(db, 'epoch') === epoch &&
      readState(db, 'schema') === String(schema) &&
      sameSums(sums, countSums(db, scope)) &&
      sameSums(sums, readSums(db, scope))
    if (!right) throw new SyncFailure('corrupt_download')
  } catch (error) {
    throw error instanceof SyncFailure ? error : new SyncFailure('corrupt_download', { cause: error })
  } finally {
    db?.close()
  }
}

const readCursorsOf = (db: Database.Database) => {
  const there = db.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'replica_scopes'").pluck().get()
  return there === 1 ? readCursors(db) : null
}

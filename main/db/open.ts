import Database from 'better-sqlite3'

declare const readable: unique symbol
declare const writable: unique symbol

/** A connection that may only read: a reading path cannot compile a write. */
export type ReadableDb = Pick<Database.Database, 'close' | 'open' | 'name'> & {
  readonly [readable]: true
  prepare(sql: string): Pick<Database.Statement<unknown[]>, 'get' | 'all' | 'iterate' | 'pluck' | 'raw' | 'columns'>
}
/** A connection that may write. There is one per file, in one worker. */
export type WritableDb = Database.Database & { readonly [readable]: true; readonly [writable]: true }

export const openReadable = (file: string): ReadableDb => {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  db.pragma('query_only = true')
  // A file may have come through the network: nothing in it runs, and a damaged page is met as damage (sync.md §6).
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  db.pragma('mmap_size = 1073741824')
  db.pragma('cache_size = -65536')
  return db as unknown as ReadableDb
}

/** A reading transaction around each reading: all its statements see the same state of the file (sync.md §3.3, I7). */
export const readConsistently = (db: ReadableDb): (<T>(read: () => T) => T) => {
  const raw = db as unknown as Database.Database
  const [begin, end] = [raw.prepare('BEGIN'), raw.prepare('COMMIT')]
  return (read) => {
    if (raw.inTransaction) return read()
    begin.run()
    try {
      return read()
    } finally {
      end.run()
    }
  }
}

export const openWritable = (file: string): WritableDb => {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  return db as WritableDb
}

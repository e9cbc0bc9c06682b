import Database from 'better-sqlite3'

/**
 * A file that came through the network is opened so that nothing in it can run, and so that a damaged page is met as damage
 * (sync.md §6).
 */
const guarded = (db: Database.Database): Database.Database => {
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  return db
}

/** The one writer of a file. What it writes can be read again from the server: NORMAL is enough (sync.md §2.5). */
export const openForWriting = (file: string): Database.Database => {
  const db = new Database(file, { timeout: 5_000 })
  try {
    guarded(db)
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL')
    db.pragma('cache_size = -32768')
    // A page of 100 changes touches a thousand pages here and there: emptying the log after each would be most of its cost.
    db.pragma('wal_autocheckpoint = 8000')
    // A long reading by the search must not leave a huge log behind.
    db.pragma(`journal_size_limit = ${32 * 1024 * 1024}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

export const openForChecking = (file: string): Database.Database => {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  guarded(db)
  db.pragma('mmap_size = 1073741824')
  return db
}

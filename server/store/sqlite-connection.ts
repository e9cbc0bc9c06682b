import Database from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import type { Tables } from './schema.ts'

export type Connection = { readonly raw: Database.Database; readonly db: Kysely<Tables> }

/** Kysely over one connection. Statements are prepared once: their texts are few. */
const over = (raw: Database.Database): Connection => {
  const prepared = new Map<string, Database.Statement<unknown[]>>()
  const prepare = (text: string): Database.Statement<unknown[]> => {
    const known = prepared.get(text)
    if (known !== undefined) return known
    const statement = raw.prepare<unknown[]>(text)
    if (prepared.size >= 500) prepared.clear()
    prepared.set(text, statement)
    return statement
  }
  const database = { prepare, close: () => raw.close() }
  return { raw, db: new Kysely<Tables>({ dialect: new SqliteDialect({ database }) }) }
}

/** Durable at each commit: what a desk was told is stored survives a power cut (sync.md §5). */
export const openWriting = (file: string | Buffer): Connection => {
  const raw = new Database(file)
  raw.pragma('journal_mode = WAL')
  raw.pragma('synchronous = FULL')
  raw.pragma('busy_timeout = 5000')
  raw.pragma('foreign_keys = ON')
  // What is removed, an account's address or a contact that is hidden again, is overwritten: it stays in no free page.
  raw.pragma('secure_delete = ON')
  raw.pragma('trusted_schema = OFF')
  return over(raw)
}

export const openReading = (file: string): Connection => {
  const raw = new Database(file, { readonly: true })
  raw.pragma('busy_timeout = 5000')
  raw.pragma('trusted_schema = OFF')
  return over(raw)
}

/** Runs `work` between BEGIN and COMMIT; undone when it throws. Nothing else may use the connection meanwhile. */
export const within = async <T>(
  { raw, db }: Connection,
  mode: 'DEFERRED' | 'IMMEDIATE',
  work: (db: Kysely<Tables>) => Promise<T>,
): Promise<T> => {
  await sql.raw(`BEGIN ${mode}`).execute(db)
  try {
    const value = await work(db)
    await sql.raw('COMMIT').execute(db)
    return value
  } finally {
    // A failed COMMIT, a full disk for one, may have left the transaction open.
    if (raw.inTransaction) raw.exec('ROLLBACK')
  }
}

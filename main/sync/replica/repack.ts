import Database from 'better-sqlite3'
import { CATALOGUE_TABLES, CatalogueMeta } from '#shared/catalogue/file.ts'
import type { ZoneName } from '#shared/catalogue/index-services.ts'
import { finishCatalogue } from '#shared/catalogue/write.ts'
import { openForWriting } from './connect.ts'

/** Changes that weigh on the search: rows found through FTS5 rather than in packed lists, and places of rows that left. */
const FEW = 2_000
const SHARE = 0.05

const metaOf = (db: Database.Database) => {
  const values = Object.fromEntries(db.prepare('SELECT key, value FROM meta').raw().all() as [string, string][])
  return { ...CatalogueMeta.parse(values), last: Number(values['last'] ?? values['packed']) }
}

export const isHeavy = (db: Database.Database): boolean => {
  const { services, packed, last } = metaOf(db)
  return last - packed > Math.max(FEW, services * SHARE)
}

const ROWS = [
  ['structures', 'id, source, nom, commune, parent, record, ver, h, scopes', 'rowid'],
  ['services', 'id, source, structure_id, nom_tri, record, ver, h, scopes', 'rowid'],
  ['other_rows', 'kind, id, ver, h, scopes, doc', 'kind, id'],
  ['replica', 'key, value', 'key'],
  ['replica_scopes', 'scope, seq', 'scope'],
  ['replica_sums', 'scope, kind, n, sum', 'scope, kind'],
] as const

/** Writes the rows of `from` to a new file, packed again. The caller sees to it that `from` does not change meanwhile. */
export const rewrite = (from: string, to: string, zoneName: ZoneName, onRows: (done: number, total: number) => void): void => {
  const db = new Database(to)
  try {
    // Flushed whole before it is named (folder.ts): nothing here needs to survive a power cut by itself.
    db.pragma('journal_mode = OFF')
    db.pragma('synchronous = OFF')
    db.pragma('trusted_schema = OFF')
    db.prepare('ATTACH ? AS former').run(from)
    db.exec('BEGIN')
    db.exec(CATALOGUE_TABLES)
    for (const [table, columns, order] of ROWS) {
      db.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM former.${table} ORDER BY ${order}`)
    }
    const value = db.prepare('SELECT value FROM former.meta WHERE key = ?').pluck()
    const meta = { demonstration: value.get('demonstration') === '1', genere_le: value.get('genere_le') as string }
    finishCatalogue(db, zoneName, meta, onRows)
    db.exec('COMMIT')
    db.exec('DETACH former')
  } finally {
    db.close()
  }
  openForWriting(to).close()
}

import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { CATALOGUE_TABLES } from '#shared/catalogue/file.ts'
import type { ZoneName } from '#shared/catalogue/index-services.ts'
import { openPatch, type RowChanges } from '#shared/catalogue/patch.ts'
import { openRows, readRow } from '#shared/catalogue/rows.ts'
import { finishCatalogue } from '#shared/catalogue/write.ts'
import { SCHEMA } from '#shared/sync/wire.ts'
import type { ScopeCursor } from '../ports.ts'
import { openForWriting } from './connect.ts'
import type { CatalogueFolder } from './folder.ts'
import { readCursors, readState, writeCursor, writeState } from './members.ts'

export type StagePlan = { readonly epoch: string; readonly scopes: readonly string[]; readonly demonstration: boolean }

/** A file being filled from nothing. */
export type StageFile = {
  readonly name: string
  readonly db: Database.Database
  /** Of rows alone until it is finished. */
  readonly changes: () => RowChanges & { readonly finish: (genere_le: string) => void }
  readonly cursors: () => readonly ScopeCursor[]
  readonly finish: (genere_le: string, onRows: (done: number, total: number) => void) => void
}

/** Rows without what is derived from them: made at the end, in one pass. */
const plainChanges = (db: Database.Database): ReturnType<StageFile['changes']> => {
  const rows = openRows(db)
  return {
    version: rows.version,
    rescope: rows.rescope,
    put: (row) => {
      const known = rows.version(row)
      if (known !== null && known.ver >= row.ver) return false
      rows.write(readRow(row))
      return true
    },
    remove: (key) => {
      if (rows.version(key) === null) return false
      rows.remove(key)
      return true
    },
    finish: () => {},
  }
}

const nameOf = ({ epoch, scopes }: StagePlan): string =>
  `stage-${createHash('sha256')
    .update([epoch, ...[...scopes].sort()].join(' '))
    .digest('hex')
    .slice(0, 16)}.db`

const fill = (db: Database.Database, { epoch, scopes, demonstration }: StagePlan): void => {
  db.transaction(() => {
    db.exec(CATALOGUE_TABLES)
    writeState(db, 'epoch', epoch)
    writeState(db, 'schema', String(SCHEMA))
    writeState(db, 'demonstration', demonstration ? '1' : '0')
    for (const scope of scopes) writeCursor(db, scope, 0)
  })()
}

/** True when the file is one of this plan, as far as it went. @throws what SQLite throws of a damaged file. */
const continues = (db: Database.Database, { epoch, demonstration }: StagePlan): boolean =>
  db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'replica'").pluck().get() === 1 &&
  readState(db, 'epoch') === epoch &&
  readState(db, 'demonstration') === (demonstration ? '1' : '0')

const openOrMake = (folder: CatalogueFolder, name: string, plan: StagePlan): Database.Database => {
  let db: Database.Database | undefined
  try {
    db = openForWriting(folder.temporary(name))
    if (continues(db, plan)) return db
  } catch {
    // Damaged or half-made: nothing in it that pages would not bring again.
  }
  db?.close()
  folder.discard(name)
  const fresh = openForWriting(folder.temporary(name))
  try {
    fill(fresh, plan)
    return fresh
  } catch (error) {
    fresh.close()
    throw error
  }
}

/** Continues a file of the same epoch and scopes; what was being made of others is removed. */
export const openStage = (folder: CatalogueFolder, plan: StagePlan, zoneName: ZoneName): StageFile => {
  const name = nameOf(plan)
  for (const other of folder.temporaries()) if (other.startsWith('stage-') && !other.startsWith(name)) folder.discard(other)
  const db = openOrMake(folder, name, plan)
  const finished = () => (db.pragma('user_version', { simple: true }) as number) > 0
  return {
    name,
    db,
    changes: () => (finished() ? openPatch(db, zoneName) : plainChanges(db)),
    cursors: () => readCursors(db),
    finish: (genere_le, onRows) => {
      if (finished()) return
      const meta = { demonstration: plan.demonstration, genere_le }
      db.transaction(() => finishCatalogue(db, zoneName, meta, onRows)).immediate()
    },
  }
}

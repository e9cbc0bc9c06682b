import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { ZoneName } from '#shared/catalogue/index-services.ts'
import { writeCatalogue, type CatalogueRows } from '#shared/catalogue/write.ts'

export type { CatalogueSummary } from '#shared/catalogue/write.ts'

export type CatalogueWriter = CatalogueRows & {
  /** Closes and deletes the unfinished file. */
  readonly abort: () => void
}

/**
 * Writes a catalogue file from nothing. `file` must not exist: build it under a name of its own, then rename it.
 * Nothing is safe before `finish`, which closes the file ready to be named by the pointer: no journal is kept, because a
 * half-written file is never opened. A failure of `finish` (full disk) leaves a file to be thrown away with `abort`.
 * Memory stays bounded by the vocabulary and the packed postings, not by the records.
 */
export const openCatalogueWriter = (file: string, options: { readonly zoneName: ZoneName }): CatalogueWriter => {
  const db = new Database(file)
  db.pragma('page_size = 8192')
  // better-sqlite3 refuses OFF; a new file has nothing to journal anyway, and this keeps it out of the folder.
  db.pragma('journal_mode = MEMORY')
  db.pragma('synchronous = OFF')
  db.pragma('locking_mode = EXCLUSIVE')
  db.pragma('cache_size = -16384')
  const rows = writeCatalogue(db, options.zoneName)

  return {
    ...rows,
    finish: (meta, onProgress) => {
      const summary = rows.finish(meta, onProgress)
      db.exec('PRAGMA analysis_limit = 400; PRAGMA optimize = 0x10002')
      db.close()
      return summary
    },
    abort: () => {
      if (db.open) db.close()
      rmSync(file, { force: true })
    },
  }
}

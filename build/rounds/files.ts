import Database from 'better-sqlite3'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { CATALOGUE_FOLDER, CataloguePointer, POINTER_FILE } from '#shared/catalogue/file.ts'
import type { Rows } from './client.ts'

/** What a desk and a server leave on the disk, read beside them. */

/** Name of the catalogue file in use; null without one. It changes when a desk takes a new file rather than changes. */
export const catalogueFile = (desk: string): string | null => {
  const pointer = join(desk, CATALOGUE_FOLDER, POINTER_FILE)
  if (!existsSync(pointer)) return null
  return join(desk, CATALOGUE_FOLDER, CataloguePointer.parse(JSON.parse(readFileSync(pointer, 'utf8'))).file)
}

const withFile = <T>(file: string, work: (db: Database.Database) => T): T => {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    return work(db)
  } finally {
    db.close()
  }
}

const ROWS = `SELECT 'structure ' || id AS key, ver, h FROM structures UNION ALL SELECT 'service ' || id, ver, h FROM services`

/** What differs between the catalogue of a desk and the server's rows; null when they are the same, to their checksums. */
export const catalogueDiffers = (desk: string, rows: Rows): string | null => {
  const file = catalogueFile(desk)
  if (file === null) return 'no catalogue'
  const here = withFile(file, (db) =>
    db.prepare<[], { readonly key: string; readonly ver: number; readonly h: number }>(ROWS).all(),
  )
  if (here.length !== rows.size) return `${here.length} rows, not ${rows.size}`
  for (const { key, ver, h } of here) {
    const there = rows.get(key)
    if (there?.ver !== ver || there.h !== h) return `${key} is version ${ver}, not ${there?.ver}`
  }
  return null
}

/** @throws when SQLite finds the file damaged. */
export const checkIntegrity = (file: string): void => {
  const found = withFile(file, (db) => db.pragma('integrity_check', { simple: true }))
  if (found !== 'ok') throw new Error(`${file}: ${String(found)}`)
}

/** Paths, inside `folder`, of the files that hold one of these texts in the clear. */
export const filesHolding = (folder: string, texts: readonly string[], accept: (name: string) => boolean): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(folder, name)
    if (!accept(name) || !statSync(path).isFile()) return false
    const content = readFileSync(path)
    return texts.some((text) => content.includes(text))
  })

/** Last lines of a desk's log, to tell what a failure was. */
export const logTail = (desk: string): string => {
  const file = join(desk, 'logs', 'desk.log')
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-6).join('\n') : ''
}

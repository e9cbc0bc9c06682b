import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { CATALOGUE_FOLDER, CataloguePointer, POINTER_FILE } from '#shared/catalogue/file.ts'
import { Service, Structure } from '#shared/catalogue/record.ts'

/** Rows to judge moderation on: the real ones lent to the project when they are there, else those of the demonstration. */

const ROOT = join(import.meta.dirname, '../../..')
const REAL = join(ROOT, '../shared/data/reference')
const REAL_FILES = ['services-2022.jsonl', 'lieux.jsonl'].map((name) => join(REAL, name))

export type Rows = {
  readonly real: boolean
  readonly structures: readonly Structure[]
  readonly services: readonly Service[]
}

const importInto = (folder: string, real: boolean): void => {
  const [script, args] = real
    ? ['server/import/cli.ts', REAL_FILES]
    : ['server/import/cli-demo.ts', ['--seed', '1', '--services', '20000']]
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, script), ...args, '--to', folder], {
    encoding: 'utf8',
    cwd: ROOT,
  })
  if (status !== 0) throw new Error(`${script} a échoué : ${stderr.trim().split('\n').at(-1) ?? 'sans message'}`)
}

const readAll = <T>(db: Database.Database, table: string, read: (doc: unknown) => T): T[] =>
  (db.prepare(`SELECT record FROM ${table} ORDER BY id`).all() as { record: string }[]).map(({ record }) =>
    read(JSON.parse(record)),
  )

/** Imports and reads them, by the import that a server uses. */
export const readRows = (): Rows => {
  const real = REAL_FILES.every((path) => existsSync(path))
  const folder = mkdtempSync(join(tmpdir(), 'dora-moderation-'))
  try {
    importInto(folder, real)
    const home = existsSync(join(folder, POINTER_FILE)) ? folder : join(folder, CATALOGUE_FOLDER)
    const { file } = CataloguePointer.parse(JSON.parse(readFileSync(join(home, POINTER_FILE), 'utf8')))
    const db = new Database(join(home, file), { readonly: true })
    try {
      return {
        real,
        structures: readAll(db, 'structures', (doc) => Structure.parse(doc)),
        services: readAll(db, 'services', (doc) => Service.parse(doc)),
      }
    } finally {
      db.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { catalogueFileName, POINTER_FILE, type CataloguePointer } from '#shared/catalogue/file.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { writeCatalogue } from '#shared/catalogue/write.ts'

/** A catalogue for a test, written by the very code of the import. Every record in it is made up. */
export type TestCatalogue = { readonly structures?: readonly Structure[]; readonly services?: readonly Service[] }

export const testService = (id: string, more: Partial<Service> = {}): Service => ({
  source: 'essai',
  structure_id: null,
  id,
  nom: `Service ${id}`,
  date_maj: '2026-06-01',
  ...more,
})

export const testStructure = (id: string, more: Partial<Structure> = {}): Structure => ({
  source: 'essai',
  id,
  nom: `Structure ${id}`,
  date_maj: '2026-06-01',
  ...more,
})

/** Writes a catalogue file at `file`, which must not exist. */
export const writeTestCatalogue = (file: string, { structures = [], services = [] }: TestCatalogue): void => {
  const db = new Database(file)
  db.pragma('synchronous = OFF')
  const rows = writeCatalogue(db, () => null)
  for (const structure of structures) rows.addStructure(structure)
  for (const service of services) rows.addService(service)
  rows.finish({ demonstration: true, genere_le: '2026-06-02T00:00:00.000Z' })
  db.close()
}

/** Points a catalogue folder at a file, as an import does. */
export const pointTo = (folder: string, pointer: Partial<CataloguePointer> & { readonly file: string }): void => {
  const whole: CataloguePointer = { epoch: 'essai', seq: 0, genere_le: '2026-06-02T00:00:00.000Z', ...pointer }
  const temporary = join(folder, `${POINTER_FILE}.part`)
  writeFileSync(temporary, JSON.stringify(whole))
  renameSync(temporary, join(folder, POINTER_FILE))
}

/** Installs a catalogue in `folder` as its next version, and points to it. Answers the file. */
export const installTestCatalogue = (folder: string, catalogue: TestCatalogue, seq = 0): string => {
  mkdirSync(folder, { recursive: true })
  const name = catalogueFileName('essai', seq)
  const file = join(folder, name)
  writeTestCatalogue(file, catalogue)
  pointTo(folder, { file: name, seq })
  return file
}

import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { writeCatalogue } from '#shared/catalogue/write.ts'

test('a file without indexes keeps the rows and has no version, so that no desk opens it', () => {
  const db = new Database(':memory:')
  const rows = writeCatalogue(db, () => null)
  rows.addStructure({ source: 'essai', id: 's', nom: 'Structure', date_maj: '2026-06-01' })
  rows.addService({ source: 'essai', id: 'a', structure_id: 's', nom: 'Atelier', date_maj: '2026-06-01' })
  const summary = rows.finish({ demonstration: true, genere_le: '2026-06-02T00:00:00.000Z', index: false })
  expect(summary).toMatchObject({ services: 1, structures: 1 })
  expect(db.pragma('user_version', { simple: true })).toBe(0)
  expect(db.prepare('SELECT count(*) FROM service_facts').pluck().get()).toBe(0)
  expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").pluck().get()).toBe(0)
  expect(db.prepare('SELECT id FROM services').pluck().all()).toEqual(['a'])
  db.close()
})

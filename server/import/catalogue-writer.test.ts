import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CATALOGUE_VERSION, FIELD_OF, FLAG, type TextField } from '#shared/catalogue/file.ts'
import { decodePostings, FIELD_BITS, FIELD_MASK } from '#shared/catalogue/postings.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { termOf } from '#shared/search/text.ts'
import { openCatalogueWriter } from './catalogue-writer.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalogue-writer-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const structure: Structure = { source: 'essai', id: 'st-1', nom: 'Maison des Essais', date_maj: '2026-01-01', commune: 'Lille' }
const service: Service = {
  source: 'essai',
  id: 'se-1',
  structure_id: 'st-1',
  nom: 'Préparer le permis',
  date_maj: '2026-01-02',
  thematiques: ['mobilite--preparer-un-permis'],
  zone_eligibilite: ['62', '59'],
  latitude: 50.6,
  longitude: 3.06,
  modes_accueil: ['en-presentiel'],
}
const noZoneName = () => null
const meta = { demonstration: true, genere_le: '2026-02-03T04:05:06.000Z' }

describe('the file written', () => {
  const write = (fill: (writer: ReturnType<typeof openCatalogueWriter>) => void) => {
    const file = join(folder, 'new.db')
    const writer = openCatalogueWriter(file, { zoneName: (code) => (code === '59' ? 'Nord' : null) })
    fill(writer)
    const summary = writer.finish(meta)
    return { summary, db: new Database(file, { readonly: true }) }
  }

  test('holds the records whole, its version, and its figures per source', () => {
    const { summary, db } = write((writer) => {
      writer.addService(service)
      writer.addStructure(structure)
    })
    expect(summary).toEqual({ services: 1, structures: 1, sources: [{ source: 'essai', services: 1, structures: 1 }] })
    expect(db.pragma('user_version', { simple: true })).toBe(CATALOGUE_VERSION)
    expect(JSON.parse(db.prepare('SELECT record FROM services').pluck().get() as string)).toEqual(service)
    expect(db.prepare("SELECT value FROM meta WHERE key = 'demonstration'").pluck().get()).toBe('1')
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.close()
  })

  test('indexes a service with its structure, whichever came first, in FTS5 and in the packed lists alike', () => {
    const { db } = write((writer) => {
      writer.addService(service)
      writer.addStructure(structure)
    })
    const found = (field: TextField, word: string) =>
      db
        .prepare('SELECT rowid FROM textes WHERE textes MATCH ?')
        .pluck()
        .all(`{${field}} : "${termOf(word)}"`)
    expect(found('structure', 'lille')).toEqual([1])
    expect(found('nom', 'lille')).toEqual([])
    expect(found('texte', 'nord')).toEqual([1])
    const row = db.prepare("SELECT df, docs FROM postings WHERE term = 'permis'").get() as { df: number; docs: Uint8Array }
    const [posting = 0] = decodePostings(row.docs, row.df)
    expect(posting >> FIELD_BITS).toBe(1)
    expect(posting & FIELD_MASK).toBe(FIELD_OF.nom | FIELD_OF.besoins)
    db.close()
  })

  test('derives the facts: sorted zone, flags, point', () => {
    const { db } = write((writer) => {
      writer.addService(service)
      writer.addService({ source: 'essai', id: 'se-2', structure_id: null, nom: 'Nulle part', date_maj: '2020-01-01' })
    })
    expect(db.prepare('SELECT codes FROM zones').pluck().all()).toEqual(['["59","62"]'])
    const facts = db.prepare('SELECT flags, zone, lat, jour FROM service_facts ORDER BY rowid').raw().all() as number[][]
    expect((facts[0]?.[0] ?? 0) & (FLAG.onSite | FLAG.point | FLAG.remote | FLAG.hidden)).toBe(FLAG.onSite | FLAG.point)
    expect(facts[1]).toEqual([expect.any(Number), 0, null, 18262])
    expect(db.prepare('SELECT count(*) FROM points WHERE lat_min > 50 AND lat_max < 51').pluck().get()).toBe(1)
    db.close()
  })

  test('hides the services of an obsolete structure', () => {
    const { db } = write((writer) => {
      writer.addService(service)
      writer.addStructure({ ...structure, dora: { is_obsolete: true } })
    })
    expect(db.prepare(`SELECT flags & ${FLAG.hidden} FROM service_facts`).pluck().get()).toBe(FLAG.hidden)
    db.close()
  })
})

test('refuses a second record of the same id, and can replace the first', () => {
  const writer = openCatalogueWriter(join(folder, 'twice.db'), { zoneName: noZoneName })
  expect(writer.addService(service)).toBe(true)
  expect(writer.addService({ ...service, nom: 'Autre' })).toBe(false)
  expect(writer.dateOf('service', 'se-1')).toBe('2026-01-02')
  expect(writer.dateOf('structure', 'se-1')).toBeNull()
  writer.replaceService({ ...service, nom: 'Autre' })
  expect(writer.finish(meta).services).toBe(1)
  const db = new Database(join(folder, 'twice.db'), { readonly: true })
  expect(db.prepare('SELECT nom_tri FROM services').pluck().all()).toEqual(['autre'])
  db.close()
})

test('leaves nothing behind when the import is given up', () => {
  const file = join(folder, 'aborted.db')
  const writer = openCatalogueWriter(file, { zoneName: noZoneName })
  writer.addStructure(structure)
  writer.abort()
  expect(existsSync(file)).toBe(false)
})

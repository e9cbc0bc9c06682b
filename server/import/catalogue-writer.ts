import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { serviceFacts } from '#shared/catalogue/facts.ts'
import {
  CATALOGUE_INDEXES,
  CATALOGUE_MIN_SAFE_VERSION,
  CATALOGUE_TABLES,
  CATALOGUE_VERSION,
  FIRST_CODE,
  TEXT_FIELDS,
} from '#shared/catalogue/file.ts'
import { postingsBuilder } from '#shared/catalogue/postings.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { fieldStems, serviceTerms } from '#shared/catalogue/terms.ts'
import { fold } from '#shared/search/text.ts'

export type CatalogueSummary = {
  readonly services: number
  readonly structures: number
  readonly sources: readonly { readonly source: string; readonly services: number; readonly structures: number }[]
}

export type CatalogueWriter = {
  /** False when a structure of that id is already there: the first one is kept. Records must be valid (record.ts). */
  readonly addStructure: (structure: Structure) => boolean
  /** False when a service of that id is already there: the first one is kept. Structures may come before or after. */
  readonly addService: (service: Service) => boolean
  /** `date_maj` of the record of that id already there, or null: to let the later of two records win. */
  readonly dateOf: (kind: 'structure' | 'service', id: string) => string | null
  /** Replace the record of that id, which must be there. */
  readonly replaceStructure: (structure: Structure) => void
  readonly replaceService: (service: Service) => void
  /**
   * Indexes everything and closes the file, ready to be named by the pointer. `onProgress` hears the services indexed so far.
   * Throws when the disk is full; the file is then to be thrown away with `abort`.
   */
  readonly finish: (
    meta: { readonly demonstration: boolean; readonly genere_le: string },
    onProgress?: (done: number, total: number) => void,
  ) => CatalogueSummary
  /** Closes and deletes the unfinished file. */
  readonly abort: () => void
}

/**
 * Writes a catalogue file from nothing. `file` must not exist: build it under a name of its own, then rename it.
 * Nothing is safe before `finish`: no journal is kept, because a half-written file is never opened.
 * Memory stays bounded by the vocabulary and the packed postings (about 60 MB at 250,000 services), not by the records.
 */
export const openCatalogueWriter = (
  file: string,
  options: { readonly zoneName: (code: string) => string | null },
): CatalogueWriter => {
  const db = new Database(file)
  db.pragma('page_size = 8192')
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.pragma('locking_mode = EXCLUSIVE')
  db.pragma('cache_size = -65536')
  db.exec('BEGIN')
  db.exec(CATALOGUE_TABLES)

  const insertStructure = db.prepare(
    'INSERT INTO structures (id, source, nom, commune, parent, record) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  )
  const updateStructure = db.prepare(
    'UPDATE structures SET source = ?, nom = ?, commune = ?, parent = ?, record = ? WHERE id = ?',
  )
  const insertService = db.prepare(
    'INSERT INTO services (id, source, structure_id, nom_tri, record) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  )
  const updateService = db.prepare('UPDATE services SET source = ?, structure_id = ?, nom_tri = ?, record = ? WHERE id = ?')
  const dates = {
    structure: db.prepare("SELECT record ->> '$.date_maj' FROM structures WHERE id = ?").pluck(),
    service: db.prepare("SELECT record ->> '$.date_maj' FROM services WHERE id = ?").pluck(),
  }

  return {
    addStructure: (s) =>
      insertStructure.run(s.id, s.source, s.nom, s.commune ?? null, s.dora?.parent ?? null, JSON.stringify(s)).changes > 0,
    addService: (s) => insertService.run(s.id, s.source, s.structure_id, fold(s.nom), JSON.stringify(s)).changes > 0,
    dateOf: (kind, id) => (dates[kind].get(id) as string | undefined) ?? null,
    replaceStructure: (s) => {
      updateStructure.run(s.source, s.nom, s.commune ?? null, s.dora?.parent ?? null, JSON.stringify(s), s.id)
    },
    replaceService: (s) => {
      updateService.run(s.source, s.structure_id, fold(s.nom), JSON.stringify(s), s.id)
    },
    finish: (meta, onProgress) => {
      db.exec(CATALOGUE_INDEXES)
      const services = indexServices(db, options.zoneName, onProgress)
      const summary = summarise(db)
      const insertMeta = db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)')
      for (const [key, value] of Object.entries({
        minSafeVersion: CATALOGUE_MIN_SAFE_VERSION,
        demonstration: meta.demonstration ? 1 : 0,
        genere_le: meta.genere_le,
        services: summary.services,
        structures: summary.structures,
        sources: JSON.stringify(summary.sources.map((one) => [one.source, one.services, one.structures])),
        packed: services.last,
      })) {
        insertMeta.run(key, String(value))
      }
      db.exec('COMMIT')
      db.pragma(`user_version = ${CATALOGUE_VERSION}`)
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

/**
 * Second pass, in rowid order, when every structure is known: facts, stems, points, packed postings, vocabulary.
 * Reads by batches because better-sqlite3 refuses to write on a connection that is iterating.
 */
const indexServices = (
  db: Database.Database,
  zoneName: (code: string) => string | null,
  onProgress?: (done: number, total: number) => void,
): { readonly last: number } => {
  const total = db.prepare('SELECT count(*) FROM services').pluck().get() as number
  const batch = db
    .prepare(
      `SELECT s.rowid, s.record, t.record FROM services s LEFT JOIN structures t ON t.id = s.structure_id
       WHERE s.rowid > ? ORDER BY s.rowid LIMIT 2000`,
    )
    .raw()
  const insertFacts = db.prepare(
    'INSERT INTO service_facts (rowid, lat, lon, jour, suspension, flags, completude, zone, codes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const insertText = db.prepare(
    `INSERT INTO textes (rowid, ${TEXT_FIELDS.join(', ')}) VALUES (?, ${TEXT_FIELDS.map(() => '?').join(', ')})`,
  )
  const insertPoint = db.prepare('INSERT INTO points (rowid, lat_min, lat_max, lon_min, lon_max) VALUES (?, ?, ?, ?, ?)')
  const values = interner(db, 'INSERT INTO facet_values (facet, value) VALUES (?, ?)')
  const zones = interner(db, 'INSERT INTO zones (codes) VALUES (?)')
  const postings = postingsBuilder()
  const words = new Map<string, { readonly term: string; df: number }>()

  let last = 0
  let done = 0
  for (;;) {
    const rows = batch.all(last) as [rowid: number, service: string, structure: string | null][]
    if (rows.length === 0) break
    for (const [rowid, serviceJson, structureJson] of rows) {
      const service = JSON.parse(serviceJson) as Service
      const structure = structureJson === null ? null : (JSON.parse(structureJson) as Structure)
      const facts = serviceFacts(service, structure)
      const codes = facts.values.map(([facet, value]) => values(facet, value) + FIRST_CODE - 1)
      insertFacts.run(
        rowid,
        facts.lat,
        facts.lon,
        facts.jour,
        facts.suspension,
        facts.flags,
        facts.completude,
        facts.zone === null ? 0 : zones(JSON.stringify(facts.zone)),
        // A value met beyond the last code stays in the record but is no facet: only damaged data have so many.
        String.fromCharCode(...codes.filter((code) => code < LAST_CODE)),
      )
      if (facts.lat !== null && facts.lon !== null) insertPoint.run(rowid, facts.lat, facts.lat, facts.lon, facts.lon)
      const terms = serviceTerms(service, structure, zoneName)
      insertText.run(rowid, ...TEXT_FIELDS.map((field) => fieldStems(terms, field)))
      for (const [term, fields] of terms.fields) postings.add(term, rowid, fields)
      for (const [word, term] of terms.words) {
        const known = words.get(word)
        if (known === undefined) words.set(word, { term, df: 1 })
        else known.df++
      }
      last = rowid
    }
    done += rows.length
    onProgress?.(done, total)
  }

  const insertPosting = db.prepare('INSERT INTO postings (term, df, docs) VALUES (?, ?, ?)')
  for (const { term, df, docs } of postings.drain()) insertPosting.run(term, df, docs)
  const insertWord = db.prepare('INSERT INTO words (word, term, df) VALUES (?, ?, ?)')
  for (const word of [...words.keys()].sort()) {
    const entry = words.get(word)
    if (entry !== undefined) insertWord.run(word, entry.term, entry.df)
  }
  db.exec("INSERT INTO textes (textes) VALUES ('optimize')")
  return { last }
}

/** Below the surrogates: a code is one UTF-16 unit and one character of UTF-8. */
const LAST_CODE = 0xd800

/** Gives each distinct tuple of texts its rowid, inserting it the first time. */
const interner = (db: Database.Database, sql: string) => {
  const insert = db.prepare(sql)
  const known = new Map<string, number>()
  return (...tuple: readonly string[]): number => {
    const key = tuple.join('\n')
    const rowid = known.get(key) ?? Number(insert.run(...tuple).lastInsertRowid)
    known.set(key, rowid)
    return rowid
  }
}

const summarise = (db: Database.Database): CatalogueSummary => {
  const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
  const sources = db
    .prepare(
      `SELECT source, sum(services) AS services, sum(structures) AS structures FROM (
         SELECT source, count(*) AS services, 0 AS structures FROM services GROUP BY source
         UNION ALL SELECT source, 0, count(*) FROM structures GROUP BY source)
       GROUP BY source ORDER BY source`,
    )
    .all() as CatalogueSummary['sources']
  return { services: count('services'), structures: count('structures'), sources }
}

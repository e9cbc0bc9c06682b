import { serviceFacts } from './facts.ts'
import { FIRST_CODE, TEXT_FIELDS } from './file.ts'
import { postingsBuilder } from './postings.ts'
import type { Service, Structure } from './record.ts'
import type { Sql } from './sql.ts'
import { fieldStems, serviceTerms } from './terms.ts'

export type ZoneName = (code: string) => string | null
export type Progress = (done: number, total: number) => void

/** Below the surrogates: a code is one UTF-16 unit and one character of UTF-8. */
const LAST_CODE = 0xd800
const BATCH = 1000

/** Gives each distinct tuple of texts its rowid, inserting it the first time. */
const interner = (db: Sql, table: string, columns: readonly string[]) => {
  const select = db.prepare(`SELECT rowid FROM ${table} WHERE ${columns.map((column) => `${column} = ?`).join(' AND ')}`).pluck()
  const insert = db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
  const known = new Map<string, number>()
  return (...tuple: readonly string[]): number => {
    const key = tuple.join('\n')
    let rowid = known.get(key)
    if (rowid === undefined) {
      rowid = (select.get(...tuple) as number | undefined) ?? Number(insert.run(...tuple).lastInsertRowid)
      known.set(key, rowid)
    }
    return rowid
  }
}

/** Writes what is derived from one service: its facts, its place, its stems for FTS5. */
export const rowWriter = (db: Sql) => {
  const insertFacts = db.prepare(
    'INSERT INTO service_facts (rowid, lat, lon, jour, suspension, flags, completude, zone, codes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const insertText = db.prepare(
    `INSERT INTO textes (rowid, ${TEXT_FIELDS.join(', ')}) VALUES (?, ${TEXT_FIELDS.map(() => '?').join(', ')})`,
  )
  const insertPoint = db.prepare('INSERT INTO points (rowid, lat_min, lat_max, lon_min, lon_max) VALUES (?, ?, ?, ?, ?)')
  const value = interner(db, 'facet_values', ['facet', 'value'])
  const zone = interner(db, 'zones', ['codes'])

  return (rowid: number, service: Service, structure: Structure | null, zoneName: ZoneName) => {
    const facts = serviceFacts(service, structure)
    const codes = facts.values.map(([facet, one]) => value(facet, one) + FIRST_CODE - 1)
    insertFacts.run(
      rowid,
      facts.lat,
      facts.lon,
      facts.jour,
      facts.suspension,
      facts.flags,
      facts.completude,
      facts.zone === null ? 0 : zone(JSON.stringify(facts.zone)),
      // A value met beyond the last code stays in the record but is no facet: only damaged data have so many.
      String.fromCharCode(...codes.filter((code) => code < LAST_CODE)),
    )
    if (facts.lat !== null && facts.lon !== null) insertPoint.run(rowid, facts.lat, facts.lat, facts.lon, facts.lon)
    const terms = serviceTerms(service, structure, zoneName)
    insertText.run(rowid, ...TEXT_FIELDS.map((field) => fieldStems(terms, field)))
    return terms
  }
}

/**
 * Second pass of a writing, in rowid order, when every structure is known: facts, stems, points, packed postings, words.
 * Answers the last rowid packed. Reads by batches, for a connection that is iterating refuses to write.
 */
export const indexServices = (db: Sql, zoneName: ZoneName, onProgress?: Progress): number => {
  const total = db.prepare('SELECT count(*) FROM services').pluck().get() as number
  const batch = db
    .prepare(
      `SELECT s.rowid, s.record, t.record FROM services s LEFT JOIN structures t ON t.id = s.structure_id
       WHERE s.rowid > ? ORDER BY s.rowid LIMIT ${BATCH}`,
    )
    .raw()
  const write = rowWriter(db)
  const postings = postingsBuilder()
  const words = new Map<string, { readonly term: string; df: number }>()

  let last = 0
  let done = 0
  for (;;) {
    const rows = batch.all(last) as [rowid: number, service: string, structure: string | null][]
    if (rows.length === 0) break
    for (const [rowid, service, structure] of rows) {
      const terms = write(
        rowid,
        JSON.parse(service) as Service,
        structure === null ? null : (JSON.parse(structure) as Structure),
        zoneName,
      )
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
  // Changes come by small pages from now on: merging at each one was half of its time. Sixteen segments are merged at once.
  db.exec("INSERT INTO textes (textes, rank) VALUES ('automerge', 0)")
  return last
}

import Database from 'better-sqlite3'
import { distanceKm } from '#shared/geo/distance.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { words } from '#shared/search/text.ts'
import type { Where } from './judgement.ts'

/**
 * What a plain full-text search makes of the same rows: SQLite's FTS5 with its own tokenizer (accents removed), the words of
 * the query in OR, bm25 order. No stems, no synonyms, no spelling, no notion of place beyond the radius.
 */

export type Row = { readonly rowid: number; readonly service: Service; readonly structure: Structure | null }
export type Baseline = { readonly search: (text: string, lieu: Where | undefined, limit: number) => number[] }

const RADIUS_KM = 50

export const createBaseline = (rows: readonly Row[]): Baseline => {
  const db = new Database(':memory:')
  db.exec(`CREATE VIRTUAL TABLE plain USING fts5(nom, besoins, structure, texte, tokenize="unicode61 remove_diacritics 2")`)
  const insert = db.prepare('INSERT INTO plain (rowid, nom, besoins, structure, texte) VALUES (?, ?, ?, ?, ?)')
  const points = new Map<number, { lat: number; lon: number }>()
  db.transaction(() => {
    for (const { rowid, service, structure } of rows) {
      const labels = (service.thematiques ?? []).map((value) => labelOf('thematiques', value)).join(' ')
      insert.run(rowid, service.nom, labels, `${structure?.nom ?? ''} ${service.commune ?? ''}`, service.description ?? '')
      if (service.latitude != null && service.longitude != null) {
        points.set(rowid, { lat: service.latitude, lon: service.longitude })
      }
    }
  })()
  const all = db.prepare<[string], { rowid: number }>('SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY bm25(plain)')

  return {
    search: (text, lieu, limit) => {
      const match = words(text)
        .map((word) => `"${word}"`)
        .join(' OR ')
      if (match === '') return []
      const found: number[] = []
      for (const { rowid } of all.iterate(match)) {
        const point = points.get(rowid)
        if (lieu !== undefined && (point === undefined || distanceKm(lieu, point) > RADIUS_KM)) continue
        if (found.push(rowid) === limit) break
      }
      return found
    },
  }
}

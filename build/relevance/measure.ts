import Database from 'better-sqlite3'
import { createEngine } from '#main/catalogue/engine.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { SearchQuery } from '#shared/search/query.ts'
import { createBaseline, type Row } from './baseline.ts'
import { docOf, gradeOf, type Doc, type Judged, type Where } from './judgement.ts'
import { ndcg } from './ndcg.ts'

export type Line = {
  readonly mots: string
  readonly lieu: string | null
  readonly ndcg10: number
  readonly plain10: number
  /** Services the rules grade 3, 2 and 1 for this query. */
  readonly expected: readonly [number, number, number]
  /** Answers of the first ten that are worth nothing, by rank and id. */
  readonly wrong: readonly string[]
  readonly total: number
}

const K = 10

/** The services of a catalogue, each with its structure. */
export const readRows = (file: string): Row[] => {
  const db = new Database(file, { readonly: true })
  try {
    return db
      .prepare<[], { rowid: number; service: string; structure: string | null }>(
        'SELECT s.rowid, s.record AS service, t.record AS structure FROM services s LEFT JOIN structures t ON t.id = s.structure_id',
      )
      .all()
      .map(({ rowid, service, structure }) => ({
        rowid,
        service: JSON.parse(service) as Service,
        structure: structure === null ? null : (JSON.parse(structure) as Structure),
      }))
  } finally {
    db.close()
  }
}

const departementOf = (commune: string): string => commune.slice(0, commune.startsWith('97') ? 3 : 2)

/** A commune of a judgement, as the engine is asked about it. */
export const placeOf = (lieu: Where) => ({
  label: lieu.nom,
  lat: lieu.lat,
  lon: lieu.lon,
  approximatif: false,
  zoneCodes: [lieu.commune, departementOf(lieu.commune)],
  departements: null,
})

/** Runs each query on the engine and on the plain baseline over the catalogue `file`. Throws on a query nothing can answer. */
export const measure = (file: string, queries: readonly Judged[], now: number): Line[] => {
  const rows = readRows(file)
  const docs = rows.map(({ rowid, service, structure }) => docOf(rowid, service, structure))
  const byId = new Map<string, Doc>(docs.map((doc) => [doc.id, doc]))
  const byRowid = new Map<number, Doc>(docs.map((doc) => [doc.rowid, doc]))
  const baseline = createBaseline(rows)
  const engine = createEngine(file)
  try {
    return queries.map((judged): Line => {
      const { mots, lieu } = judged
      const grades = docs.map((doc) => gradeOf(judged, doc))
      const count = (grade: number): number => grades.filter((one) => one === grade).length
      const expected = [count(3), count(2), count(1)] as const
      if (expected[0] + expected[1] + expected[2] === 0)
        throw new Error(`Aucune réponse attendue pour « ${mots} » : revoir son jugement.`)
      const { hits, total } = engine.search({
        query: SearchQuery.parse({
          text: mots,
          limit: K,
          place: lieu === undefined ? null : { kind: 'commune', code: lieu.commune },
        }),
        place: lieu === undefined ? null : placeOf(lieu),
        now,
      })
      const grade = (doc: Doc | undefined): number => (doc === undefined ? 0 : gradeOf(judged, doc))
      const found = hits.map(({ id }) => ({ id, grade: grade(byId.get(id)) }))
      return {
        mots,
        lieu: lieu?.nom ?? null,
        ndcg10: ndcg(
          found.map((hit) => hit.grade),
          grades,
          K,
        ),
        plain10: ndcg(
          baseline.search(mots, lieu, K).map((rowid) => grade(byRowid.get(rowid))),
          grades,
          K,
        ),
        expected,
        wrong: found.flatMap((hit, i) => (hit.grade === 0 ? [`${i + 1}:${hit.id}`] : [])),
        total,
      }
    })
  } finally {
    engine.close()
  }
}

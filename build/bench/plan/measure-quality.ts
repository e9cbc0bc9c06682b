import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { CataloguePointer, POINTER_FILE } from '#shared/catalogue/file.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { fold } from '#shared/geo/fold.ts'
import { readSentence } from '#shared/plan/read.ts'
import { createEngine } from '#main/catalogue/engine.ts'
import { createPropose } from '#main/plan/propose.ts'
import { type Doc, docOf, gradeOf, type Where } from '../../relevance/judgement.ts'
import { ndcg } from '../../relevance/ndcg.ts'
import { root } from '../../stamp.ts'
import { inChild } from '../in-child.ts'
import { judgedOf } from './judged.ts'
import { VIGNETTES } from './vignettes.ts'

/**
 * `ndcg10`: of what a plan proposes for each need of fifty vignettes, on the real rows, judged by the rules of build/relevance, which
 * know nothing of synonyms nor weights. A need that was not read as one counts 0.
 */
export type QualityFigures = {
  /** Null where the real rows are not there. */
  readonly ndcg10: number | null
  readonly rare: number | null
  readonly besoins: number
  /** Needs that were read as they were meant, and no other. */
  readonly lus: number
  readonly milieu: number | null
}

const REAL = join(root, '../shared/data/reference')
const FILES = ['services-2022.jsonl', 'lieux.jsonl'].map((name) => join(REAL, name))
const K = 10

const placeOf = ({ nom, lat, lon, commune }: Where) => ({
  label: nom,
  lat,
  lon,
  approximatif: false,
  zoneCodes: [commune, commune.slice(0, commune.startsWith('97') ? 3 : 2)],
  departements: null,
})

const importReal = (folder: string): string => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'server/import/cli.ts'), ...FILES, '--to', folder], {
    encoding: 'utf8',
    cwd: root,
  })
  if (status !== 0) throw new Error(`import\u202f: ${stderr.trim().split('\n').at(-1) ?? ''}`)
  return join(folder, CataloguePointer.parse(JSON.parse(readFileSync(join(folder, POINTER_FILE), 'utf8'))).file)
}

const docsOf = (file: string): readonly Doc[] => {
  const db = new Database(file, { readonly: true })
  try {
    return db
      .prepare<[], { rowid: number; service: string; structure: string | null }>(
        'SELECT s.rowid, s.record AS service, t.record AS structure FROM services s LEFT JOIN structures t ON t.id = s.structure_id',
      )
      .all()
      .map(({ rowid, service, structure }) =>
        docOf(rowid, JSON.parse(service) as Service, structure === null ? null : (JSON.parse(structure) as Structure)),
      )
  } finally {
    db.close()
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length)

type Scored = { readonly gain: number; readonly read: boolean; readonly rare: boolean }

const scoreAll = async (file: string, progress: (text: string) => void): Promise<readonly Scored[]> => {
  const docs = docsOf(file)
  const byId = new Map(docs.map((doc) => [doc.id, doc]))
  const engine = createEngine(file)
  const scored: Scored[] = []
  try {
    for (const [number, { saisie, besoins, lieu, rare = false }] of VIGNETTES.entries()) {
      const judged = besoins.map((mots) => judgedOf(mots, lieu))
      const where = judged.find((one) => one.lieu !== undefined)?.lieu
      const propose = createPropose({
        search: (query) =>
          Promise.resolve().then(() => {
            const result = engine.search({ query, place: where === undefined ? null : placeOf(where), now: Date.now() })
            return { ...result, hits: result.hits.map((card) => ({ ...card, zone: '' })) }
          }),
        eligible: () => Promise.resolve(null),
        today: () => new Date().toISOString().slice(0, 10),
      })
      const read = readSentence(saisie)
      const plan = read.besoins.map((besoin, at) => ({ ...besoin, id: String(at), options: [], ecartes: [], note: '' }))
      const cadre = {
        lieu: where === undefined ? null : { place: { kind: 'commune' as const, code: where.commune }, label: where.nom },
        rayonKm: 50,
        contraintes: [...read.contraintes],
        personneId: null,
      }
      const told = plan.length === 0 ? [] : await propose({ cadre, besoins: plan, combien: K, sauf: [] })
      const whole = plan.length === besoins.length
      for (const [index, one] of judged.entries()) {
        // Read as many as were meant: each in its place, whatever was taken out of its words (« pas cher »).
        const at = whole ? index : plan.findIndex(({ mots }) => fold(mots) === fold(one.mots))
        const options = told.find(({ besoinId }) => besoinId === String(at))?.propositions ?? []
        const grades = options.map(({ card }) => {
          const doc = byId.get(card.id)
          return doc === undefined ? 0 : gradeOf(one, doc)
        })
        const all = docs.map((doc) => gradeOf(one, doc))
        scored.push({ gain: at < 0 ? 0 : ndcg(grades, all, K), read: at >= 0 && whole, rare })
      }
      if (number % 10 === 9) progress(`${number + 1} vignettes sur ${VIGNETTES.length}`)
    }
  } finally {
    engine.close()
  }
  return scored
}

const measure = async (_input: null, progress: (text: string) => void): Promise<QualityFigures> => {
  const besoins = VIGNETTES.reduce((sum, one) => sum + one.besoins.length, 0)
  if (!FILES.every((file) => existsSync(file))) return { ndcg10: null, rare: null, milieu: null, besoins, lus: 0 }
  const folder = mkdtempSync(join(tmpdir(), 'dora-plan-'))
  try {
    progress('import des fiches réelles')
    const scored = await scoreAll(importReal(folder), progress)
    const gains = scored.map(({ gain }) => gain).sort((a, b) => a - b)
    return {
      ndcg10: mean(gains),
      rare: mean(scored.filter((one) => one.rare).map(({ gain }) => gain)),
      milieu: gains[Math.floor(gains.length / 2)] ?? null,
      besoins,
      lus: scored.filter(({ read }) => read).length,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await inChild(measure)

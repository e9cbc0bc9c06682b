import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fold } from '#shared/geo/fold.ts'
import type { Propositions } from '#shared/contract/plans.ts'
import { readSentence } from '#shared/plan/read.ts'
import { SearchQuery } from '#shared/search/query.ts'
import { createEngine } from '#main/catalogue/engine.ts'
import { createPropose } from '#main/plan/propose.ts'
import { gradeOf, type Where } from '../../relevance/judgement.ts'
import { placeOf } from '../../relevance/measure.ts'
import { ndcg } from '../../relevance/ndcg.ts'
import { inChild } from '../in-child.ts'
import { gradeAt, hashOf, readGold, type Gold } from './gold.ts'
import { judgedOf } from './judged.ts'
import { townOf } from './placed.ts'
import type { NeedScore } from './quality.ts'
import { docsOf, hasRealRows, importReal, type RealDoc } from './real-rows.ts'
import { VIGNETTES } from './vignettes.ts'

/**
 * What a plan proposes for each need of fifty vignettes, on the real rows, judged by our reading of them (gold.ts) or, where nobody read,
 * by the rules of build/relevance; never both in one figure. A need that was not read as one counts 0. Null where the real rows are not
 * there.
 */
export type QualityFigures = { readonly needs: readonly NeedScore[] | null }

const K = 10

type Judge = {
  readonly by: 'gold' | 'rules'
  readonly grade: (doc: RealDoc) => number
  readonly wasRead: (doc: RealDoc) => boolean
}

const judgeOf = (gold: Gold, mots: string, where: Where): Judge => {
  const read = gold(mots, where.nom)
  if (read !== undefined)
    return {
      by: 'gold',
      grade: (doc) => gradeAt(read.get(hashOf(doc.id)) ?? 0, doc, where),
      wasRead: (doc) => read.has(hashOf(doc.id)),
    }
  const judged = judgedOf(mots, where.nom)
  return { by: 'rules', grade: (doc) => gradeOf(judged, doc), wasRead: () => true }
}

const scoreAll = async (file: string, progress: (text: string) => void): Promise<readonly NeedScore[]> => {
  const gold = readGold()
  const docs = docsOf(file)
  const byId = new Map(docs.map((doc) => [doc.id, doc]))
  const engine = createEngine(file)
  const scored: NeedScore[] = []
  try {
    for (const [number, { saisie, besoins, lieu, rare = false }] of VIGNETTES.entries()) {
      const where = townOf(lieu)
      const find = (query: SearchQuery) => engine.search({ query, place: placeOf(where), now: Date.now() })
      const propose = createPropose({
        search: (query) =>
          Promise.resolve().then(() => {
            const result = find(query)
            return { ...result, hits: result.hits.map((card) => ({ ...card, zone: '' })) }
          }),
        eligible: () => Promise.resolve(null),
        reached: () => Promise.resolve(null),
        today: () => new Date().toISOString().slice(0, 10),
      })
      const read = readSentence(saisie)
      const plan = read.besoins.map((besoin, at) => ({ ...besoin, id: String(at), options: [], ecartes: [], note: '' }))
      const place = { kind: 'commune' as const, code: where.commune }
      const cadre = { lieu: { place, label: where.nom }, rayonKm: 50, contraintes: [...read.contraintes], personneId: null }
      // Each alone: a plan retains two of each need, but of ten, what the first took would be missing from the next.
      const told: Propositions[] = []
      for (const besoin of plan) told.push(...(await propose({ cadre, besoins: [besoin], combien: K, sauf: [] })))
      const whole = plan.length === besoins.length
      for (const [index, mots] of besoins.entries()) {
        // Read as many as were meant: each in its place, whatever was taken out of its words (« pas cher »).
        const at = whole ? index : plan.findIndex((one) => fold(one.mots) === fold(mots))
        const { by, grade, wasRead } = judgeOf(gold, mots, where)
        const all = docs.map(grade)
        if (!all.some((one) => one > 0)) throw new Error(`rien de bon pour « ${mots} » à ${lieu} : revoir la vignette`)
        const answers = (ids: readonly string[]): readonly RealDoc[] => ids.flatMap((id) => byId.get(id) ?? [])
        const worth = (found: readonly RealDoc[]): number => ndcg(found.map(grade), all, K)
        const options = told.find(({ besoinId }) => besoinId === String(at))?.propositions ?? []
        const proposed = answers(options.map(({ card }) => card.id))
        const known = proposed.filter(wasRead)
        const alone = find(SearchQuery.parse({ text: mots, limit: K, place, radiusKm: cadre.rayonKm })).hits
        scored.push({
          mots,
          lieu,
          by,
          rare,
          ndcg10: worth(proposed),
          search10: worth(answers(alone.map(({ id }) => id))),
          expected: all.filter((one) => one > 0).length,
          proposed: proposed.length,
          judged: by === 'rules' ? null : known.length,
          condensed10: worth(known),
          read: at >= 0 && whole,
        })
      }
      if (number % 10 === 9) progress(`${number + 1} vignettes sur ${VIGNETTES.length}`)
    }
  } finally {
    engine.close()
  }
  return scored
}

const measure = async (_input: null, progress: (text: string) => void): Promise<QualityFigures> => {
  if (!hasRealRows()) return { needs: null }
  const folder = mkdtempSync(join(tmpdir(), 'dora-plan-'))
  try {
    progress('import des fiches réelles')
    return { needs: await scoreAll(importReal(folder), progress) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await inChild(measure)

import type { Service, Structure } from '#shared/catalogue/record.ts'
import { parisDay } from '#shared/listing/days.ts'
import type { Call, Calls } from '#shared/moderation/calls.ts'
import { reasonsOf, scoreOf, type Sheet } from '#shared/moderation/calls-score.ts'
import { isTaken } from '#shared/moderation/queue.ts'
import { type Cible, cibleKey } from '#shared/moderation/target.ts'
import type { Actor } from '#shared/rights.ts'
import type { SyncStore } from '../store/types.ts'
import { recordOf } from '../sync/commands/catalogue-rows.ts'
import type { Facts } from './facts.ts'
import { PORTEE_COMMUNE } from './reference-lines.ts'
import { isPublished, moderates, servicesOf } from './reference-reads.ts'
import { createTurns } from './reference-turns.ts'

/**
 * The calls of the day: sheets that somebody can be telephoned about, those worth it the most first. One line a sheet: what is
 * recorded of a call is recorded group by group, sheet by sheet.
 */

/** Null for a sheet that nobody can be telephoned about, or that is shown to nobody. */
const sheetOf = (facts: Facts, cible: Cible): Sheet | null => {
  const key = cibleKey(cible)
  const used = { vues: facts.vues.get(key) ?? 0, demandes: facts.demandes.get(key)?.recentes ?? 0 }
  if (cible.kind === 'structure') {
    const line = facts.structures.get(cible.id)
    if (line === undefined || line.obsolete || line.telephone === null) return null
    const { groupes, verifie, date_maj } = line
    // A structure is for those whom its services are for.
    const portee = Math.max(PORTEE_COMMUNE, ...servicesOf(facts, cible.id).flatMap((one) => (isPublished(one) ? one.portee : [])))
    return { kind: 'structure', groupes, verifie, date_maj, portee, ...used }
  }
  const one = facts.services.get(cible.id)
  if (one === undefined || !isPublished(one)) return null
  const structure = one.structureId === null ? undefined : facts.structures.get(one.structureId)
  // A service without a number of its own is asked about at its structure's.
  if (structure?.obsolete === true || (one.telephone ?? structure?.telephone ?? null) === null) return null
  const { groupes, verifie, date_maj, portee } = one
  return { kind: 'service', groupes, verifie, date_maj, portee, ...used }
}

type About = Pick<Call, 'nom' | 'structure_id' | 'structure_nom' | 'commune' | 'departement' | 'telephone' | 'courriel'>
const aboutOf = (facts: Facts, { kind, id }: Cible): About | null => {
  if (kind === 'structure') {
    const line = facts.structures.get(id)
    if (line === undefined) return null
    const { nom, commune, departement, telephone, courriel } = line
    return { nom, structure_id: null, structure_nom: null, commune, departement, telephone, courriel }
  }
  const one = facts.services.get(id)
  if (one === undefined) return null
  const structure = one.structureId === null ? undefined : facts.structures.get(one.structureId)
  return {
    nom: one.nom,
    structure_id: one.structureId,
    structure_nom: structure?.nom ?? null,
    commune: one.commune ?? structure?.commune ?? null,
    departement: one.departement ?? structure?.departement ?? null,
    telephone: one.telephone ?? structure?.telephone ?? null,
    courriel: one.courriel ?? structure?.courriel ?? null,
  }
}

function* everySheet(facts: Facts): Generator<Cible> {
  for (const id of facts.structures.keys()) yield { kind: 'structure', id }
  for (const id of facts.services.keys()) yield { kind: 'service', id }
}

type Scored = { readonly cible: Cible; readonly score: number }
const byScore = (a: Scored, b: Scored): number => b.score - a.score || (cibleKey(a.cible) < cibleKey(b.cible) ? -1 : 1)

/** The `n` first of all that is given, without keeping all of it. */
const bestOf = (n: number) => {
  let best: Scored[] = []
  const sorted = (): Scored[] => (best = best.sort(byScore).slice(0, n))
  let least = -Infinity
  return {
    add: (one: Scored): void => {
      if (one.score < least) return
      best.push(one)
      if (best.length > 20 * n) least = sorted().at(-1)?.score ?? least
    },
    all: sorted,
  }
}

const callOf = (facts: Facts, { cible, score }: Scored, now: number): Call | null => {
  const [sheet, about] = [sheetOf(facts, cible), aboutOf(facts, cible)]
  if (sheet === null || about === null) return null
  const { vues, demandes, portee } = sheet
  const prise = facts.dossiers.get(cibleKey(cible))?.dossier.prise ?? null
  return {
    cible,
    ...about,
    horaires: null,
    score,
    raisons: reasonsOf(sheet, parisDay(now)),
    vues,
    demandes,
    portee,
    prise: isTaken(prise, now) ? { nom: prise.nom } : null,
  }
}

/**
 * The `n` calls that are worth it the most, of the sheets that this person moderates, without their opening hours, which are not in
 * memory; and how many sheets there are. @param now milliseconds since 1970
 */
export const callsFor = async (facts: Facts, actor: Actor, now: number, n: number): Promise<Calls> => {
  const today = parisDay(now)
  const turn = createTurns()
  const best = bestOf(n)
  let total = 0
  for (const cible of everySheet(facts)) {
    await turn()
    const sheet = moderates(facts, actor, cible) ? sheetOf(facts, cible) : null
    if (sheet === null) continue
    total += 1
    best.add({ cible, score: scoreOf(sheet, today) })
  }
  return { appels: best.all().flatMap((one) => callOf(facts, one, now) ?? []), total }
}

/** The same with the opening hours of their sheets, as they are written. */
export const withHours = async (store: Pick<SyncStore, 'read'>, { appels, total }: Calls): Promise<Calls> => {
  const rows = await store.read((reader) => reader.entities(appels.map(({ cible }) => cible)))
  const hours = new Map(
    rows.map((row) => [
      cibleKey(row as Cible),
      (recordOf(row) as unknown as Structure | Service | null)?.horaires_accueil ?? null,
    ]),
  )
  return { total, appels: appels.map((one) => ({ ...one, horaires: hours.get(cibleKey(one.cible)) ?? null })) }
}

import { createHash } from 'node:crypto'
import type { BoardLine } from '#shared/moderation/board.ts'
import { structureState } from '#shared/moderation/structure-state.ts'
import { cibleKey } from '#shared/moderation/target.ts'
import type { Actor } from '#shared/rights.ts'
import type { Facts } from './facts.ts'
import { moderates, standingOf, viewsOf } from './reference-reads.ts'
import { createTurns } from './reference-turns.ts'

/** The board of a territory: a line for each structure. */

/** Null for a structure that is not there. @param today ISO day */
export const lineOf = (facts: Facts, id: string, today: string): BoardLine | null => {
  const line = facts.structures.get(id)
  const standing = standingOf(facts, id, today)
  if (line === undefined || standing === null) return null
  const { told, people, services, published } = standing
  return {
    id,
    nom: line.nom,
    siret: line.siret,
    source: line.source,
    typologie: line.typologie,
    departement: line.departement,
    commune: line.commune,
    code_postal: line.code_postal,
    point: line.point,
    telephone: line.telephone,
    courriel: line.courriel,
    resume: line.resume,
    etat: structureState(told),
    moderation: line.moderation,
    labels: [...line.labels],
    thematiques: [...new Set(published.flatMap(({ thematiques }) => thematiques))].sort(),
    publies: published.length,
    brouillons: services.filter(({ statut }) => statut === 'DRAFT').length,
    actifs: services.filter(({ statut }) => statut !== 'ARCHIVED').length,
    a_actualiser: told.services_a_actualiser,
    membres: people.filter(({ etat }) => etat === 'membre').length,
    administrateurs: told.administrateurs,
    date_maj: line.date_maj,
    // People look at services more than at who offers them.
    vues: published.reduce(
      (sum, one) => sum + viewsOf(facts, { kind: 'service', id: one.id }),
      viewsOf(facts, { kind: 'structure', id }),
    ),
    vu: { fiche: line.ver, dossier: facts.dossiers.get(cibleKey({ kind: 'structure', id }))?.ver ?? 0 },
  }
}

const theirs = (facts: Facts, actor: Actor): string[] =>
  [...facts.structures.keys()].filter((id) => moderates(facts, actor, { kind: 'structure', id })).sort()

/** Structures that this person moderates, in the order of their identifiers. @param today ISO day */
export const boardFor = (facts: Facts, actor: Actor, today: string): BoardLine[] =>
  theirs(facts, actor).flatMap((id) => lineOf(facts, id, today) ?? [])

/** What the board of a person depends on: the same key has the same board. @param today ISO day */
export const boardKey = ({ epoch, seq }: Facts, actor: Actor, today: string): string =>
  JSON.stringify([epoch, seq, today, actor?.equipe === true ? null : (actor?.departements ?? []).toSorted()])

/**
 * The same as the text of a `Board`, written a little at a time, for the whole of France is thousands of lines. `version` follows
 * from the lines alone: two replicas, or two readings, that say the same have the same.
 */
export const boardText = async (
  facts: Facts,
  actor: Actor,
  today: string,
): Promise<{ readonly version: string; readonly json: string }> => {
  const turn = createTurns()
  const hash = createHash('sha256')
  const lines: string[] = []
  for (const id of theirs(facts, actor)) {
    await turn()
    const line = lineOf(facts, id, today)
    if (line === null) continue
    // A dossier that was taken, or noted, changes nothing of the line; what decides of a sheet changes the sheet.
    hash.update(JSON.stringify({ ...line, vu: line.vu.fiche }))
    lines.push(JSON.stringify(line))
  }
  const version = hash.digest('base64url').slice(0, 22)
  return { version, json: `{"version":"${version}","lignes":[\n${lines.join(',\n')}\n]}` }
}

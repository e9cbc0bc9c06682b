import type { OrientationLine } from '#shared/contract/orientation.ts'
import { personName } from '#shared/orientation/describe.ts'
import { numeroOf } from '#shared/orientation/model.ts'
import { needsPlanB } from '#shared/orientation/plan-b.ts'
import { awaitsAnswer, awaitsOutcome, soughtUntil, standingOf } from '#shared/orientation/standing.ts'
import type { Brief } from '../user/requests-brief.ts'

/** Requests as lists show them, and how many ask for something. Pure. */

export type Seeing = {
  /** Whoever is signed in. */
  readonly me: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Requests sent in the place of another, by the one that they make up for. */
export type Replacements = ReadonlyMap<string, readonly Brief[]>
export const replacementsIn = (all: readonly Brief[]): Replacements => {
  const found = new Map<string, Brief[]>()
  for (const one of all) {
    // What the server refused was not sent.
    if (one.remplace === null || one.envoi === 'refuse') continue
    found.set(one.remplace, [...(found.get(one.remplace) ?? []), one])
  }
  return found
}

/** On the structure's side it is theirs to answer, however late: looking elsewhere is the other side's. */
const turnOf = ({ sens, etat }: Brief, tour: OrientationLine['tour']): OrientationLine['tour'] =>
  sens === 'reception' && etat === 'OUVERTE' ? 'structure' : tour

export const lineOf = (one: Brief, replacements: Replacements, { me, now }: Seeing): OrientationLine => {
  const { tour, echeance, retard } = standingOf(one, now)
  const sent = one.sens === 'envoi'
  return {
    sens: one.sens,
    id: one.id,
    numero: numeroOf(one.id),
    personne: personName(one.personne),
    serviceId: one.service.id,
    serviceNom: one.service.nom,
    structure_id: (sent ? one.prescripteur.structure_id : one.service.structure_id) ?? '',
    structureNom: sent ? one.service.structure_nom : one.prescripteur.structure_nom,
    prescripteur: one.prescripteur.nom,
    suivi_par: one.suivi_par?.nom ?? '',
    a_moi: sent ? one.prescripteur.user_id === me : one.suivi_par?.user_id === me,
    etat: one.etat,
    issue: one.issue?.quoi ?? null,
    cree_le: one.cree_le,
    bouge_le: one.dernier?.le ?? one.cree_le,
    lue: one.lue_le !== null,
    tour: turnOf(one, tour),
    echeance: echeance === null ? null : { ...echeance },
    retard,
    plan_b: sent && one.envoi !== 'refuse' && needsPlanB(one, replacements.get(one.id) ?? [], now),
    envoi: one.envoi,
    muette: one.muette,
  }
}

export const newestFirst = (a: Brief, b: Brief): number =>
  a.cree_le === b.cree_le ? (a.id < b.id ? -1 : 1) : a.cree_le < b.cree_le ? 1 : -1

/** Instant at which the line says something else by itself: its deadline, or the end of the month in which a refusal calls for another way. */
const changesAt = (one: Brief, { echeance }: OrientationLine, now: number): number => {
  if (echeance !== null) return Date.parse(echeance.le)
  const over = one.etat === 'REFUSÉE' || one.etat === 'EXPIRÉE' ? soughtUntil(one) : Infinity
  return over > now ? over : Infinity
}

type Made = {
  readonly line: OrientationLine
  readonly me: string
  readonly others: string
  readonly from: number
  readonly until: number
}

/** The same, remembered for as long as it says the same: of thousands of lines, few are made again. */
export const createLineMemo = () => {
  const made = new WeakMap<Brief, Made>()
  return (one: Brief, replacements: Replacements, { me, now }: Seeing): OrientationLine => {
    const others = (replacements.get(one.id) ?? []).map(({ etat }) => etat).join()
    const known = made.get(one)
    if (known !== undefined && known.me === me && known.others === others && known.from <= now && now < known.until)
      return known.line
    const line = lineOf(one, replacements, { me, now })
    made.set(one, { line, me, others, from: now, until: changesAt(one, line, now) })
    return line
  }
}

export type Counts = { readonly a_traiter: number; readonly en_retard: number; readonly a_constater: number }

/**
 * What waits for the person: `a_traiter`, received, open, not put off to a later day; `en_retard`, theirs, whose answer is late and for
 * which another service is to be looked for; `a_constater`, accepted, of which nobody has said what became. What a colleague takes
 * care of is the colleague's.
 */
export const countsOf = (lines: readonly OrientationLine[]): Counts => {
  const counts = { a_traiter: 0, en_retard: 0, a_constater: 0 }
  for (const line of lines) {
    const { sens, retard, plan_b, a_moi, suivi_par } = line
    const mine = a_moi || (sens === 'reception' && suivi_par === '')
    if (!mine) continue
    if (sens === 'reception' && awaitsAnswer(line)) counts.a_traiter += 1
    if (sens === 'envoi' && retard && plan_b) counts.en_retard += 1
    if (awaitsOutcome(line)) counts.a_constater += 1
  }
  return counts
}

/** Next instant at which one of these says something else by itself; null when none does. */
export const nextChange = (
  told: readonly { readonly brief: Brief; readonly line: OrientationLine }[],
  now: number,
): number | null => {
  let next = Infinity
  for (const { brief, line } of told) next = Math.min(next, changesAt(brief, line, now))
  return next === Infinity ? null : next
}

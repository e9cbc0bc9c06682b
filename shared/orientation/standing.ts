import { type Clocked, EXPIRATION_JOURS, expiresAt, lateAt, remindedAt } from './clocks.ts'
import type { Etat, Issue } from './life.ts'

/** Where a request stands: whose turn it is, what happens next and when. Pure. */

/** `personne`: accepted, and nobody has said yet what became of it. */
export type Tour = 'structure' | 'prescripteur' | 'moderation' | 'personne' | null

export type Echeance = {
  readonly quoi: 'reponse-attendue' | 'rappel' | 'expiration' | 'pas-avant'
  /** ISO instant. */
  readonly le: string
}

export type Standing = {
  readonly tour: Tour
  readonly echeance: Echeance | null
  /** The answer is late by the service's own habits: a plan B is proposed. */
  readonly retard: boolean
}

type Followed = Clocked & { readonly issue: { readonly quoi: Issue } | null }

type Stood = { readonly etat: Etat; readonly echeance: Pick<Echeance, 'quoi'> | null }

/** The structure has said that it will answer later, and that day is still to come. */
export const isPostponed = ({ etat, echeance }: Stood): boolean => etat === 'OUVERTE' && echeance?.quoi === 'pas-avant'

/** The structure has its answer to give, however late; not one that it has put off to a later day. */
export const awaitsAnswer = (one: Stood): boolean => one.etat === 'OUVERTE' && !isPostponed(one)

/** Accepted, and nobody has said yet what became of the person. */
export const awaitsOutcome = ({ etat, issue }: { readonly etat: Etat; readonly issue: Issue | null }): boolean =>
  etat === 'VALIDÉE' && issue === null

const iso = (instant: number): string => new Date(instant).toISOString()

/** Closed without the person being received, it asks for another way until this instant: by then, it has been found or given up. */
export const soughtUntil = ({ cree_le, traitee_le }: Pick<Followed, 'cree_le' | 'traitee_le'>): number =>
  Date.parse(traitee_le ?? cree_le) + EXPIRATION_JOURS * 24 * 3600_000

const turn = (one: Followed, retard: boolean, now: number): Tour => {
  const { etat, issue } = one
  switch (etat) {
    case 'MODÉRATION_EN_COURS':
      return 'moderation'
    case 'OUVERTE':
      // Silence becomes an action: it is theirs to answer, and the other side's to look elsewhere.
      return retard ? 'prescripteur' : 'structure'
    case 'REFUSÉE':
    case 'EXPIRÉE':
      return issue === null && now < soughtUntil(one) ? 'prescripteur' : null
    case 'VALIDÉE':
      return issue === null || issue.quoi === 'commencee' ? 'personne' : null
    default:
      return null
  }
}

/** @param now milliseconds since 1970 */
export const standingOf = (one: Followed, now: number): Standing => {
  const late = lateAt(one)
  const retard = late !== null && late <= now
  const tour = turn(one, retard, now)
  if (one.etat !== 'OUVERTE') return { tour, echeance: null, retard }
  const notBefore = one.pas_avant === null ? null : Date.parse(one.pas_avant)
  if (notBefore !== null && notBefore > now) return { tour, echeance: { quoi: 'pas-avant', le: iso(notBefore) }, retard }
  const next = (
    [
      ['reponse-attendue', late],
      ['rappel', remindedAt(one)],
      ['expiration', expiresAt(one)],
    ] as const
  )
    .flatMap(([quoi, le]) => (le === null || le <= now ? [] : [{ quoi, le }]))
    .sort((a, b) => a.le - b.le)[0]
  return { tour, echeance: next === undefined ? null : { quoi: next.quoi, le: iso(next.le) }, retard }
}

import { labelOf } from '../reference/labels.ts'
import { categoryOf } from '../reference/thematiques.ts'
import type { Card } from '../search/result.ts'
import type { Checks, Regle } from './checks.ts'
import { type Delai, DELAI_REPONSES, lateAt, waitingSince } from './clocks.ts'
import { sayDelay } from './checking.ts'
import { isClosed } from './life.ts'
import type { Envoi } from './model.ts'
import { samePerson } from './same-person.ts'

/** Plan B: which services to ask when one is late, refuses or never answers, and why those (peers.md §5, row 7). Pure. */

const DAY_MS = 24 * 3600_000
const MOST_OPTIONS = 3

export type Candidate = {
  readonly card: Pick<Card, 'id' | 'structure' | 'thematiques' | 'distanceKm' | 'modes_accueil' | 'orientable' | 'disponibilite'>
  /** Its habits, when the catalogue tells them. */
  readonly delai: Delai | null
  /** Of the draft that would be sent to it. */
  readonly checks: Checks
}

export type Option<C> = {
  readonly candidate: C
  /** « À 3 km », « Répond en général en 4 jours »… in the order of what matters. */
  readonly pourquoi: readonly string[]
}

/** What is read of the request whose place another takes. */
export type Origin = Pick<
  Envoi,
  | 'id'
  | 'etat'
  | 'cree_le'
  | 'traitee_le'
  | 'pas_avant'
  | 'relance_le'
  | 'non_remise_le'
  | 'delai_habituel'
  | 'issue'
  | 'anonyme_le'
  | 'personne'
  | 'service'
>
/** What is read of those already sent. */
export type Sent = Pick<Envoi, 'id' | 'etat' | 'service' | 'personne' | 'remplace' | 'lue_le' | 'traitee_le' | 'cree_le'>

/** Withdrawn, or never transmitted: that service was not really asked. */
const wasAsked = ({ etat }: Pick<Envoi, 'etat'>): boolean => etat !== 'ANNULÉE' && etat !== 'MODÉRATION_REJETÉE'

const isLate = (one: Origin, now: number): boolean => {
  const at = lateAt(one)
  return at !== null && at <= now
}

/** Late, refused or expired, nothing having come of it, and no other request was sent in its place. @param now milliseconds since 1970 */
export const needsPlanB = (one: Origin, sent: readonly Pick<Envoi, 'remplace' | 'etat'>[], now: number): boolean =>
  one.anonyme_le === null &&
  one.issue === null &&
  (one.etat === 'REFUSÉE' || one.etat === 'EXPIRÉE' || isLate(one, now)) &&
  !sent.some((other) => other.remplace === one.id && wasAsked(other))

/** Why another service is looked for, in a sentence; '' when none needs to be. @param now milliseconds since 1970 */
export const planBReason = (one: Origin, now: number): string => {
  if (one.etat === 'REFUSÉE') return 'La structure a refusé cette demande.'
  if (one.etat === 'EXPIRÉE') return 'La structure n’a pas répondu\u202f: la demande a expiré.'
  if (!isLate(one, now)) return ''
  if (one.non_remise_le !== undefined)
    return 'Le courriel envoyé à la structure n’a pas pu être remis\u202f: elle ne sait rien de cette demande.'
  const days = Math.floor((now - waitingSince(one)) / DAY_MS)
  const habits = sayDelay(one.delai_habituel)
  const waited = `La structure n’a pas répondu depuis ${days} jours`
  return habits === null ? `${waited}.` : `${waited}. Ce service ${habits.charAt(0).toLowerCase()}${habits.slice(1)}.`
}

/** A check that fails so is a request lost beforehand: another service is proposed rather than a reason asked for. */
const HOPELESS: readonly Regle[] = ['zone', 'disponibilite', 'doublon', 'canal']

const mayBeAsked = ({ card, checks }: Candidate): boolean =>
  card.orientable.ok &&
  card.disponibilite?.etat !== 'complet' &&
  checks.eligibilite.verdict !== 'non' &&
  !checks.checks.some(({ regle, niveau }) => niveau === 'bloquant' || (niveau === 'raison' && HOPELESS.includes(regle)))

const common = (wanted: readonly string[], { card }: Candidate): readonly string[] =>
  wanted.filter((need) => card.thematiques.includes(need))

const sameCategory = (wanted: readonly string[], { card }: Candidate): boolean => {
  const theirs = new Set(card.thematiques.map(categoryOf))
  return wanted.some((need) => theirs.has(categoryOf(need)))
}

/** How often a service answered those who ask: 0 to 1, a half for one never asked. */
const suretyOf = (
  sent: readonly Sent[],
  serviceId: string,
): { readonly share: number; readonly answered: number; readonly asked: number } => {
  const ended = sent.filter((one) => one.service.id === serviceId && wasAsked(one) && isClosed(one.etat))
  const answered = ended.filter(({ etat }) => etat !== 'EXPIRÉE').length
  return { share: (answered + 1) / (ended.length + 2), answered, asked: ended.length }
}

const isRemote = ({ card }: Candidate): boolean => card.modes_accueil.includes('a-distance')

/** 1 beside, a half at 10 km; at a distance counts as 10 km, unknown as farther. */
const nearness = (one: Candidate): number => {
  if (one.card.distanceKm !== null) return 1 / (1 + one.card.distanceKm / 10)
  return isRemote(one) ? 0.5 : 0.25
}

/** 1 within the day, a half in five days; not known: as one that takes ten. */
const speed = ({ delai }: Candidate): number =>
  1 / (1 + (delai === null || delai.reponses < DELAI_REPONSES ? 10 : delai.jours) / 5)

const ROOM: Readonly<Record<string, number>> = { places: 0.5, evaluation: 0.25, 'liste-attente': -0.5 }

const worth = (one: Candidate, origin: Origin, sent: readonly Sent[]): number => {
  const wanted = origin.service.thematiques
  const needs = wanted.length === 0 ? 0 : common(wanted, one).length / wanted.length
  const silent = origin.etat !== 'REFUSÉE' && one.card.structure !== null && one.card.structure.id === origin.service.structure_id
  return (
    3 * needs +
    (one.checks.eligibilite.verdict === 'eligible' ? 1 : 0) +
    2 * nearness(one) +
    speed(one) +
    suretyOf(sent, one.card.id).share +
    (ROOM[one.card.disponibilite?.etat ?? ''] ?? 0) -
    (silent ? 1 : 0)
  )
}

const km = (distance: number): string => {
  if (distance < 1) return 'À moins de 1 km'
  return `À ${distance < 10 ? distance.toLocaleString('fr', { maximumFractionDigits: 1 }) : Math.round(distance)} km`
}

const whyThat = (one: Candidate, origin: Origin, sent: readonly Sent[]): readonly string[] => {
  const needs = common(origin.service.thematiques, one).filter((need) => need.includes('--'))
  const { answered, asked } = suretyOf(sent, one.card.id)
  const habits = sayDelay(one.delai)
  return [
    ...needs.slice(0, 2).map((need) => `Même besoin\u202f: ${labelOf('thematiques', need)}`),
    ...(one.checks.eligibilite.verdict === 'eligible' ? ['Personne éligible, d’après la demande'] : []),
    ...(one.card.distanceKm === null ? (isRemote(one) ? ['À distance'] : []) : [km(one.card.distanceKm)]),
    ...(habits === null ? [] : [habits]),
    ...(answered === 0 ? [] : [`A répondu à ${answered} de vos ${asked} demande${asked === 1 ? '' : 's'}`]),
    ...(one.card.disponibilite?.etat === 'places' ? ['Places disponibles'] : []),
  ]
}

export type PlanBAsked<C extends Candidate> = {
  readonly envoi: Origin
  readonly candidates: readonly C[]
  /** Every request that this account sees sent, `envoi` among them or not. */
  readonly sent: readonly Sent[]
}

/**
 * At most three, best first. Left out: the same service, those that were asked for the same person already, those that take no request,
 * are full, or would refuse the person for a reason known here. Only services of the same family of needs, when these are known.
 */
export const planBOf = <C extends Candidate>({ envoi, candidates, sent }: PlanBAsked<C>): readonly Option<C>[] => {
  const asked = new Set([
    envoi.service.id,
    ...sent.filter((one) => wasAsked(one) && samePerson(one.personne, envoi.personne)).map(({ service }) => service.id),
  ])
  const wanted = envoi.service.thematiques
  const seen = new Set<string>()
  return candidates
    .filter((one) => mayBeAsked(one) && !asked.has(one.card.id) && (wanted.length === 0 || sameCategory(wanted, one)))
    .filter(({ card }) => !seen.has(card.id) && seen.add(card.id))
    .map((candidate) => ({ candidate, worth: worth(candidate, envoi, sent) }))
    .toSorted(
      (a, b) =>
        b.worth - a.worth ||
        (a.candidate.card.distanceKm ?? Infinity) - (b.candidate.card.distanceKm ?? Infinity) ||
        (a.candidate.card.id < b.candidate.card.id ? -1 : 1),
    )
    .slice(0, MOST_OPTIONS)
    .map(({ candidate }) => ({ candidate, pourquoi: whyThat(candidate, envoi, sent) }))
}

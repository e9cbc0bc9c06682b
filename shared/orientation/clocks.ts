import type { Etat } from './life.ts'
import { isClosed } from './life.ts'

/** The clocks of a request (dora-backend.md §3.6). Instants are ISO texts in, milliseconds since 1970 out; all pure. */

const DAY_MS = 24 * 3600_000
export const RAPPEL_JOURS = 10
export const EXPIRATION_JOURS = 30
export const LIEN_JOURS = 8
export const PIECES_MOIS = 6
export const ANONYMISATION_JOURS = 730
/** Between two reminders asked by the one who sent it. */
export const RELANCE_JOURS = 3
/** « Pas avant le … »: no further than that, or it is a refusal. */
export const REPORT_JOURS = 180

/** Typical delay of a service: median of its real answers. */
export type Delai = { readonly jours: number; readonly reponses: number }
/** Below that many answers, nothing typical is said. */
export const DELAI_REPONSES = 3

/** The facts that clocks go by. */
export type Clocked = {
  readonly etat: Etat
  readonly cree_le: string
  /** Last change of state; null since the sending. */
  readonly traitee_le: string | null
  /** `YYYY-MM-DD`; null when the structure said nothing. */
  readonly pas_avant: string | null
  /** Last letter of reminder, by the clock or by the one who sent it. */
  readonly relance_le: string | null
  readonly delai_habituel: Delai | null
  /** The letter to the structure could not be delivered. */
  readonly non_remise_le?: string | undefined
}

const days = (count: number): number => count * DAY_MS

/** From when silence counts: the sending, its release by moderation, or the day that the structure gave. */
export const waitingSince = ({ cree_le, traitee_le, pas_avant }: Clocked): number =>
  Math.max(Date.parse(traitee_le ?? cree_le), pas_avant === null ? -Infinity : Date.parse(pas_avant))

/** The structure is reminded at this instant; null when it no longer is. */
export const remindedAt = (one: Clocked): number | null => {
  if (one.etat !== 'OUVERTE') return null
  const last = one.relance_le === null ? -Infinity : Date.parse(one.relance_le)
  return Math.max(waitingSince(one), last) + days(RAPPEL_JOURS)
}

/** Closed without answer at this instant; null when it cannot be: what moderation holds never expires. */
export const expiresAt = (one: Clocked): number | null =>
  one.etat === 'OUVERTE' ? waitingSince(one) + days(EXPIRATION_JOURS) : null

/** Whose habits are not known is late after a week. */
const LATE_UNKNOWN_DAYS = 7
const LATE_FEWEST_DAYS = 3
const LATE_MOST_DAYS = RAPPEL_JOURS

/** Days that an answer may take before it is late: twice the habits of the service, never under 3 days nor above 10. */
export const lateAfterDays = (delai: Delai | null): number =>
  delai === null || delai.reponses < DELAI_REPONSES
    ? LATE_UNKNOWN_DAYS
    : Math.min(LATE_MOST_DAYS, Math.max(LATE_FEWEST_DAYS, Math.ceil(delai.jours * 2)))

/** From this instant the answer is late, and a plan B is proposed; null when none is awaited. */
export const lateAt = (one: Clocked): number | null => {
  if (one.etat !== 'OUVERTE') return null
  const late = waitingSince(one) + days(lateAfterDays(one.delai_habituel))
  // Nothing is to be waited for from who has heard nothing.
  return one.non_remise_le === undefined ? late : Math.min(late, Date.parse(one.non_remise_le))
}

/** From this instant the one who sent it may remind the structure (again): not before the day that it gave. */
export const mayNudgeAt = (one: Clocked): number | null => {
  if (one.etat !== 'OUVERTE') return null
  const last = one.relance_le === null ? -Infinity : Date.parse(one.relance_le)
  return Math.max(waitingSince(one), last) + days(RELANCE_JOURS)
}

/** Calendar months later, the last day of the month for one that is too short. */
const monthsLater = (instant: number, months: number): number => {
  const date = new Date(instant)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date.getTime()
}

/** Files are kept for six months once accepted; those of any other end go with it. Null while it is open. */
export const piecesUntil = ({ etat, cree_le, traitee_le }: Clocked): number | null => {
  if (!isClosed(etat)) return null
  const closed = Date.parse(traitee_le ?? cree_le)
  return etat === 'VALIDÉE' ? monthsLater(closed, PIECES_MOIS) : closed
}

/** Nothing says any more whom it was about from this instant on. */
export const anonymisedAt = ({ cree_le }: Pick<Clocked, 'cree_le'>): number => Date.parse(cree_le) + days(ANONYMISATION_JOURS)

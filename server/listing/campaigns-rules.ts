import { addDays, addMonths, daysBetween } from '#shared/listing/days.ts'

/**
 * When whoever keeps a listing is reminded of it (dora-backend.md §7.4). Pure: what was done, and a day in Paris. Two reminders have
 * an end and are never begun again for the same structure; the other two come back as long as there is something to say.
 */

type After = { readonly jours: number } | { readonly mois: number }

export const STEPS = {
  /** Nobody belongs to the structure: at once, then after 2, 4 and 6 weeks, to its own address. */
  'structure-orpheline': [{ jours: 0 }, { jours: 14 }, { jours: 28 }, { jours: 42 }],
  /** It has people, and no service: at once, then after 1 to 4 months, to its administrators. */
  'premier-service': [{ mois: 0 }, { mois: 1 }, { mois: 2 }, { mois: 3 }, { mois: 4 }],
} as const satisfies Readonly<Record<string, readonly After[]>>

export type Ending = keyof typeof STEPS
/** `offre-a-jour`: expired drafts and services to confirm, monthly. `disponibilite`: about to expire, weekly at most. */
export type Campaign = Ending | 'offre-a-jour' | 'disponibilite'
export const CAMPAIGNS = [
  'structure-orpheline',
  'premier-service',
  'offre-a-jour',
  'disponibilite',
] as const satisfies readonly Campaign[]

/** Since the day it was first seen as such; `fait`: steps done; `clos` once it no longer was, for ever. */
export type Progress = { readonly depuis: string; readonly fait: number; readonly clos: boolean }

const dayOfStep = (depuis: string, after: After): string =>
  'jours' in after ? addDays(depuis, after.jours) : addMonths(depuis, after.mois)

/**
 * How many steps are done once the one due is; null when none is. A server that was off for long does not send all that it missed:
 * of the reminders due, one only.
 */
export const dueStep = (campaign: Ending, { depuis, fait, clos }: Progress, today: string): number | null => {
  if (clos) return null
  const reached = STEPS[campaign].filter((after) => dayOfStep(depuis, after) <= today).length
  return reached > fait ? reached : null
}

const WEDNESDAY = 3
const firstWednesday = (month: string): string => {
  const first = `${month}-01`
  const weekday = new Date(`${first}T00:00:00Z`).getUTCDay()
  return addDays(first, (WEDNESDAY - weekday + 7) % 7)
}
/** How late the letter of a month may be. */
const LATE_DAYS = 6

/** The month (`2026-12`) whose letter may leave: from its first Wednesday, for a week; null on other days. */
export const monthDue = (today: string): string | null => {
  const month = today.slice(0, 7)
  const since = daysBetween(firstWednesday(month), today)
  return since >= 0 && since <= LATE_DAYS ? month : null
}

/** @param dernier day of the letter before; null for none */
export const weekPassed = (dernier: string | null, today: string): boolean =>
  // A clock set back must not silence it.
  dernier === null || Math.abs(daysBetween(dernier, today)) >= 7

/** So many drafts, and so many services, in one letter. */
export const MOST_IN_LETTER = 5
/** An administrator, or what is missing, is left alone for a month. */
export const olderThanAMonth = (day: string, today: string): boolean => addMonths(day, 1) <= today

/** They have no service of their own to publish (dora-backend.md §1.3, awaiting_activation). */
const WITHOUT_SERVICES: ReadonlySet<string> = new Set(
  'ACI AI CAARUD CADA CCAS CHRS CHU CPH CSAPA EA EATT EI ETTI FT GEIQ HUDA OIL PJJ SPIP'.split(' '),
)
export const mayPublish = (typology: string | undefined): boolean => typology === undefined || !WITHOUT_SERVICES.has(typology)

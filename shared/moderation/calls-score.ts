import { daysBetween } from '../listing/days.ts'
import { groupsOf } from '../listing/groups.ts'
import type { CallReason } from './calls.ts'

/**
 * Which sheets are worth a call (peers.md §5, row 5): those whose fields are the likeliest to have become wrong, times how much they
 * are used, times how many people they are for. Use and reach order sheets of about the same age: however much one is looked at, its
 * call is for nothing when it was verified last month.
 */

/**
 * Half-lives, in days: after so long without anybody vouching for it, a group of fields has one chance in two to have become wrong.
 * Hours follow seasons and teams; a telephone and an address of e-mail follow people who leave; how to get in and what it costs
 * follow each year’s budget. Whom a service is for, and with which papers, outlive these; what it is about and where it is change
 * when it does; what a structure is called and its SIRET hardly ever. These are orders of magnitude, not measures: the order of
 * calls depends on their ratios alone. Every verification recorded says more; they are to be fitted once there are enough.
 */
const HALF_LIFE: Readonly<Record<'structure' | 'service', Readonly<Record<string, number>>>> = {
  structure: { horaires: 270, coordonnees: 450, presentation: 1_000, lieu: 1_460, identite: 2_190 },
  service: {
    periodicite: 270,
    contact: 450,
    modalites: 540,
    publics: 730,
    documents: 730,
    presentation: 1_000,
    lieu: 1_460,
    typologie: 2_190,
  },
}
/** Of a group that is not known here. */
const OTHER = 1_000

/** A request is somebody who was sent there: as much as so many people who looked. */
const REQUEST_WEIGHT = 10
/** A sheet that everybody looks at counts so many times as much as one that nobody does; half of that comes with so many views. */
const [MOST_USE, HALF_USE] = [3, 50]
/** Reach says less than age: a sheet for the whole country counts twice as much as one for a village, no more. */
const [FEWEST, MOST] = [1_000, 68_000_000]

export type Sheet = {
  readonly kind: 'structure' | 'service'
  /** Groups of fields that say anything: what is empty cannot be wrong. */
  readonly groupes: readonly string[]
  /** Group → day on which somebody last said that it is right; null when nobody ever did of any. */
  readonly verifie: Readonly<Record<string, string>> | null
  /** Day of the last edit. */
  readonly date_maj: string
  /** Views and requests of the last 90 days; people of the zone. */
  readonly vues: number
  readonly demandes: number
  readonly portee: number
}

/** In days. */
export const halfLife = (kind: Sheet['kind'], groupe: string): number => HALF_LIFE[kind][groupe] ?? OTHER

/** Chances that a group has become wrong, 0 to 1. @param jours since somebody vouched for it */
export const likelihood = (kind: Sheet['kind'], groupe: string, jours: number): number =>
  1 - 2 ** (-Math.max(0, jours) / halfLife(kind, groupe))

const usage = ({ vues, demandes }: Sheet): number => {
  const looks = Math.max(0, vues) + REQUEST_WEIGHT * Math.max(0, demandes)
  return 1 + (MOST_USE - 1) * (looks / (looks + HALF_USE))
}
const reach = ({ portee }: Sheet): number =>
  1 + Math.min(1, Math.max(0, Math.log(Math.max(1, portee) / FEWEST) / Math.log(MOST / FEWEST)))

type Aged = { readonly groupe: string; readonly jours: number; readonly jamais: boolean; readonly chances: number }

/** A date that is none, or is to come, tells no age. */
const ageOf = (day: string, today: string): number => {
  const days = daysBetween(day, today)
  return Number.isFinite(days) ? Math.max(0, days) : 0
}

const agedOf = ({ kind, groupes, verifie, date_maj }: Sheet, today: string): readonly Aged[] => {
  const sinceEdit = ageOf(date_maj, today)
  return groupes.map((groupe) => {
    const said = verifie?.[groupe] ?? null
    const jours = said !== null && said > date_maj ? ageOf(said, today) : sinceEdit
    return { groupe, jours, jamais: said === null, chances: likelihood(kind, groupe, jours) }
  })
}

/**
 * Doubt, times use, times reach; 0 and more. Chances are squared: one group that is probably wrong is worth a call more than several
 * that are slightly in doubt, which it would find to be right. @param today ISO day
 */
export const scoreOf = (sheet: Sheet, today: string): number =>
  agedOf(sheet, today).reduce((sum, { chances }) => sum + chances ** 2, 0) * usage(sheet) * reach(sheet)

/** Groups of a sheet, the likeliest to be wrong first. @param today ISO day */
export const reasonsOf = (sheet: Sheet, today: string): CallReason[] => {
  const labels = new Map(groupsOf(sheet.kind).map(({ code, label }) => [code, label]))
  return agedOf(sheet, today)
    .toSorted((a, b) => b.chances - a.chances || (a.groupe < b.groupe ? -1 : 1))
    .map(({ groupe, jours, jamais }) => ({ groupe, label: labels.get(groupe) ?? groupe, jours, jamais }))
}

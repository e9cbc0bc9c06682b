import { z } from 'zod'
import { UNKNOWN_DATE } from '../catalogue/unknown-date.ts'
import { addMonths, daysBetween } from '../listing/days.ts'
import { FRAICHEURS } from '../search/query.ts'
import { type ReponsesMois, SUITES, type Suite } from './answers.ts'
import type { Cellule } from './cells.ts'
import { type ChiffresMois, MESURES, type Mesure } from './figures.ts'

/** What is said of several months: of France, of a département, of a structure. */

/** A sum of what was told, and of how many months nothing could be. */
export const Somme = z.object({ n: z.int().min(0), mois_tus: z.int().min(0) })
export type Somme = z.infer<typeof Somme>
const Cellules = z.array(z.int().min(0).nullable())
export const DelaiTold = z.object({ jours: z.number().min(0), reponses: z.int().min(0) }).nullable()

/** Series that a territory is told, month by month. */
export const SERIES = ['postes', ...MESURES] as const
export type Serie = (typeof SERIES)[number]

export const FRANCE = 'france'

const Fraicheurs = z.record(z.enum(FRAICHEURS), z.int().min(0))
export const Offre = z.object({
  structures: z.int(),
  services: z.int(),
  fraicheur: Fraicheurs,
  a_actualiser: z.int(),
  /** Of the last 90 days, by anyone, pages and desks: numbers that were counted of nobody. */
  vues: z.int(),
})
export type Offre = z.infer<typeof Offre>

const OfMonths = {
  /** `YYYY-MM`, oldest first. */
  mois: z.array(z.string()),
  /** The next month to be told, and the ISO day on which it will be. */
  prochain: z.object({ mois: z.string(), le: z.string() }),
}

/** `GET /chiffres/v1/territoire/:departement?mois=12` */
export const ChiffresTerritoire = z.object({
  ...OfMonths,
  /** A code, or `FRANCE`. */
  departement: z.string(),
  series: z.record(z.enum(SERIES), Cellules),
  periode: z.record(z.enum(MESURES), Somme),
  /** As many months before. */
  precedente: z.record(z.enum(MESURES), Somme),
  thematiques: z.array(z.object({ valeur: z.string(), recherches: Somme, fiches: Somme, mobilisations: Somme, demandes: Somme })),
  /** What became of requests, of those of these months whose time to be answered is over. */
  reponses: z.object({ mois: z.array(z.string()), suites: z.record(z.enum(SUITES), Somme) }),
  /** Of the real answers of a year. */
  delai: DelaiTold,
  offre: Offre,
})
export type ChiffresTerritoire = z.infer<typeof ChiffresTerritoire>

/** `GET /chiffres/v1/structure/:id?mois=12` */
export const ChiffresDeStructure = z.object({
  ...OfMonths,
  structure: z.object({ id: z.string(), nom: z.string(), departement: z.string().nullable() }),
  series: z.object({
    recherches: Cellules,
    fiches: Cellules,
    structure: Cellules,
    mobilisations: Cellules,
    demandes: z.array(z.int()),
  }),
  services: z.array(
    z.object({
      id: z.string(),
      nom: z.string(),
      date_maj: z.string(),
      a_actualiser: z.boolean(),
      recherches: Somme,
      fiches: Somme,
      mobilisations: Somme,
      vues: z.int(),
      demandes: z.int(),
    }),
  ),
  /** Received in these months and the one that runs: exact, for they are theirs. */
  demandes: z.object({
    depuis: z.string(),
    recues: z.int(),
    en_attente: z.int(),
    acceptees: z.int(),
    refusees: z.int(),
    expirees: z.int(),
    retirees: z.int(),
    motifs: z.array(z.object({ motif: z.string(), n: z.int() })),
  }),
  delai: DelaiTold,
  delai_territoire: DelaiTold,
  vues: z.int(),
})
export type ChiffresDeStructure = z.infer<typeof ChiffresDeStructure>

/** Days that a month is left for desks that were without network to tell it: what comes later counts no more. */
const GRACE_DAYS = 5
/** A request expires after thirty days (shared/orientation/clocks.ts): by then all those of the month have had theirs. */
const ANSWER_MONTHS = 2
const firstOf = (mois: string): string => `${mois}-01`
const dayIn = (day: string, days: number): string => `${day.slice(0, 8)}${String(days + 1).padStart(2, '0')}`

/** ISO day from which a month is told: it never changes any more. */
export const toldOn = (mois: string): string => dayIn(addMonths(firstOf(mois), 1), GRACE_DAYS)
export const answersToldOn = (mois: string): string => dayIn(addMonths(firstOf(mois), ANSWER_MONTHS), GRACE_DAYS)
export const monthBefore = (mois: string, n = 1): string => addMonths(firstOf(mois), -n).slice(0, 7)

/** The last month that is told. @param today ISO day */
export const lastTold = (today: string): string => {
  const before = monthBefore(today.slice(0, 7))
  return toldOn(before) <= today ? before : monthBefore(before)
}
/** The last `n` months that are told, oldest first. */
export const toldMonths = (today: string, n: number): readonly string[] => {
  const last = lastTold(today)
  return Array.from({ length: n }, (_, at) => monthBefore(last, n - 1 - at))
}
export const nextTold = (today: string): { readonly mois: string; readonly le: string } => {
  const mois = monthBefore(lastTold(today), -1)
  return { mois, le: toldOn(mois) }
}

/** Of a table whose total is told, a key that is not there is zero. */
const cellOf = (total: Cellule, cells: Readonly<Record<string, Cellule>>, key: string): Cellule =>
  total === null ? null : key in cells ? (cells[key] ?? null) : 0

/** What a month says of a measure in a place. @param departement a code, or `FRANCE` */
export const toldOf = (mois: ChiffresMois, serie: Serie, departement: string): Cellule => {
  const table = serie === 'postes' ? mois.postes : mois.mesures[serie]
  return departement === FRANCE ? table.total : cellOf(table.total, table.departements, departement)
}
/** What a month says of a category. */
export const toldOfCategory = (mois: ChiffresMois, mesure: Mesure, departement: string, category: string): Cellule => {
  const table = mois.mesures[mesure]
  if (departement === FRANCE) return cellOf(table.total, table.thematiques, category)
  return cellOf(toldOf(mois, mesure, departement), table.croises[departement] ?? {}, category)
}
export const suitesOf = (mois: ReponsesMois, departement: string, suite: Suite): Cellule => {
  const cells = departement === FRANCE ? mois.total : departement in mois.departements ? mois.departements[departement] : {}
  return cells === null || cells === undefined ? null : suite in cells ? (cells[suite] ?? null) : 0
}

export const sumOf = (cells: readonly Cellule[]): Somme => ({
  n: cells.reduce((sum: number, n) => sum + (n ?? 0), 0),
  mois_tus: cells.filter((n) => n === null).length,
})

/** Days under which a sheet is of a class: those of the search (main/catalogue/classes.ts). */
const CLASSES = [
  ['moins-de-6-mois', 183],
  ['de-6-a-12-mois', 365],
  ['de-1-a-2-ans', 730],
] as const
/** @param today ISO day */
export const fraicheurOf = (dateMaj: string, today: string): (typeof FRAICHEURS)[number] => {
  if (dateMaj === UNKNOWN_DATE) return 'inconnue'
  const age = daysBetween(dateMaj, today)
  return CLASSES.find(([, days]) => age < days)?.[0] ?? 'plus-de-2-ans'
}

/** Weights of the fields a word may be found in, 0–1. */
export type FieldWeights = { readonly nom: number; readonly besoins: number; readonly structure: number; readonly texte: number }

/**
 * Every weight of the pertinence, in one table. Each signal is 0–1, so a weight is the most a signal can bring.
 * Measured with `npm run relevance`: change nothing here without its figure.
 */
export const WEIGHTS = {
  fields: { nom: 1, besoins: 0.65, structure: 0.3, texte: 0.35 } satisfies FieldWeights,
  text: 1.4,
  need: 0.5,
  /** All the words of the query are there. */
  complete: 0.5,
  distance: 0.35,
  freshness: 0.06,
  completeness: 0.05,
} as const

/** How surely a service answers a need, 0–1. */
export const NEED = {
  /** It declares the thématique. */
  declared: 0.7,
  /** Its name says it: both together are worth nearly 1. */
  named: 0.8,
  /** Of a thématique that the words may also mean, for each rank below the closest. */
  also: 0.5,
  /** Of a category alone, a public, a mode. */
  secondary: 0.4,
  /** What is left of a declared thématique among very many: who does everything answers a precise need less surely. */
  diluted: 0.1,
} as const

/** What a word that a service may do without weighs beside the others. */
export const OPTIONAL_WEIGHT = 0.3

/** Below this many services with every word, words become optional. */
export const FEW = 3
/** When words are optional, share of the query's weight a service must still cover. */
export const MIN_COVERAGE = 0.4

/** Kilometres at which nearness is worth half. */
const HALF_DISTANCE_KM = 12
/** What a service at a distance is worth beside one on the spot: as one about 20 km away. */
const REMOTE_NEARNESS = 0.38

/** 0–1. `km` is NaN for a remote service. */
export const nearness = (km: number): number => (Number.isNaN(km) ? REMOTE_NEARNESS : 1 / (1 + km / HALF_DISTANCE_KM))

/** 1 until six months, then down to 0 at two years (the shape of data-inclusion.md §3.1, date_maj_recente). */
export const freshness = (ageDays: number): number => (ageDays <= 180 ? 1 : Math.max(0, (730 - ageDays) / 550))

export type Signals = {
  readonly text: number
  readonly need: number
  readonly complete: boolean
  /** Null when no place was asked. */
  readonly nearness: number | null
  readonly freshness: number
  /** 0–1. */
  readonly completeness: number
}

/** Pure and finite, whatever the signals. */
export const pertinence = (signals: Signals): number =>
  WEIGHTS.text * signals.text +
  WEIGHTS.need * signals.need +
  (signals.complete ? WEIGHTS.complete : 0) +
  (signals.nearness === null ? 0 : WEIGHTS.distance * signals.nearness) +
  WEIGHTS.freshness * signals.freshness +
  WEIGHTS.completeness * signals.completeness

/** The most pertinence can be: a tie-break made of it must stay below one step of the main key. */
export const MAX_PERTINENCE =
  WEIGHTS.text + WEIGHTS.need + WEIGHTS.complete + WEIGHTS.distance + WEIGHTS.freshness + WEIGHTS.completeness

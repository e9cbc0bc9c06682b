import { z } from 'zod'
import { ModerationStatus } from '../catalogue/record.ts'
import { Cible } from './target.ts'

/**
 * The one queue of whoever moderates. An item is a sheet (structure or service) with every reason to look at it, or a pair that may
 * be one thing twice. What matters most comes first, and says why.
 */

export const MOTIFS = [
  /** Requests wait for somebody to have looked at the structure that sends them (dora-backend.md §6.2). */
  'demandes-retenues',
  /** Among these, some look odd (§3.7). */
  'demandes-suspectes',
  /** Somebody joined a structure that nobody kept, and keeps it now. */
  'premier-administrateur',
  /** The structure was never validated, or is to be again. */
  'structure-a-valider',
  /** A letter to the address of the sheet came back. */
  'adresse-refusee',
  /** A counsellor said that something is wrong, and nobody of the structure has answered. */
  'suggestion',
  'service-publie',
  'service-modifie',
  /** May be the same as another sheet. */
  'doublon',
] as const
export type Motif = (typeof MOTIFS)[number]

export const MOTIF_TEXT: Readonly<Record<Motif, string>> = {
  'demandes-retenues': 'Demandes retenues',
  'demandes-suspectes': 'Demandes à regarder de près',
  'premier-administrateur': 'Premier administrateur',
  'structure-a-valider': 'Structure à valider',
  'adresse-refusee': 'Adresse qui ne reçoit plus',
  suggestion: 'Suggestion sans réponse',
  'service-publie': 'Service publié',
  'service-modifie': 'Service modifié',
  doublon: 'Doublon possible',
}

const Raison = z.object({
  motif: z.enum(MOTIFS),
  /** Instant. */
  depuis: z.string(),
  /** How many: requests held, suggestions… */
  nombre: z.int().min(1),
})
export type Raison = z.infer<typeof Raison>

/** Who has taken an item: « prendre » holds it a while, « confier » until it is done. */
export const Prise = z.object({ user_id: z.string(), nom: z.string(), jusqu_au: z.string().nullable() })
export type Prise = z.infer<typeof Prise>
/** An item that somebody opened to treat is theirs for so long. */
export const PRISE_MS = 15 * 60_000

export const isTaken = (prise: Prise | null, now: number): prise is Prise =>
  prise !== null && (prise.jusqu_au === null || Date.parse(prise.jusqu_au) > now)

export const QueueItem = z.object({
  /** `structure/<id>`, `service/<id>`, `doublon/<id>`. */
  id: z.string(),
  cible: Cible,
  /** For a pair: the other one. */
  autre: Cible.nullable(),
  nom: z.string(),
  /** For a pair: name of the other one. */
  autre_nom: z.string().nullable(),
  /** Structure of a service. */
  structure_nom: z.string().nullable(),
  commune: z.string().nullable(),
  departement: z.string().nullable(),
  statut: ModerationStatus.nullable(),
  raisons: z.array(Raison).min(1),
  /** Of the oldest reason. */
  depuis: z.string(),
  /** Views of the last 90 days. */
  vues: z.int().min(0),
  priorite: z.number(),
  prise: Prise.nullable(),
})
export type QueueItem = z.infer<typeof QueueItem>

/** People wait behind the first ones; the last ones are upkeep. */
const WEIGHT: Readonly<Record<Motif, number>> = {
  'demandes-retenues': 100,
  'demandes-suspectes': 30,
  'premier-administrateur': 60,
  'structure-a-valider': 50,
  'adresse-refusee': 45,
  suggestion: 40,
  'service-publie': 30,
  'service-modifie': 20,
  doublon: 15,
}
const DAY_MS = 24 * 3600_000
/** Beyond, age says nothing more. */
const OLDEST_DAYS = 30

/**
 * What matters most first: the weightiest reason, a tenth of the others, one point a day (five when somebody’s request waits), and
 * how much the sheet is looked at. @param now milliseconds since 1970
 */
export const priorityOf = (raisons: readonly Raison[], vues: number, now: number): number => {
  const weights = raisons.map(
    ({ motif, nombre }) => WEIGHT[motif] * (motif === 'demandes-retenues' ? 1 + Math.log2(nombre) / 4 : 1),
  )
  const first = Math.max(...weights)
  const others = weights.reduce((sum, one) => sum + one, 0) - first
  const days = Math.min(OLDEST_DAYS, Math.max(0, ...raisons.map(({ depuis }) => Math.floor((now - Date.parse(depuis)) / DAY_MS))))
  const waits = raisons.some(({ motif }) => motif === 'demandes-retenues')
  return first + others / 10 + days * (waits ? 5 : 1) + 3 * Math.log2(1 + vues)
}

/** `GET /moderation/v1/queue`: what this person may act upon, the most pressing first; at most 500, and how many there are. */
export const Queue = z.object({ items: z.array(QueueItem), total: z.int(), moi: z.string() })
export type Queue = z.infer<typeof Queue>
export const QUEUE_MAX = 500

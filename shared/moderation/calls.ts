import { z } from 'zod'
import { Cible } from './target.ts'

/** The ten calls of the day: sheets whose facts are the likeliest to be wrong and matter the most (peers.md §5, row 5). */

/** What is known of a group of fields of a sheet. Days count since it was last edited or said to be right. */
export const CallReason = z.object({
  groupe: z.string(),
  label: z.string(),
  /** Days since anybody vouched for it; null when nobody ever did: the age of the sheet counts. */
  jours: z.int().min(0),
  jamais: z.boolean(),
})
export type CallReason = z.infer<typeof CallReason>

export const Call = z.object({
  cible: Cible,
  nom: z.string(),
  structure_id: z.string().nullable(),
  structure_nom: z.string().nullable(),
  commune: z.string().nullable(),
  departement: z.string().nullable(),
  telephone: z.string().nullable(),
  courriel: z.string().nullable(),
  horaires: z.string().nullable(),
  score: z.number(),
  /** Likeliest to be wrong first. */
  raisons: z.array(CallReason),
  /** Of the last 90 days. */
  vues: z.int(),
  demandes: z.int(),
  /** People of the zone that it serves, as far as is known. */
  portee: z.int(),
  prise: z.object({ nom: z.string() }).nullable(),
})
export type Call = z.infer<typeof Call>

/** `GET /moderation/v1/calls?n=10`. */
export const Calls = z.object({ appels: z.array(Call), total: z.int() })
export type Calls = z.infer<typeof Calls>

export const RESULTATS_APPEL = ['verifie', 'injoignable', 'a-rappeler', 'ferme'] as const
/** What was learnt by a call: groups that are right; fields that were not are edited in the sheet. */
export const CallNote = z.object({
  resultat: z.enum(RESULTATS_APPEL),
  /** Codes of groups (shared/listing/groups.ts) that the person confirmed. */
  groupes: z.array(z.string().max(40)).max(20),
  note: z.string().trim().max(2_000),
})
export type CallNote = z.infer<typeof CallNote>

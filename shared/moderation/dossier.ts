import { z } from 'zod'
import { Etat } from '../accounts/compte.ts'
import { ModerationStatus } from '../catalogue/record.ts'
import { json } from '../json.ts'
import { HistoryEntry } from '../listing/wire.ts'
import { Suggestion } from '../listing/suggestion.ts'
import { Held } from '../orientation/wire.ts'
import { Prise, QueueItem } from './queue.ts'
import { Cible } from './target.ts'

/** What moderation keeps of a sheet, beside the sheet: who looks at it, notes, decisions, what it was when it was validated. */

const instant = z.string()

export const GESTES_MODERATION = [
  'statuer',
  'noter',
  'prendre',
  'laisser',
  'confier',
  'rendre-obsolete',
  'reactiver',
  'approuver-demandes',
  'rejeter-demandes',
  'ecrire',
  'adresse-vue',
] as const
export type GesteModeration = (typeof GESTES_MODERATION)[number]

/** Versions that a moderator saw: what they decide is about these. */
export const Vu = z.object({ fiche: z.int().min(0), dossier: z.int().min(0) })
export type Vu = z.infer<typeof Vu>

/** An act that stays in the log of the sheet. */
export const Decision = z.object({
  /** Of the act: sent twice, it is done once. */
  id: z.string(),
  le: instant,
  user_id: z.string(),
  /** As they were named then. */
  nom: z.string(),
  geste: z.enum(GESTES_MODERATION),
  avant: ModerationStatus.nullable(),
  apres: ModerationStatus.nullable(),
  /** Note, reason of a rejection, subject of a letter. */
  texte: z.string(),
  /** Versions that it made: whoever saw earlier ones decided without knowing of it. */
  vu: Vu.optional(),
  /** Requests released or closed by it. */
  demandes: z.int().optional(),
})
export type Decision = z.infer<typeof Decision>

/** Row of kind `dossier`, id `<kind>/<id>` of its sheet: sealed, in no feed. */
export const Dossier = z.object({
  cible: Cible,
  prise: Prise.nullable(),
  /** The latest last; notes among them. */
  decisions: z.array(Decision).max(500),
  /** The sheet, flat, as it was when it was last validated; null when it never was here. */
  valide: z.object({ le: instant, user_id: z.string(), doc: z.record(z.string(), json) }).nullable(),
  /** Last time that somebody was invited or promoted as its administrator by the team or the territory. */
  invite_le: instant.nullable(),
  /** Addresses of the sheet whose letters came back, and that nobody has looked at since. */
  adresses: z.array(z.object({ courriel: z.string(), le: instant })),
})
export type Dossier = z.infer<typeof Dossier>

export const emptyDossier = (cible: Cible): Dossier => ({
  cible,
  prise: null,
  decisions: [],
  valide: null,
  invite_le: null,
  adresses: [],
})

/** Person tied to a structure, as whoever moderates it sees them. */
export const DossierPerson = z.object({
  user_id: z.string(),
  nom: z.string(),
  courriel: z.string(),
  admin: z.boolean(),
  etat: Etat,
  actif: z.boolean(),
  depuis: instant,
})
export type DossierPerson = z.infer<typeof DossierPerson>

/** A service of the structure, or another of the same structure. */
const Sibling = z.object({
  id: z.string(),
  nom: z.string(),
  statut: z.string(),
  date_maj: z.string(),
  a_actualiser: z.boolean(),
  moderation: ModerationStatus.nullable(),
  vues: z.int(),
})

/** `GET /moderation/v1/dossiers/:kind/:id`: everything about a sheet on one screen. */
export const DossierView = z.object({
  cible: Cible,
  vu: Vu,
  /** The sheet, deep, whole. */
  fiche: z.record(z.string(), json),
  /** Its structure, deep; null for a structure, or a service without one. */
  structure: z.record(z.string(), json).nullable(),
  item: QueueItem.nullable(),
  dossier: Dossier.omit({ valide: true, cible: true }),
  /** Fields that differ from what was validated; null when it never was. `avant` and `apres` are null for no value. */
  differences: z
    .object({ depuis: instant, champs: z.array(z.object({ champ: z.string(), avant: json, apres: json })) })
    .nullable(),
  personnes: z.array(DossierPerson),
  services: z.array(Sibling),
  antennes: z.array(z.object({ id: z.string(), nom: z.string() })),
  modeles: z.array(z.object({ id: z.string(), nom: z.string() })),
  suggestions: z.array(Suggestion),
  /** Requests held until somebody has looked; null when none is. */
  retenues: Held.nullable(),
  /** Requests: numbers alone. */
  demandes: z.object({ envoyees: z.int(), recues: z.int(), sans_reponse: z.int() }),
  historique: z.array(HistoryEntry),
  /** What this person may do. */
  droits: z.object({
    moderer: z.boolean(),
    modifier: z.boolean(),
    inviter: z.boolean(),
    rejeter: z.boolean(),
    voir_membres: z.boolean(),
  }),
  vues: z.int(),
})
export type DossierView = z.infer<typeof DossierView>

import { z } from 'zod'
import { json } from '../json.ts'
import { Contact } from '../accounts/wire.ts'
import { Suggestion } from './suggestion.ts'

/** `/listing/v1`: what the server alone knows of listings, and what is not a change of a row. Rows change by `/sync/v1/push`. */

const id = z.string().min(1).max(200)
const doc = z.record(z.string(), json)
const row = z.object({ id, ver: z.number().int(), doc })

/** `GET structures/:id`: for those who may write its services. What desks of members have already, for others; and what no desk has. */
export const StructureRows = z.object({
  /** Services that are not published, and models: those of the parent structure too. */
  services: z.array(row),
  modeles: z.array(row),
  /** Contacts kept for professionals, by service. */
  contacts: z.record(z.string(), Contact),
  /** Views of the last thirty days, the public page's and the desks': null for what was never seen. */
  vues: z.object({ structure: z.number().int(), services: z.record(z.string(), z.number().int()) }),
  suggestions: z.array(Suggestion),
  /** Address of its public page, whole. */
  page: z.string(),
})
export type StructureRows = z.infer<typeof StructureRows>

/** One thing done to a listing, newest first. `par` is null when the account is no more, or for the server itself. */
export const HistoryEntry = z.object({
  id: z.string(),
  le: z.iso.datetime(),
  par: z.string().nullable(),
  /** Through what: the desk, a link in an e-mail, an import, a model, a suggestion accepted. */
  moyen: z.enum(['poste', 'lien', 'import', 'modele', 'suggestion', 'serveur']),
  acte: z.enum(['creation', 'modification', 'statut', 'verification', 'disponibilite']),
  /** `avant` and `apres` are null for no value. */
  champs: z.array(z.object({ champ: z.string(), avant: json, apres: json })),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>
export const History = z.object({ entrees: z.array(HistoryEntry), suite: z.string().nullable() })
export type History = z.infer<typeof History>

/** `POST presence`: « I am editing this »; good for PRESENCE_MS. `actif` false: no longer. */
export const PresenceAsk = z.object({ kind: z.enum(['service', 'structure', 'modele']), id, actif: z.boolean() })
export const Presences = z.object({ autres: z.array(z.object({ nom: z.string(), depuis: z.iso.datetime() })) })
export type Presences = z.infer<typeof Presences>
export const PRESENCE_MS = 30_000
/** A desk says it again this often. */
export const PRESENCE_EVERY_MS = 10_000

/** `POST views`: sheets opened on a desk since it last said so. Nothing of who opened them. */
export const Views = z.object({
  vues: z.array(z.object({ kind: z.enum(['service', 'structure']), id, n: z.number().int().min(1).max(100) })).max(500),
})

/** `POST structures/:id/files`: a document to fill in, base64; the answer is its public address. */
export const FileUpload = z.object({ nom: z.string().min(1).max(64), base64: z.string().max(8_500_000) })
export const FileUploaded = z.object({ nom: z.string(), url: z.string() })

/** `POST structures/:id/branches`. */
export const BranchCreation = z.object({
  nom: z.string().trim().min(1).max(255),
  siret: z
    .string()
    .regex(/^\d{14}$/)
    .nullable(),
  adresse: z.string().max(255),
  complement_adresse: z.string().max(255).nullable(),
  code_postal: z.string().regex(/^\d{5}$/),
  commune: z.string().min(1).max(255),
  code_insee: z.string().regex(/^\d[\dAB]\d{3}$/),
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
})
export type BranchCreation = z.infer<typeof BranchCreation>
export const BranchCreated = z.object({ id })

import { z } from 'zod'
import { MAX_ATTACHMENT_BYTES, MAX_NAME_LENGTH } from './attachments.ts'
import { Personne } from './model.ts'

/** What crosses between desk and server beside the exchanges: files, what moderation holds, tokens of Les Emplois. */

/** `PUT /orientations/v1/pieces/:id?from=N`, `application/octet-stream`: at most that much at a time. */
export const PIECE_PART_BYTES = 512 * 1024

/** `POST /orientations/v1/pieces`: announces a file; said again for the same one, it answers where it stands. */
export const PieceAnnounced = z.object({
  id: z.uuid(),
  nom: z.string().min(1).max(MAX_NAME_LENGTH),
  taille: z.int().min(1).max(MAX_ATTACHMENT_BYTES),
})
export type PieceAnnounced = z.infer<typeof PieceAnnounced>

/** Answer of the announcement, of `GET /orientations/v1/pieces/:id` and of each part. `recu`: bytes kept; go on from there. */
export const PieceState = z.object({ id: z.uuid(), taille: z.int(), recu: z.int(), complete: z.boolean() })
export type PieceState = z.infer<typeof PieceState>

/** Requests held of a structure, in its dossier (shared/moderation/dossier.ts). Tells nothing of the persons. */
export const Held = z.object({
  structure: z.object({ id: z.string(), nom: z.string(), departement: z.string().nullable() }),
  depuis: z.string(),
  orientations: z.array(
    z.object({
      id: z.uuid(),
      cree_le: z.string(),
      prescripteur: z.string(),
      courriel: z.string(),
      service: z.string(),
      signaux: z.array(z.string()),
    }),
  ),
})
export type Held = z.infer<typeof Held>

/** `POST /orientations/v1/emplois`: what a token tells, to fill a draft with. Refused with `jeton-emplois`. */
export const EmploisAsked = z.object({ jeton: z.string().min(1).max(4_000) })
export const EmploisPrefill = Personne.pick({
  nom: true,
  prenom: true,
  courriel: true,
  telephone: true,
  numero_france_travail: true,
}).extend({
  structure_siret: z.string().nullable(),
})
export type EmploisPrefill = z.infer<typeof EmploisPrefill>

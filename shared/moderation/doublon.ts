import { z } from 'zod'
import { json } from '../json.ts'

/**
 * Sheets that may be one thing told twice, and what was decided of it. A merge keeps one sheet, made of the fields of all of them,
 * each with where it comes from; the documents of each source are kept, and go on being heard, so that a merge is undone whole
 * whenever, whatever came in since.
 */

export const DoublonKind = z.enum(['structure', 'service'])
export type DoublonKind = z.infer<typeof DoublonKind>

/** Why two sheets look like one; `poids` is its part of the score, negative for what speaks against. */
export const Indice = z.object({
  code: z.enum([
    'siret',
    'siren',
    'nom',
    'adresse',
    'commune',
    'distance',
    'telephone',
    'courriel',
    'site',
    'structure',
    'thematiques',
    'description',
    'source',
  ]),
  poids: z.number(),
  /** In words: « même SIRET », « à 30 m », « noms proches à 92 % ». */
  texte: z.string(),
})
export type Indice = z.infer<typeof Indice>

/** Row of kind `doublon`; its identifier follows from the pair (`doublonId`). Sealed, in no feed. */
export const Doublon = z.object({
  id: z.string(),
  kind: DoublonKind,
  /** Identifiers, the smaller first. */
  paire: z.tuple([z.string(), z.string()]),
  /** 0 to 1. */
  score: z.number().min(0).max(1),
  indices: z.array(Indice),
  etat: z.enum(['propose', 'distinct', 'fusionne']),
  trouve_le: z.string(),
  /** Who said that they are two things, or one. */
  decision: z.object({ user_id: z.string(), nom: z.string(), le: z.string() }).nullable(),
})
export type Doublon = z.infer<typeof Doublon>

const Doc = z.record(z.string(), json)

/** Row of kind `fusion`, identified by the sheet that is kept. Sealed, in no feed. */
export const Fusion = z.object({
  kind: DoublonKind,
  garde: z.string(),
  /** Identifier → its document, deep, as its source last said it; that of the kept one included. */
  membres: z.record(z.string(), Doc),
  /** Flat field → identifier of the member whose value is taken; the kept one’s when not said. */
  choix: z.record(z.string(), z.string()),
  /** For structures: service → the structure it was of. */
  services: z.record(z.string(), z.string()),
  par: z.object({ user_id: z.string(), nom: z.string() }),
  le: z.string(),
})
export type Fusion = z.infer<typeof Fusion>

/** A pair side by side, field by field. */
export const DoublonView = z.object({
  doublon: Doublon,
  cotes: z.array(
    z.object({
      id: z.string(),
      source: z.string(),
      date_maj: z.string(),
      nom: z.string(),
      /** Members, for structures: with any, it can only be the one that is kept. */
      personnes: z.int(),
      services: z.int(),
      vues: z.int(),
    }),
  ),
  /** Fields that either has, in the order of the editor. `propose`: whose value is the better one, by the rules. */
  champs: z.array(
    z.object({
      champ: z.string(),
      label: z.string(),
      valeurs: z.array(z.object({ id: z.string(), valeur: json })),
      differe: z.boolean(),
      propose: z.string(),
    }),
  ),
  /** The one to keep, by the rules; and why the others cannot be. */
  garder: z.string(),
  refus: z.record(z.string(), z.string()),
})
export type DoublonView = z.infer<typeof DoublonView>

/** `GET /moderation/v1/doublons`. */
export const Doublons = z.object({
  doublons: z.array(
    Doublon.extend({ noms: z.tuple([z.string(), z.string()]), communes: z.array(z.string()), priorite: z.number() }),
  ),
  total: z.int(),
  /** Merges made, the latest first: each may be undone. */
  fusions: z.array(
    z.object({
      garde: z.string(),
      kind: DoublonKind,
      nom: z.string(),
      ecartes: z.array(z.string()),
      le: z.string(),
      par: z.string(),
    }),
  ),
})
export type Doublons = z.infer<typeof Doublons>

/** `POST /moderation/v1/doublons/:id`. */
export const DoublonActe = z.discriminatedUnion('geste', [
  z.object({ geste: z.literal('distinct') }),
  z.object({ geste: z.literal('fusionner'), garde: z.string(), choix: z.record(z.string().max(80), z.string().max(200)) }),
])
export type DoublonActe = z.infer<typeof DoublonActe>

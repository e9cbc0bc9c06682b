import { z } from 'zod'
import { ModerationStatus } from '../catalogue/record.ts'
import { Vu } from './dossier.ts'
import { ETATS_STRUCTURE } from './structure-state.ts'

/** The board of a territory: a line for each structure that somebody moderates, kept whole in memory by the desk. */

export const BoardLine = z.object({
  id: z.string(),
  nom: z.string(),
  siret: z.string().nullable(),
  source: z.string(),
  typologie: z.string().nullable(),
  departement: z.string().nullable(),
  commune: z.string().nullable(),
  code_postal: z.string().nullable(),
  /** [longitude, latitude] */
  point: z.tuple([z.number(), z.number()]).nullable(),
  telephone: z.string().nullable(),
  courriel: z.string().nullable(),
  resume: z.string(),
  etat: z.enum(ETATS_STRUCTURE),
  moderation: ModerationStatus.nullable(),
  labels: z.array(z.string()),
  /** Of its published services. */
  thematiques: z.array(z.string()),
  publies: z.int(),
  brouillons: z.int(),
  /** Not archived. */
  actifs: z.int(),
  a_actualiser: z.int(),
  membres: z.int(),
  administrateurs: z.int(),
  date_maj: z.string(),
  vues: z.int(),
  /** What this line tells the state of: acts made from it are about these. */
  vu: Vu,
})
export type BoardLine = z.infer<typeof BoardLine>

/**
 * `GET /moderation/v1/board`. `version` is also its ETag: « nothing has changed » costs nothing. One line of text for each structure, so
 * that 27 MB are read a little at a time (main/moderation/board-text.ts).
 */
export const Board = z.object({ version: z.string(), lignes: z.array(BoardLine) })
export type Board = z.infer<typeof Board>

/** `POST /moderation/v1/people`: what an export says of people, by structure; addresses. At most 2,000 structures at a time. */
export const PeopleAsked = z.object({ ids: z.array(z.string().min(1).max(200)).max(2_000) })
export const BoardPeople = z.object({
  id: z.string(),
  administrateurs: z.array(z.string()),
  editeurs: z.array(z.string()),
  /** Invited as administrators while there is none. */
  administrateurs_a_relancer: z.array(z.string()),
  /** Administrators of a structure that is not validated. */
  administrateurs_a_moderer: z.array(z.string()),
  invites: z.int(),
  demandes: z.int(),
  invitation_envoyee: z.boolean(),
})
export type BoardPeople = z.infer<typeof BoardPeople>
export const People = z.object({ personnes: z.array(BoardPeople) })

export const TRIS = ['nom', 'etat', 'publies', 'actifs', 'a-actualiser', 'vues', 'date-maj', 'commune'] as const
/** How the board is narrowed and sorted. Empty lists narrow nothing. */
export const BoardQuery = z.object({
  /** Words of the name or the commune, or a SIRET; accents and case do not count. */
  texte: z.string().max(200),
  etats: z.array(z.enum(ETATS_STRUCTURE)),
  departements: z.array(z.string().max(3)).max(110),
  typologies: z.array(z.string().max(40)).max(100),
  thematiques: z.array(z.string().max(80)).max(200),
  labels: z.array(z.string().max(80)).max(200),
  sources: z.array(z.string().max(80)).max(50),
  tri: z.enum(TRIS),
  decroissant: z.boolean(),
})
export type BoardQuery = z.infer<typeof BoardQuery>
export const ALL_STRUCTURES: BoardQuery = {
  texte: '',
  etats: [],
  departements: [],
  typologies: [],
  thematiques: [],
  labels: [],
  sources: [],
  tri: 'nom',
  decroissant: false,
}

/** A slice of the board: counts are of everything that the other filters keep. */
export const BoardPage = z.object({
  total: z.int(),
  de: z.int(),
  lignes: z.array(BoardLine),
  /** By state, all filters but the state applied. */
  par_etat: z.record(z.string(), z.int()),
  facettes: z.object({
    departements: z.record(z.string(), z.int()),
    typologies: z.record(z.string(), z.int()),
    thematiques: z.record(z.string(), z.int()),
    labels: z.record(z.string(), z.int()),
    sources: z.record(z.string(), z.int()),
  }),
  /** Instant of the last answer of the server. */
  connu_le: z.string(),
})
export type BoardPage = z.infer<typeof BoardPage>
/** Lines given at a time. */
export const BOARD_PAGE = 200

import { z } from 'zod'
import { Acte, ActeEnAttente } from '../moderation/acts.ts'
import { BoardPage, BoardQuery } from '../moderation/board.ts'
import { Calls } from '../moderation/calls.ts'
import { DossierView, Vu } from '../moderation/dossier.ts'
import { DoublonActe, DoublonKind, Doublons, DoublonView } from '../moderation/doublon.ts'
import { Queue } from '../moderation/queue.ts'
import { ETATS_STRUCTURE } from '../moderation/structure-state.ts'
import { Cible } from '../moderation/target.ts'
import { procedure } from '../rpc.ts'

/**
 * The panel of those who keep the reference true. The server alone knows it: these fail with `compte-hors-ligne` without network, but
 * for acts, which are kept here and sent when they can be.
 */

export const moderationContract = {
  procedures: {
    'moderation.queue': procedure(z.void(), Queue),
    'moderation.dossier': procedure(Cible, DossierView),
    /** Keeps an act; those that may be taken back leave ten seconds later. `nom`: of the sheet, to speak of it. */
    'moderation.act': procedure(
      z.object({ cible: Cible, nom: z.string(), acte: Acte, vu: Vu.nullable() }),
      z.object({ id: z.uuid(), part_le: z.number() }),
    ),
    /** Takes back an act that has not left; false when it has. */
    'moderation.undo': procedure(z.object({ id: z.uuid() }), z.boolean()),
    /** Acts that wait, and those that were refused. */
    'moderation.pending': procedure(z.void(), z.array(ActeEnAttente)),
    /** Forgets one that was refused. */
    'moderation.forget': procedure(z.object({ id: z.uuid() }), z.void()),
    /** People to whom a sheet may be entrusted. */
    'moderation.moderators': procedure(Cible, z.array(z.object({ user_id: z.string(), nom: z.string() }))),
    /** A slice of the board; the whole is kept by the desk and read again from the server when `fresh`. */
    'moderation.board': procedure(z.object({ query: BoardQuery, de: z.int().min(0), fresh: z.boolean() }), BoardPage),
    /** What the map of the board draws: everything that the filters keep and that has a place. */
    'moderation.boardMap': procedure(
      z.object({ query: BoardQuery }),
      z.object({
        points: z.array(
          z.object({
            id: z.string(),
            nom: z.string(),
            etat: z.enum(ETATS_STRUCTURE),
            /** In the board of the same query. */
            rang: z.int().min(0),
            point: z.tuple([z.number(), z.number()]),
          }),
        ),
        sans_lieu: z.int(),
      }),
    ),
    /** A file of what is filtered, people included: the screen warns before. */
    'moderation.boardExport': procedure(
      z.object({ query: BoardQuery, format: z.enum(['csv', 'xlsx']) }),
      z.object({ nom: z.string(), type: z.string(), base64: z.string() }),
    ),
    'moderation.calls': procedure(z.object({ n: z.int().min(1).max(200) }), Calls),
    'moderation.doublons': procedure(z.void(), Doublons),
    'moderation.doublon': procedure(z.object({ id: z.string().max(200) }), DoublonView),
    /** Has the server compare every sheet now: the team alone. Answers at once; pairs come as they are found. */
    'moderation.lookForDoublons': procedure(z.void(), z.void()),
    'moderation.decideDoublon': procedure(z.object({ id: z.string().max(200), acte: DoublonActe }), z.void()),
    'moderation.unmerge': procedure(z.object({ kind: DoublonKind, garde: z.string().max(200) }), z.void()),
  },
  events: {
    /** Something of the panel has changed: acts that left or were refused, rows of the server. */
    'moderation.changed': z.void(),
  },
} as const

import { z } from 'zod'
import { DraftContent, DraftSummary, DraftView } from '../orientation/draft.ts'
import { procedure } from '../rpc.ts'
import { Card } from '../search/result.ts'

export const Favourite = z.object({
  kind: z.enum(['service', 'structure']),
  id: z.string(),
  /** Name at the time it was kept, so that it can still be told when it has left the catalogue. */
  nom: z.string(),
  note: z.string(),
  listes: z.array(z.string()),
  cree_le: z.string(),
  /** Null when the service has left the catalogue, or for a structure. */
  card: Card.nullable(),
  disponible: z.boolean(),
  /** False when its note and lists are on the disk but cannot be read back: they must not be written over. */
  lisible: z.boolean(),
})
export type Favourite = z.infer<typeof Favourite>

const favouriteKey = z.object({ kind: z.enum(['service', 'structure']), id: z.string() })

export const userContract = {
  procedures: {
    'favourites.list': procedure(z.void(), z.array(Favourite)),
    /** Ids only: what the stars of a result list need. */
    'favourites.ids': procedure(z.void(), z.array(favouriteKey)),
    /** Added again before the application ends, a removed favourite comes back with its note and lists: that is the undo. */
    'favourites.add': procedure(favouriteKey.extend({ nom: z.string().max(300) }), z.void()),
    'favourites.remove': procedure(favouriteKey, z.void()),
    'favourites.update': procedure(
      favouriteKey.extend({ note: z.string().max(5000).optional(), listes: z.array(z.string().max(80)).max(30).optional() }),
      z.void(),
    ),
    /** Renames one of one's own lists everywhere; onto an existing name, the two become one. */
    'favourites.renameList': procedure(z.object({ de: z.string().max(80), vers: z.string().trim().min(1).max(80) }), z.void()),
    /** Forgets a list; the favourites themselves stay. */
    'favourites.removeList': procedure(z.object({ nom: z.string().max(80) }), z.void()),
    'drafts.list': procedure(z.void(), z.array(DraftSummary)),
    /** `plan`: the one it is made from. */
    'drafts.create': procedure(z.object({ serviceId: z.string(), plan: z.uuid().optional() }), z.object({ id: z.string() })),
    'drafts.get': procedure(z.object({ id: z.string() }), DraftView),
    /**
     * Autosave: stores whatever is there, valid or not; answers with the state recomputed.
     * `base` is the version the content was written over: when another window has saved since, nothing is stored
     * and the call fails with `brouillon-modifie-ailleurs`.
     */
    'drafts.save': procedure(
      z.object({ id: z.string(), content: DraftContent, base: z.number().int().optional() }),
      DraftSummary,
    ),
    'drafts.remove': procedure(z.object({ id: z.string() }), z.void()),
    /** Undo of `drafts.remove`, for as long as the application runs. */
    'drafts.restore': procedure(z.object({ id: z.string() }), z.void()),
    /** Attachments come in parts of at most 512 KiB (base64), because only JSON crosses. */
    'drafts.attachBegin': procedure(
      z.object({ draftId: z.string(), nom: z.string().max(255), taille: z.number().int().min(1), pour: z.string().max(480) }),
      z.object({ uploadId: z.string() }),
    ),
    'drafts.attachPart': procedure(
      z.object({ uploadId: z.string(), base64: z.string().max(700_000) }),
      z.object({ recu: z.number().int() }),
    ),
    'drafts.attachEnd': procedure(z.object({ uploadId: z.string() }), z.object({ attachmentId: z.string() })),
    'drafts.detach': procedure(z.object({ draftId: z.string(), attachmentId: z.string() }), z.void()),
  },
  events: {
    'favourites.changed': z.object({}),
    'drafts.changed': z.object({ id: z.string() }),
  },
} as const

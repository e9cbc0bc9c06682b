import { z } from 'zod'
import { ModerationStatus } from '../catalogue/record.ts'
import { Vu } from './dossier.ts'
import { Cible } from './target.ts'

/** What a moderator does of a sheet. */

const texte = (max: number) => z.string().trim().min(1).max(max)

/** One act; `id` is made by the desk: sent again, it is done once. */
export const Acte = z.intersection(
  z.object({ id: z.uuid() }),
  z.discriminatedUnion('geste', [
    z.object({ geste: z.literal('statuer'), statut: ModerationStatus, note: z.string().trim().max(2_000) }),
    z.object({ geste: z.literal('noter'), note: texte(2_000) }),
    /** Theirs for a quarter of an hour. `quand_meme`: also when somebody else has it. */
    z.object({ geste: z.literal('prendre'), quand_meme: z.boolean() }),
    z.object({ geste: z.literal('laisser') }),
    /** To somebody who may moderate it, until it is done. */
    z.object({ geste: z.literal('confier'), a: z.string().min(1).max(200) }),
    z.object({ geste: z.literal('rendre-obsolete'), note: z.string().trim().max(2_000) }),
    z.object({ geste: z.literal('reactiver'), note: z.string().trim().max(2_000) }),
    /** Validates the structure, and sends what was held. */
    z.object({ geste: z.literal('approuver-demandes') }),
    /** Closes what was held, and the accounts: the team alone. */
    z.object({ geste: z.literal('rejeter-demandes'), motif: texte(1_000) }),
    /** A letter to the administrators of the structure; answers go to the moderator. */
    z.object({ geste: z.literal('ecrire'), objet: texte(140), message: texte(5_000) }),
    /** The address that came back was looked at. */
    z.object({ geste: z.literal('adresse-vue'), courriel: z.string().min(3).max(254) }),
  ]),
)
export type Acte = z.infer<typeof Acte>

/** `POST /moderation/v1/dossiers/:kind/:id/actes`. `vu`: what was on the screen; `null` when the act does not depend on it. */
export const ActeAsked = z.object({ acte: Acte, vu: Vu.nullable() })
export type ActeAsked = z.infer<typeof ActeAsked>

/**
 * What became of it. `deja`: somebody else did something of it meanwhile, and nothing was done; `par`, `le`, `geste` say what.
 * `demandes`: requests released or closed by it.
 */
export const ActeTold = z.discriminatedUnion('suite', [
  z.object({ suite: z.literal('fait'), vu: Vu, demandes: z.int() }),
  z.object({ suite: z.literal('deja'), par: z.string(), le: z.string(), quoi: z.string() }),
  /** Somebody has taken it. */
  z.object({ suite: z.literal('pris'), par: z.string() }),
  z.object({ suite: z.literal('sans-objet') }),
])
export type ActeTold = z.infer<typeof ActeTold>

/** Acts that may be taken back: the desk keeps them so long before it sends them. */
export const UNDO_MS = 10_000
export const UNDOABLE: ReadonlySet<Acte['geste']> = new Set([
  'statuer',
  'noter',
  'rendre-obsolete',
  'reactiver',
  'approuver-demandes',
  'rejeter-demandes',
  'ecrire',
  'adresse-vue',
])

/** An act that this desk has not sent yet, or that was refused. */
export const ActeEnAttente = z.object({
  id: z.uuid(),
  cible: Cible,
  nom: z.string(),
  acte: Acte,
  vu: Vu.nullable(),
  /** Milliseconds since 1970: it leaves then. */
  part_le: z.number(),
  /** Why it did not: somebody else was first, the server refused… in French; null while it waits. */
  refus: z.string().nullable(),
})
export type ActeEnAttente = z.infer<typeof ActeEnAttente>

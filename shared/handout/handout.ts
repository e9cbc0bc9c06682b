import { z } from 'zod'

/**
 * The sheet a person leaves with: what, where, when, who to call, papers to bring (peers.md §5 row 9). Written in easy-to-read French,
 * and beside it in their language; names and addresses are never translated.
 */

/** Beside French. Written from right to left: `ar`, `ps`, `fa`. */
export const LANGUES = ['en', 'es', 'pt', 'it', 'ro', 'sq', 'tr', 'uk', 'ru', 'ar', 'ps', 'fa'] as const
export const Langue = z.enum(LANGUES)
export type Langue = z.infer<typeof Langue>

export const FORMATS = ['a4', 'a5', 'grands-caracteres'] as const
export const Format = z.enum(FORMATS)
export type Format = z.infer<typeof Format>

/** What the sheet is made of: a plan, or services chosen elsewhere (a list of favourites, one sheet). */
export const FeuilleSource = z.union([
  z.object({ plan: z.uuid() }),
  z.object({ services: z.array(z.string().max(200)).min(1).max(36), titre: z.string().max(200).default('') }),
])
export type FeuilleSource = z.infer<typeof FeuilleSource>

export const FeuilleOptions = z.object({
  format: Format.default('a4'),
  /** Null: French alone. */
  langue: Langue.nullable().default(null),
  /** The person's first name on it: off unless asked, a paper is left on tables. */
  prenom: z.boolean().default(false),
  carte: z.boolean().default(true),
  qr: z.boolean().default(true),
  /** Name, telephone and e-mail of the counsellor at its foot. */
  contact: z.boolean().default(true),
})
export type FeuilleOptions = z.infer<typeof FeuilleOptions>

/** Head and foot of the sheet, of a structure or of a territory: kept on this desk. */
export const FeuilleModele = z.object({
  nom: z.string().max(200).default(''),
  /** PNG or JPEG, base64; null for none. */
  logo: z.string().max(1_500_000).nullable().default(null),
  /** A sentence of welcome, and one at the foot. */
  accroche: z.string().max(300).default(''),
  pied: z.string().max(300).default(''),
  /** Where the person calls back: at work, no account knows it. */
  telephone: z.string().max(40).default(''),
})
export type FeuilleModele = z.infer<typeof FeuilleModele>

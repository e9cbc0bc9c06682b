import { z } from 'zod'
import { json } from '../json.ts'

/** Kind of the row of a suggestion: a counsellor says that a field of a listing is wrong, and what it should be (dora-screens.md §3.5). */
export const SUGGESTION = 'suggestion'

export const SuggestionEtat = z.enum(['ouverte', 'acceptee', 'repondue', 'retiree'])

export const Suggestion = z.object({
  id: z.string(),
  cible: z.object({ kind: z.enum(['service', 'structure']), id: z.string(), nom: z.string() }),
  /** Whose task it is; null for a service without structure. */
  structure_id: z.string().nullable(),
  /** Field of the flat record; null for a remark on the whole. */
  champ: z.string().nullable(),
  /** What the field said when the suggestion was made, and what it should say; null for a remark without a value. */
  actuel: json,
  valeur: json,
  message: z.string().max(2_000),
  auteur: z.object({ user_id: z.string(), nom: z.string(), structure: z.string().nullable() }),
  cree_le: z.string(),
  etat: SuggestionEtat,
  /** Words of the one who answered, who that is, and when; null while it is open. */
  reponse: z.object({ texte: z.string().max(2_000), par: z.string().default(''), nom: z.string(), le: z.string() }).nullable(),
})
export type Suggestion = z.infer<typeof Suggestion>

/** Fields that a counsellor may correct by typing: those that are one text. Of the others, they write what is wrong. */
export const SUGGESTED_FIELDS = [
  'nom',
  'dora.short_desc',
  'description',
  'frais_precisions',
  'publics_precisions',
  'dora.recurrence',
  'horaires_accueil',
  'adresse',
  'complement_adresse',
  'code_postal',
  'commune',
  'telephone',
  'courriel',
  'dora.contact_name',
  'site_web',
] as const

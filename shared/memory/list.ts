import { z } from 'zod'

/**
 * What a team knows together (peers.md §5 row 10): lists of services and structures with notes and tags, read and written by every
 * member of a structure. Private lists are favourites (shared/contract/user.ts). A list and each of its lines are rows of their own:
 * two who write at once only meet on the same note.
 */
export const LISTE = 'liste'
export const LIGNE = 'liste-ligne'

export const MOST_LISTES = 100
export const MOST_LIGNES = 500

const cible = z.object({ kind: z.enum(['service', 'structure']), id: z.string().min(1).max(200) })
export type Cible = z.infer<typeof cible>

/** Loose: a field that a later desk adds is kept for its like. */
export const ListeRow = z.looseObject({
  structure_id: z.string().min(1).max(200),
  nom: z.string().trim().min(1).max(120),
  description: z.string().max(1_000),
  cree_le: z.iso.datetime(),
})
export type ListeRow = z.infer<typeof ListeRow>

export const LigneRow = z.looseObject({
  liste_id: z.uuid(),
  structure_id: z.string().min(1).max(200),
  cible,
  nom: z.string().max(400),
  /** « Passer par l’accueil le mardi ». */
  note: z.string().max(2_000),
  etiquettes: z.array(z.string().min(1).max(40)).max(10),
  /** Its place: lines are told by increasing rank. */
  rang: z.number(),
  /** Written by the server: who wrote the note last, and when. '' for nobody, or who has left. */
  par: z.string().max(200),
  par_id: z.string().max(100),
  le: z.string().max(40),
})
export type LigneRow = z.infer<typeof LigneRow>

/** One line a target: added twice, it is the same. */
export const ligneId = (listeId: string, { kind, id }: Cible): string => `${listeId}/${kind}:${id}`

export const ListeLigne = z.object({
  kind: cible.shape.kind,
  id: cible.shape.id,
  nom: LigneRow.shape.nom,
  note: LigneRow.shape.note,
  etiquettes: LigneRow.shape.etiquettes,
  par: z.string(),
  le: z.string(),
})
export type ListeLigne = z.infer<typeof ListeLigne>

const GAP = 1_024

/** A rank between two, or beyond the last; null when there is no room left between them: all are to be numbered again. */
export const rankBetween = (before: number | null, after: number | null): number | null => {
  if (before === null && after === null) return GAP
  if (before === null) return (after ?? 0) - GAP
  if (after === null) return before + GAP
  const middle = (before + after) / 2
  return middle > before && middle < after ? middle : null
}

export const renumbered = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => (at + 1) * GAP)

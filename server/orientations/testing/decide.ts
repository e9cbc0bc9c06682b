import { randomUUID } from 'node:crypto'
import { Acte } from '#shared/moderation/acts.ts'
import type { User } from '#server/store/types.ts'
import { type ActParts, actOnDossier } from '#server/moderation/acts.ts'

export type HeldDecision = { readonly decision: 'approuver' | 'rejeter'; readonly motif: string }

/** What a moderator decides of the requests held of a structure, from its dossier; answers how many that was about. */
export const decideHeld = async (
  parts: ActParts,
  user: User,
  structureId: string,
  { decision, motif }: HeldDecision,
): Promise<{ readonly orientations: number }> => {
  const id = randomUUID()
  const acte = Acte.parse(
    decision === 'approuver' ? { id, geste: 'approuver-demandes' } : { id, geste: 'rejeter-demandes', motif },
  )
  const told = await actOnDossier(parts, user, { kind: 'structure', id: structureId }, { acte, vu: null })
  return { orientations: told.suite === 'fait' ? told.demandes : 0 }
}

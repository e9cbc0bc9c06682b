import type { DraftContent } from '#shared/orientation/draft.ts'
import type { Known } from './known.ts'

/** What a new draft says of the structure that it is sent in the name of: the one that the person works in; nothing without one. */
export const senderIn = ({ rattachements, structure }: Pick<Known, 'rattachements' | 'structure'>): Partial<DraftContent> => {
  const found = rattachements.find(({ structure_id, etat }) => structure_id === structure && etat === 'membre')
  if (found === undefined) return {}
  return {
    structure_prescriptrice: found.structure_nom.slice(0, 255).toWellFormed(),
    structure_prescriptrice_id: found.structure_id,
  }
}

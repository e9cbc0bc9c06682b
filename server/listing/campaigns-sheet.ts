import type { Service } from '#shared/catalogue/record.ts'
import type { Cible } from '#shared/moderation/target.ts'
import { emailKey } from '../accounts/user.ts'

/**
 * The sheet whose dossier hears of a letter to one of its people that comes back: the first of these services that gives their address
 * as its own, else its structure, which is told of it when it gives that address itself (server/moderation/dossier-notes.ts).
 */
export const sheetOfLetter = (services: readonly Service[], courriel: string): { readonly fiche?: Cible } => {
  const own = services.find((one) => one.courriel != null && emailKey(one.courriel) === emailKey(courriel))
  if (own !== undefined) return { fiche: { kind: 'service', id: own.id } }
  const structure = services.find(({ structure_id }) => structure_id !== null)?.structure_id ?? null
  return structure === null ? {} : { fiche: { kind: 'structure', id: structure } }
}

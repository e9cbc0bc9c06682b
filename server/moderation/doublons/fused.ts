import { deep, flat } from '#shared/listing/flat.ts'
import type { Fusion } from '#shared/moderation/doublon.ts'
import type { Json } from '#shared/rpc.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { OWN_FIELDS } from './choose.ts'

/** The one sheet that a merge makes of its members, as their sources last said them. Pure. */
export const fused = ({ garde, membres, choix }: Pick<Fusion, 'garde' | 'membres' | 'choix'>): Doc => {
  const own = flat((membres[garde] ?? {}) as Doc)
  const made: Record<string, Json | undefined> = { ...own }
  for (const [champ, from] of Object.entries(choix)) {
    if (from === garde || OWN_FIELDS.has(champ)) continue
    const other = membres[from]
    if (other === undefined) continue
    const value = flat(other as Doc)[champ]
    if (value === undefined || value === null) delete made[champ]
    else made[champ] = value
  }
  return deep(made)
}

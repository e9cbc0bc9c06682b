import { z } from 'zod'
import type { ModerationStatus } from '#shared/catalogue/record.ts'
import type { Cible } from '#shared/moderation/target.ts'
import { cibleKey } from '#shared/moderation/target.ts'
import { HISTORIQUE } from '../listing/history.ts'
import type { Reader } from '../store/types.ts'
import { docOf } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'
import type { DossierFacts } from './facts.ts'

/** Since when a sheet waits for somebody to look at it, and what for. */

export type Awaited = 'NEED_INITIAL_MODERATION' | 'NEED_NEW_MODERATION'

/**
 * What a sheet waits for: what its status says, or what it said when somebody began. Null when it waits for nothing: validated, or
 * never moderated, which is how other sources’ sheets are.
 */
export const awaited = (status: z.infer<typeof ModerationStatus> | null, dossier: DossierFacts | undefined): Awaited | null => {
  if (status === null || status === 'VALIDATED') return null
  if (status !== 'IN_PROGRESS') return status
  const before = dossier?.statue?.apres === 'IN_PROGRESS' ? dossier.statue.avant : null
  if (before === 'NEED_INITIAL_MODERATION' || before === 'NEED_NEW_MODERATION') return before
  return dossier?.valide_le == null ? 'NEED_INITIAL_MODERATION' : 'NEED_NEW_MODERATION'
}

const Entry = z.object({
  le: z.string(),
  acte: z.string(),
  champs: z.array(z.object({ champ: z.string(), apres: z.unknown() })),
})
type Entry = z.infer<typeof Entry>

/** The oldest first. */
const entriesOf = async (reader: Reader, seal: Seal, cible: Cible): Promise<readonly Entry[]> => {
  const found: Entry[] = []
  for (const entity of await reader.children(HISTORIQUE, cibleKey(cible))) {
    try {
      found.push(Entry.parse(docOf(seal, entity)))
    } catch {
      // One that this version cannot read tells nothing of when.
    }
  }
  return found.sort((a, b) => (a.le < b.le ? -1 : a.le > b.le ? 1 : 0))
}

const isPublication = ({ acte, champs }: Entry): boolean =>
  acte === 'creation' ||
  (acte === 'statut' && champs.some(({ champ, apres }) => champ === 'dora.status' && apres === 'PUBLISHED'))
const isEdit = ({ acte }: Entry): boolean => acte === 'modification' || acte === 'statut'

/**
 * A service: since its publication; or since the first edit after it was validated, the last one when it never was here. A
 * structure, whose edits ask for nothing (dora-backend.md §4.5): since its creation. Somebody who asked for it again is heard first.
 * Null when the history does not tell.
 */
export const awaitedSince = async (
  reader: Reader,
  seal: Seal,
  { cible, what, dossier }: { readonly cible: Cible; readonly what: Awaited; readonly dossier: DossierFacts | undefined },
): Promise<string | null> => {
  const statue = dossier?.statue ?? null
  if (statue !== null && statue.apres === what) return statue.le
  const entries = await entriesOf(reader, seal, cible)
  if (what === 'NEED_INITIAL_MODERATION') {
    const first = cible.kind === 'service' ? entries.findLast(isPublication) : entries.find(({ acte }) => acte === 'creation')
    return first?.le ?? null
  }
  if (cible.kind === 'structure') return null
  const validated = dossier?.valide_le ?? null
  const edit = validated === null ? entries.findLast(isEdit) : entries.find((one) => isEdit(one) && one.le > validated)
  return edit?.le ?? null
}

import type { Writer } from '../store/types.ts'
import { rescopeUnpublished } from '../sync/commands/catalogue-rows.ts'
import type { Seal } from '../sync/seal.ts'
import { rescopeOrientations } from '../orientations/rows.ts'
import { rescopeLists } from '../memory/lists.ts'
import { rescopeModels } from './models.ts'
import { rescopeSuggestions } from './suggestions.ts'

/** What only the members of a structure read is given to those of now: to call when they change. */
export const rescopeForMembers = async (writer: Writer, seal: Seal, structureId: string): Promise<void> => {
  await rescopeUnpublished(writer, seal, structureId)
  await rescopeModels(writer, seal, structureId)
  await rescopeSuggestions(writer, seal, structureId)
  await rescopeOrientations(writer, seal, structureId)
  await rescopeLists(writer, seal, structureId)
}

import type { Structure } from '#shared/catalogue/record.ts'
import { deep, flat } from '#shared/listing/flat.ts'
import { MODELE, PATCH_DETACHED } from '#shared/listing/model.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { memberScopes } from '../accounts/memberships.ts'
import type { Entity, Reader, User, Writer } from '../store/types.ts'
import { writeHistory } from './history.ts'
import { putService, recordOf } from '../sync/commands/catalogue-rows.ts'
import { withContact } from '../sync/commands/contact.ts'
import { putPublic } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'

/** Models as rows: told to the members of their structure, and of its branches (dora-backend.md §4.6). */

const branchesOf = async (reader: Reader, structureId: string): Promise<readonly string[]> =>
  (await reader.structuresBy('parent', structureId)).map(({ id }) => id)

const scopesOf = async (reader: Reader, seal: Seal, structureId: string): Promise<readonly string[]> => {
  const all = new Set(await memberScopes(reader, seal, structureId))
  for (const branch of await branchesOf(reader, structureId))
    for (const scope of await memberScopes(reader, seal, branch)) all.add(scope)
  return [...all].sort()
}

/** Stages a model, deep. @param known the scopes of its structure's models, for whoever stages several */
export const putModel = async (
  writer: Writer,
  seal: Seal,
  doc: Doc,
  known?: readonly string[],
): Promise<{ readonly ver: number }> => {
  const structureId = String(doc['structure_id'])
  const scopes = known ?? (await scopesOf(writer, seal, structureId))
  return putPublic(writer, { kind: MODELE, id: String(doc['id']) }, { doc, scopes, parent: structureId })
}

/** Models that someone of this structure may follow: its own, then its parent's. */
export const modelsFor = async (reader: Reader, structure: Structure): Promise<readonly Entity[]> => {
  const parent = structure.dora?.parent
  return [
    ...(await reader.children(MODELE, structure.id)),
    ...(parent === undefined ? [] : await reader.children(MODELE, parent)),
  ]
}

/** Gives the models of a structure, and its parent's, to its members of now: to call when these change. */
export const rescopeModels = async (writer: Writer, seal: Seal, structureId: string): Promise<void> => {
  const structure = recordOf(await writer.entity({ kind: 'structure', id: structureId }))
  if (structure === null) return
  const scopes = new Map<string, readonly string[]>()
  for (const { doc, parent } of await modelsFor(writer, structure as unknown as Structure)) {
    if (doc === null || parent === null) continue
    const known = scopes.get(parent) ?? (await scopesOf(writer, seal, parent))
    scopes.set(parent, known)
    await putModel(writer, seal, JSON.parse(doc) as Doc, known)
  }
}

/** The services of its structure and of its branches that follow a model stop doing so. */
export const detachFollowers = async (
  { writer, seal, user, now }: { readonly writer: Writer; readonly seal: Seal; readonly user: User; readonly now: number },
  modelId: string,
  structureId: string,
): Promise<void> => {
  for (const owner of [structureId, ...(await branchesOf(writer, structureId))]) {
    for (const entity of await writer.children('service', owner)) {
      const visible = recordOf(entity)
      if (visible === null || flat(visible)['dora.modele'] !== modelId) continue
      const whole = await withContact(writer, seal, visible)
      const { ver } = await putService(writer, seal, deep({ ...flat(whole), ...PATCH_DETACHED }))
      await writeHistory(
        writer,
        seal,
        { kind: 'service', id: entity.id },
        {
          par: user.id,
          moyen: 'modele',
          acte: 'modification',
          champs: [{ champ: 'dora.modele', avant: modelId, apres: null }],
          ver,
          now,
        },
      )
    }
  }
}

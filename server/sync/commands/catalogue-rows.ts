import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { isPublished, serviceScopes, structureScopes } from '#shared/sync/scope.ts'
import type { Entity, Writer } from '#server/store/types.ts'
import { memberScopes } from '#server/accounts/memberships.ts'
import { putPublic } from '../rows.ts'
import type { Seal } from '../seal.ts'
import { putContact, splitContact } from './contact.ts'

/** Stages records with the scopes that follow from where they are (shared/sync/scope.ts). */

export const recordOf = (entity: Entity | null): Doc | null =>
  entity === null || entity.deleted || entity.doc === null ? null : (JSON.parse(entity.doc) as Doc)

const keyOf = (kind: 'service' | 'structure', id: string) => ({ kind, id })

/**
 * Stages a service, and widens its structure's scopes with its own. They are narrowed by the structure's own changes and by the
 * next import: a scope too many costs a desk one row, a scope too few leaves it a service without its structure.
 */
export const putService = async (writer: Writer, seal: Seal, whole: Doc): Promise<{ readonly ver: number }> => {
  const { visible: doc, contact } = splitContact(whole)
  const service = doc as unknown as Service
  const parent = service.structure_id ?? null
  const structure = parent === null ? null : await writer.entity(keyOf('structure', parent))
  const structureDoc = recordOf(structure)
  const open = serviceScopes(service, structureDoc as unknown as Structure | null)
  const scopes = isPublished(service) || parent === null ? open : await memberScopes(writer, seal, parent)
  const put = await putPublic(writer, keyOf('service', service.id), { doc, scopes, parent })
  await putContact(writer, seal, service.id, contact)
  if (structure !== null && structureDoc !== null) {
    const wider = [...new Set([...structure.scopes, ...open])].sort()
    if (wider.length > structure.scopes.length) {
      await putPublic(writer, keyOf('structure', structure.id), { doc: structureDoc, scopes: wider, parent: structure.parent })
    }
  }
  return put
}

/** Stages a structure, and the scopes of its services that have no place of their own. */
export const putStructure = async (writer: Writer, doc: Doc): Promise<{ readonly ver: number }> => {
  const structure = doc as unknown as Structure
  const scopes: (readonly string[])[] = []
  for (const child of await writer.children('service', structure.id)) {
    const service = recordOf(child)
    if (service === null) continue
    const now = serviceScopes(service as unknown as Service, structure)
    scopes.push(now)
    // Its members' scopes do not follow from where it is.
    if (!isPublished(service as unknown as Service)) continue
    if (now.join(' ') !== child.scopes.join(' ')) {
      await putPublic(writer, keyOf('service', child.id), { doc: service, scopes: now, parent: structure.id })
    }
  }
  return putPublic(writer, keyOf('structure', structure.id), { doc, scopes: structureScopes(structure, scopes), parent: null })
}

/** Services of a structure that are not published, given to its members of now: to call when these change. */
export const rescopeUnpublished = async (writer: Writer, seal: Seal, structureId: string): Promise<void> => {
  const scopes = await memberScopes(writer, seal, structureId)
  for (const child of await writer.children('service', structureId)) {
    const doc = recordOf(child)
    if (doc === null || isPublished(doc as unknown as Service)) continue
    await putPublic(writer, keyOf('service', child.id), { doc, scopes, parent: structureId })
  }
}

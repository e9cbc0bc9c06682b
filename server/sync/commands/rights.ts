import type { Service, Structure } from '#shared/catalogue/record.ts'
import { departementOfStructure } from '#server/accounts/memberships.ts'
import { GRANTED } from '#shared/listing/granted.ts'
import type { ListingKind } from '#shared/listing/groups.ts'
import { type Action, type Actor, may, type Target } from '#shared/rights.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Reader } from '#server/store/types.ts'
import { recordOf } from './catalogue-rows.ts'

/** Who may write which row of the catalogue, and which fields of it (shared/rights.ts). */

export const targetOfStructure = (doc: Doc): NonNullable<Target> => {
  const structure = doc as unknown as Structure
  return { structureId: structure.id, departement: departementOfStructure(structure) }
}

/** A service is its structure's; one without a structure is nobody's but the team's. */
export const targetOfService = async (reader: Reader, doc: Doc): Promise<Target> => {
  const { structure_id: id } = doc as unknown as Service
  const structure = typeof id === 'string' ? recordOf(await reader.entity({ kind: 'structure', id })) : null
  return structure === null ? null : targetOfStructure(structure)
}

/** What a listing hangs on, whichever it is; null for one that is not there. A model hangs where a service would. */
export const targetOfListing = async (reader: Reader, kind: ListingKind, doc: Doc | null): Promise<Target> =>
  doc === null ? null : kind === 'structure' ? targetOfStructure(doc) : targetOfService(reader, doc)

/** Fields of a structure that it does not decide of itself: who may change them. */
const KEPT: ReadonlyMap<string, Action> = new Map([
  ['dora.moderation_status', 'structure.moderer'],
  ['dora.is_obsolete', 'structure.moderer'],
  ['siret', 'structure.certifier'],
  ['dora.code_safir_ft', 'structure.certifier'],
  ['dora.parent', 'structure.certifier'],
  ['dora.france_travail_orientable', 'structure.certifier'],
  ['score_qualite', 'structure.certifier'],
])

const values = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value == null ? [] : [value])
const field = (doc: Doc, path: string): unknown =>
  path.startsWith('dora.') ? (doc['dora'] as Doc | undefined)?.[path.slice('dora.'.length)] : doc[path]

/** First field that this person changes without the right to; null when there is none. `before` is {} for a creation. */
export const forbiddenField = (actor: Actor, target: Target, before: Doc, after: Doc): string | null => {
  for (const [path, action] of KEPT) {
    const [was, is] = [field(before, path) ?? null, field(after, path) ?? null]
    if (was !== is && !may(actor, action, target)) return path
  }
  if (may(actor, 'structure.certifier', target)) return null
  for (const [path, granted] of Object.entries(GRANTED)) {
    const [was, is] = [new Set(values(field(before, path))), new Set(values(field(after, path)))]
    const changed = [...granted].some((value) => was.has(value) !== is.has(value))
    if (changed) return path
  }
  return null
}

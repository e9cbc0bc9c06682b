import { createHash } from 'node:crypto'
import type { Json } from '#shared/rpc.ts'
import { canonicalJson, rowHash } from '#shared/sync/canonical.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { userScope } from '#shared/sync/scope.ts'
import type { Entity, EntityKey, Writer } from '#server/store/types.ts'
import type { Seal } from './seal.ts'

/** How documents become rows: canonical, hashed in clear, sealed when they are somebody's. */

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Kinds that belong to one person: in that person's scope only, sealed at rest. */
const PRIVATE_KINDS: ReadonlySet<string> = new Set(['favourite'])
export const isPrivateKind = (kind: string): boolean => PRIVATE_KINDS.has(kind)

const context = ({ kind, id }: EntityKey): string => `row|${kind}|${id}`

/** The clear canonical text of a row that is not deleted. */
export const clearDoc = (seal: Seal, row: EntityKey & { readonly doc: string }): string =>
  isPrivateKind(row.kind) ? seal.open(context(row), row.doc) : row.doc

export const docOf = (seal: Seal, entity: Entity | null): Doc | null =>
  entity === null || entity.deleted || entity.doc === null
    ? null
    : (JSON.parse(clearDoc(seal, { ...entity, doc: entity.doc })) as Doc)

export const hashOf = ({ kind, id }: EntityKey, ver: number, clear: string): number => rowHash(sha256, kind, id, ver, clear)

/** Stages a public row. */
export const putPublic = (
  writer: Writer,
  key: EntityKey,
  row: { readonly doc: Doc; readonly scopes: readonly string[]; readonly parent: string | null },
): Promise<{ readonly ver: number; readonly changed: boolean }> => {
  const clear = canonicalJson(row.doc as Json)
  return writer.put({ ...key, scopes: row.scopes, doc: clear, parent: row.parent, hash: (ver) => hashOf(key, ver, clear) })
}

/** Stages a row of one person. The store cannot see that a sealed document is unchanged: what it opens to is compared here. */
export const putPrivate = async (
  writer: Writer,
  seal: Seal,
  key: EntityKey,
  row: { readonly doc: Doc; readonly userId: string; readonly current: Entity | null },
): Promise<{ readonly ver: number; readonly changed: boolean }> => {
  const clear = canonicalJson(row.doc as Json)
  const { current } = row
  if (current !== null && current.doc !== null && clearDoc(seal, { ...key, doc: current.doc }) === clear) {
    return { ver: current.ver, changed: false }
  }
  return writer.put({
    ...key,
    scopes: [userScope(row.userId)],
    doc: seal.seal(context(key), clear),
    hash: (ver) => hashOf(key, ver, clear),
  })
}

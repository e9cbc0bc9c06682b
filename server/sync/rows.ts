import { createHash } from 'node:crypto'
import type { Json } from '#shared/rpc.ts'
import { canonicalJson, rowHash } from '#shared/sync/canonical.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { userScope } from '#shared/sync/scope.ts'
import type { Entity, EntityKey, Writer } from '#server/store/types.ts'
import type { Seal } from './seal.ts'

/** How documents become rows: canonical, hashed in clear, sealed when they are somebody's. */

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Kinds sealed at rest. Those of one person are in that person's scope only; those of the server's own use (mail to send, journal,
 * contacts kept for professionals…) are in none, and reach no desk by the feed.
 */
const PRIVATE_KINDS: ReadonlySet<string> = new Set([
  'favourite',
  'liste',
  'liste-ligne',
  'recherche',
  'recherche-suivi',
  'compte',
  'rattachement',
  'consentement',
  'contact',
  'courrier',
  'rappel',
  'journal',
  'historique',
  'suggestion',
  'vues',
  'orientation',
  'envoi',
  'reception',
  'mobilisation',
  'fermeture',
  'quota',
  'emplois',
  'piece',
  'dossier',
  'doublon',
  'fusion',
  'chiffres',
  'kit',
  'kit-suivi',
  'connecteur',
  'cle-api',
  'cle-api-usage',
  'webhook',
])
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

/**
 * Stages a sealed row. The store cannot see that a sealed document is unchanged: what it opens to is compared here, and the text
 * there is kept, so that a change of scopes or parent alone is no new version.
 */
export const putSealed = async (
  writer: Writer,
  seal: Seal,
  key: EntityKey,
  row: {
    readonly doc: Doc
    readonly scopes: readonly string[]
    readonly parent?: string | null
    readonly current: Entity | null
  },
): Promise<{ readonly ver: number; readonly changed: boolean }> => {
  const clear = canonicalJson(row.doc as Json)
  const kept = row.current?.doc ?? null
  const same = kept !== null && clearDoc(seal, { ...key, doc: kept }) === clear
  return writer.put({
    ...key,
    scopes: row.scopes,
    parent: row.parent ?? null,
    doc: same ? kept : seal.seal(context(key), clear),
    hash: (ver) => hashOf(key, ver, clear),
  })
}

/** Stages a row of one person. */
export const putPrivate = (
  writer: Writer,
  seal: Seal,
  key: EntityKey,
  row: { readonly doc: Doc; readonly userId: string; readonly current: Entity | null },
): Promise<{ readonly ver: number; readonly changed: boolean }> =>
  putSealed(writer, seal, key, { doc: row.doc, scopes: [userScope(row.userId)], current: row.current })

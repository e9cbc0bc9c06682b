import { LIGNE, LISTE, LigneRow, ListeRow } from '#shared/memory/list.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { memberScopes } from '../accounts/memberships.ts'
import type { Entity, Reader, Writer } from '../store/types.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'

/** Lists of teams as rows: sealed, told to the members of their structure, their lines hung on them. */

const opened = <T>(
  seal: Seal,
  entity: Entity | null,
  schema: { safeParse: (doc: unknown) => { data?: T | undefined } },
): T | null => {
  const doc = docOf(seal, entity)
  // One that this version cannot read hides no other.
  return doc === null ? null : (schema.safeParse(doc).data ?? null)
}

export const listOf = async (reader: Reader, seal: Seal, id: string): Promise<ListeRow | null> =>
  opened(seal, await reader.entity({ kind: LISTE, id }), ListeRow)

const put = async (
  writer: Writer,
  seal: Seal,
  key: { readonly kind: string; readonly id: string },
  row: { readonly doc: Doc; readonly parent: string; readonly scopes: readonly string[] },
): Promise<{ readonly ver: number }> => putSealed(writer, seal, key, { ...row, current: await writer.entity(key) })

/** @param scopes those of the members of its structure, for whoever stages several */
export const putList = async (writer: Writer, seal: Seal, id: string, doc: Doc, scopes?: readonly string[]) => {
  const structureId = String(doc['structure_id'])
  return put(
    writer,
    seal,
    { kind: LISTE, id },
    { doc, parent: structureId, scopes: scopes ?? (await memberScopes(writer, seal, structureId)) },
  )
}

export const putLine = async (writer: Writer, seal: Seal, id: string, doc: Doc, scopes?: readonly string[]) => {
  const structureId = String(doc['structure_id'])
  return put(
    writer,
    seal,
    { kind: LIGNE, id },
    { doc, parent: String(doc['liste_id']), scopes: scopes ?? (await memberScopes(writer, seal, structureId)) },
  )
}

/** Gives the lists of a structure to its members of now: to call when these change. */
export const rescopeLists = async (writer: Writer, seal: Seal, structureId: string): Promise<void> => {
  const lists = await writer.children(LISTE, structureId)
  if (lists.length === 0) return
  const scopes = await memberScopes(writer, seal, structureId)
  for (const list of lists) {
    const doc = docOf(seal, list)
    if (doc === null) continue
    await putList(writer, seal, list.id, doc, scopes)
    for (const line of await writer.children(LIGNE, list.id)) {
      const own = docOf(seal, line)
      if (own !== null) await putLine(writer, seal, line.id, own, scopes)
    }
  }
}

/** Lines whose note that person wrote last. All are looked at, which an account that goes is rare enough for. */
export const linesWrittenBy = async (
  reader: Reader,
  seal: Seal,
  userId: string,
): Promise<readonly (LigneRow & { readonly rowId: string })[]> => {
  const found: (LigneRow & { readonly rowId: string })[] = []
  for await (const entity of reader.scan(LIGNE)) {
    const line = opened(seal, entity, LigneRow)
    if (line?.par_id === userId) found.push({ ...line, rowId: entity.id })
  }
  return found
}

/** To call when an account goes: what it wrote stays the team's, in nobody's name. */
export const forgetListAuthor = async (writer: Writer, seal: Seal, userId: string): Promise<void> => {
  for (const { rowId, ...line } of await linesWrittenBy(writer, seal, userId))
    await putLine(writer, seal, rowId, { ...line, par: '', par_id: '' } as unknown as Doc)
}

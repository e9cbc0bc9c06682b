import { z } from 'zod'
import { Marks } from '#shared/memory/marks.ts'
import { RECHERCHE, RechercheDoc } from '#shared/memory/search.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Entity, Reader, Writer } from '../store/types.ts'
import { docOf, putPrivate, putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'

/** Kept searches that people have letters of, and what each letter was made from: sealed, the second in no scope. */

const SUIVI = 'recherche-suivi'

/** `dernier`: Paris day of the last letter, or of the day it began to be followed. */
const Following = z.object({ dernier: z.iso.date(), vue: Marks })
export type Following = z.infer<typeof Following>

export type FollowedSearch = RechercheDoc & { readonly rowId: string; readonly userId: string; readonly ver: number }

const ownerOf = (rowId: string): string => rowId.slice(0, rowId.indexOf('/'))

/** Null for one that no letter is asked of, that is gone, or that this version does not understand. */
const followedIn = (seal: Seal, entity: Entity | null): FollowedSearch | null => {
  const doc = docOf(seal, entity)
  if (entity === null || doc === null) return null
  const read = RechercheDoc.safeParse(doc).data
  return read === undefined || read.frequence === 'jamais'
    ? null
    : { ...read, rowId: entity.id, userId: ownerOf(entity.id), ver: entity.ver }
}

/** Every search that letters are asked of. One that does not open keeps the others from nothing. */
export const followedSearches = async (reader: Reader, seal: Seal): Promise<FollowedSearch[]> => {
  const found: FollowedSearch[] = []
  for await (const entity of reader.scan(RECHERCHE)) {
    try {
      const one = followedIn(seal, entity)
      if (one !== null) found.push(one)
    } catch {
      // Another key's, or a later version's: left as it is.
    }
  }
  return found
}

export const followedSearch = async (reader: Reader, seal: Seal, rowId: string): Promise<FollowedSearch | null> =>
  followedIn(seal, await reader.entity({ kind: RECHERCHE, id: rowId }))

/** Null before it was first looked at. */
export const followingOf = async (reader: Reader, seal: Seal, rowId: string): Promise<Following | null> => {
  const doc = docOf(seal, await reader.entity({ kind: SUIVI, id: rowId }))
  return doc === null ? null : (Following.safeParse(doc).data ?? null)
}

export const keepFollowing = async (writer: Writer, seal: Seal, rowId: string, following: Following): Promise<void> => {
  const key = { kind: SUIVI, id: rowId }
  const current = await writer.entity(key)
  await putSealed(writer, seal, key, { doc: following as unknown as Doc, scopes: [], current })
}

export const forgetFollowing = (writer: Writer, rowId: string): Promise<boolean> => writer.remove({ kind: SUIVI, id: rowId })

const MOST_OF_ONE = 1_000

/** With the account: nothing of what was told to it stays. */
export const forgetFollowingOf = async (writer: Writer, userId: string): Promise<void> => {
  for (const { id, deleted } of await writer.byPrefix(SUIVI, `${userId}/`, MOST_OF_ONE))
    if (!deleted) await forgetFollowing(writer, id)
}

/** No more letters of that person's searches. Answers how many there were of. */
export const stopLetters = async (writer: Writer, seal: Seal, userId: string): Promise<number> => {
  let stopped = 0
  for (const entity of await writer.byPrefix(RECHERCHE, `${userId}/`, MOST_OF_ONE)) {
    const doc = docOf(seal, entity)
    if (doc === null || doc['frequence'] === 'jamais') continue
    await putPrivate(
      writer,
      seal,
      { kind: RECHERCHE, id: entity.id },
      { doc: { ...doc, frequence: 'jamais' }, userId, current: entity },
    )
    await forgetFollowing(writer, entity.id)
    stopped += 1
  }
  return stopped
}

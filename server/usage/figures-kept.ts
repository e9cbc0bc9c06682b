import type { z } from 'zod'
import type { Doc } from '#shared/sync/merge.ts'
import type { Reader, SyncStore } from '../store/types.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'

/**
 * What was told of a month, kept: it was worked out once, whoever of the replicas did it, and is the same for ever. A month told again
 * after one more event would tell that event by difference; and events are forgotten before figures are.
 */
export const CHIFFRES = 'chiffres'

type Parts = { readonly store: Pick<SyncStore, 'read' | 'write'>; readonly seal: Seal }

/** What is said of a month; `empty` when nothing was told of it, which is not kept: it may be yet. */
export type Said<T> = { readonly value: T; readonly empty: boolean }
type Wanted<T> = { readonly id: string; readonly schema: z.ZodType<T>; readonly make: () => Promise<Said<T>> }

const read = async <T>(reader: Reader, seal: Seal, { id, schema }: Pick<Wanted<T>, 'id' | 'schema'>): Promise<T | null> => {
  const doc = docOf(seal, await reader.entity({ kind: CHIFFRES, id }))
  // One that this version cannot read is worked out again.
  return doc === null ? null : (schema.safeParse(doc).data ?? null)
}

/** What is kept under that name, made the first time. */
export const keptOrMade = async <T>({ store, seal }: Parts, wanted: Wanted<T>): Promise<Said<T>> => {
  const kept = await store.read((reader) => read(reader, seal, wanted))
  if (kept !== null) return { value: kept, empty: false }
  const made = await wanted.make()
  if (made.empty) return made
  const { value } = await store.write(async (writer) => {
    const key = { kind: CHIFFRES, id: wanted.id }
    const other = await read(writer, seal, wanted)
    if (other !== null) return other
    await putSealed(writer, seal, key, { doc: made.value as Doc, scopes: [], current: await writer.entity(key) })
    return made.value
  })
  return { value, empty: false }
}

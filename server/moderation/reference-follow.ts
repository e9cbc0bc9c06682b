import type { Entity, Reader } from '../store/types.ts'
import type { Turn } from './reference-turns.ts'

/** What is kept in memory of the rows of the store: read once whole, then what changed. */

/** Rows read at a time of what has changed. */
const PAGE = 1_000

type Apply = (entity: Entity) => void

/** Every row of these kinds, one kind after the other. */
export const applyAll = async (reader: Reader, kinds: readonly string[], apply: Apply, turn: Turn): Promise<void> => {
  for (const kind of kinds)
    for await (const entity of reader.scan(kind)) {
      apply(entity)
      await turn()
    }
}

/** What has changed since that cursor, of any kind. @returns the cursor to go on from */
export const applyChanged = async (reader: Reader, from: number, apply: Apply, turn: Turn): Promise<number> => {
  let cursor = from
  for (let more = true; more;) {
    const page = await reader.changedSince(cursor, PAGE)
    for (const entity of page.rows) {
      apply(entity)
      await turn()
    }
    cursor = page.next
    more = page.more
  }
  return cursor
}

import { DoraError } from '#shared/errors.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { commandOf, type Content, pick } from './combine.ts'
import type { Conflict } from './conflicts-table.ts'
import type { OutboxRow, OutboxTable } from './outbox-table.ts'

/** One that cannot be read back hides no other. */
const readable = (table: OutboxTable, row: OutboxRow): Content | null => {
  try {
    return table.contentOf(row)
  } catch (cause) {
    if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
    return null
  }
}

/**
 * What the person has written, since a clash was met, in the fields that it is about: their latest words, which are then what
 * « la mienne » means, and over which nothing older may be put.
 */
export const writtenSince = (table: OutboxTable, conflict: Conflict): Doc => {
  const row = table.get(conflict.mutId)
  const fields = Object.keys(conflict.mine)
  const since = table.ofKey(conflict).filter(({ n }) => row === null || n > row.n)
  return since.reduce<Doc>((words, each) => {
    const content = readable(table, each)
    return content === null || commandOf(content.type) === 'remove' ? words : { ...words, ...pick(content.patch, fields) }
  }, {})
}

import type { Doc } from '#shared/sync/merge.ts'
import { commandOf, pick } from './combine.ts'
import type { Conflict } from './conflicts-table.ts'
import type { OutboxTable } from './outbox-table.ts'

/**
 * What the person has written, since a clash was met, in the fields that it is about: their latest words, which are then what
 * « la mienne » means, and over which nothing older may be put.
 */
export const writtenSince = (table: OutboxTable, conflict: Conflict): Doc => {
  const row = table.get(conflict.mutId)
  const fields = Object.keys(conflict.mine)
  const since = table.ofKey(conflict).filter(({ n }) => row === null || n > row.n)
  return since.reduce<Doc>((words, each) => {
    const { type, patch } = table.contentOf(each)
    return commandOf(type) === 'remove' ? words : { ...words, ...pick(patch, fields) }
  }, {})
}

import type { Doc } from '#shared/sync/merge.ts'
import type { AccountView } from './account-view.ts'
import { combine, type Content } from './combine.ts'
import type { OutboxRow, OutboxTable, RowKey } from './outbox-table.ts'

export type RecordedChange = RowKey & {
  /** `<kind>.<command>`. */
  readonly type: string
  /** The row as it was shown when the change was made; {} when there was none. */
  readonly base: Doc
  readonly patch: Doc
  readonly nom: string
}

/** True for a change that the server has not taken, and that a later one may still be merged into. */
const isOpen = (row: OutboxRow): boolean =>
  (row.state === 'pending' && row.client_id === null) || row.state === 'rejected' || row.state === 'blocked'

/**
 * Puts a change in the outbox, merged into the one before it when the server does not have that one (sync.md §2.8): what was
 * refused is then sent again with what the person has changed in it. To call inside the transaction of the local write.
 */
export const createRecorder = (table: OutboxTable, view: AccountView) => ({
  record: (change: RecordedChange): void => {
    const tail = table.ofKey(change).at(-1)
    if (tail === undefined || !isOpen(tail)) {
      table.add({ ...change, baseVer: view.version(change) })
      return
    }
    const merged: Content | null = combine(table.contentOf(tail), change, view.of(change, tail.n))
    if (merged !== null) table.rewrite(tail, merged, change.nom)
    else {
      table.redirect(change.userId, tail.mut_id, null)
      table.erase(tail)
    }
  },
  /** Behind whatever waits for the same row, never merged: what is written over something unknown must be compared by the server. */
  append: (change: RecordedChange): string => table.add({ ...change, baseVer: 0 }),
})
export type Recorder = ReturnType<typeof createRecorder>

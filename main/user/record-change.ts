import { mayBecome } from '#shared/listing/status.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { AccountView } from './account-view.ts'
import { areOfOneKind, combine, commandOf, type Content, isAside } from './combine.ts'
import { flatStatus } from './listing-rules.ts'
import type { OutboxRow, OutboxTable, RowKey } from './outbox-table.ts'

export type RecordedChange = RowKey & {
  /** `<kind>.<command>`. */
  readonly type: string
  /** The row as it was shown when the change was made; {} when there was none. */
  readonly base: Doc
  readonly patch: Doc
  readonly nom: string
  /** Changes of other rows that this one makes no sense without. */
  readonly deps?: readonly string[]
}
/** What the row is without the changes from that number on, and the version that the server last told. */
type Under = Pick<AccountView, 'of' | 'version'>

/** True for a change that the server has not taken, and that a later one may still be merged into. */
const isOpen = (row: OutboxRow): boolean =>
  (row.state === 'pending' && row.client_id === null) || row.state === 'rejected' || row.state === 'blocked'

/** One that clashes is there already: the server's own. */
const waitsToBeMade = ({ type, state }: OutboxRow): boolean =>
  commandOf(type) === 'create' && state !== 'acked' && state !== 'conflict'

/** The server judges each step of a service's life: two that are allowed may not be, taken as one (status.ts). */
const isOneStep = ({ type, base, patch }: Content): boolean =>
  !type.startsWith('service.') ||
  patch['dora.status'] === undefined ||
  commandOf(type) === 'remove' ||
  mayBecome(commandOf(type) === 'create' ? null : flatStatus(base), flatStatus(patch))

/**
 * Puts a change in the outbox, merged into the one before it when the server does not have that one (sync.md §2.8): what was
 * refused is then sent again with what the person has changed in it. To call inside the transaction of the local write.
 */
export const createRecorder = (table: OutboxTable, view: Under) => ({
  record: (change: RecordedChange, under: Under = view): void => {
    const tail = table.ofKey(change).at(-1)
    const { deps = [] } = change
    if (tail === undefined || !isOpen(tail) || !areOfOneKind(tail.type, change.type)) {
      // Without the row that it is about, there is nothing to say of it; what is typed in it leaves on its own.
      const made = tail !== undefined && isAside(change.type) && waitsToBeMade(tail) ? [tail.mut_id] : []
      table.add({ ...change, deps: [...deps, ...made], baseVer: under.version(change) })
      return
    }
    const merged: Content | null = combine(table.contentOf(tail), change, under.of(change, tail.n))
    if (merged !== null && !isOneStep(merged)) table.add({ ...change, deps, baseVer: under.version(change) })
    else if (merged !== null) table.rewrite(deps.length === 0 ? tail : table.waitFor(tail, deps), merged, change.nom)
    else {
      table.redirect(change.userId, tail.mut_id, null)
      table.erase(tail)
    }
  },
  /** Behind whatever waits for the same row, never merged: what is written over something unknown must be compared by the server. */
  append: (change: RecordedChange): string => table.add({ ...change, baseVer: 0 }),
})
export type Recorder = ReturnType<typeof createRecorder>

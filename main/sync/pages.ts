import type { PullAnswer, PullResult, Sums } from '#shared/sync/wire.ts'
import { type ScopeCursor, SyncFailure } from './ports.ts'

/** What a page may hold at most: the desk writes it in one transaction, and a cut line loses no more than that. */
export const PAGE_ROWS = 2_000
export const PAGE_BYTES = 1024 * 1024

/** A kind without rows may be absent. */
export const sameSums = (a: Sums, b: Sums): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every(
    (kind) => (a[kind]?.n ?? 0) === (b[kind]?.n ?? 0) && (a[kind]?.sum ?? 0) === (b[kind]?.sum ?? 0),
  )

/** A page of another request (a stale cache, a late answer) must not move a cursor: rows and `next` are after `since`, in order. */
const follows = ({ since: from, changes, next, more }: PullResult, since: number): boolean => {
  if (from !== undefined && from !== since) return false
  let last = since
  for (const { seq } of changes) {
    // A `seq` may hold several rows; one already read may not come back.
    if (seq < last || seq <= since) return false
    last = seq
  }
  return next >= last && (!more || next > since)
}

/** `begun`: the head its first page answered, while it is read from nothing (wire.ts). */
export type ReadFrom = ScopeCursor & { readonly begun?: number }

type Reading = {
  /** History that the cursors belong to; null when all of them are 0. */
  readonly epoch: string | null
  readonly scopes: readonly ScopeCursor[]
  readonly pull: (scopes: readonly ReadFrom[]) => Promise<PullAnswer>
  /** Keeps rows and cursor, in one transaction. */
  readonly apply: (result: PullResult, answer: PullAnswer, since: number) => Promise<void>
  /** Called with the last page of a scope, once it is kept. */
  readonly ended: (scope: string, sums: Sums | null) => Promise<void>
}

/** Reads every scope to its end, page after page. @throws SyncFailure of `pull`, `apply` and `ended`; `epoch_changed`; `malformed`. */
export const readPages = async ({ epoch, scopes, pull, apply, ended }: Reading): Promise<void> => {
  const left = new Map<string, ReadFrom>(scopes.map((one) => [one.id, one]))
  let history = epoch
  while (left.size > 0) {
    const answer = await pull([...left.values()])
    // A history that changed between two pages too, when the first was read from nothing.
    if (history !== null && answer.epoch !== history) throw new SyncFailure('epoch_changed')
    history = answer.epoch
    let useful = false
    for (const result of answer.results) {
      const from = left.get(result.id)
      if (from === undefined || !follows(result, from.seq)) throw new SyncFailure('malformed')
      await apply(result, answer, from.seq)
      useful = true
      if (result.more) {
        const begun = from.seq === 0 ? answer.head : from.begun
        left.set(result.id, { id: result.id, seq: result.next, ...(begun === undefined ? {} : { begun }) })
        continue
      }
      left.delete(result.id)
      await ended(result.id, result.sums)
    }
    // A server may leave scopes for the next request, but not all of them.
    if (!useful) throw new SyncFailure('malformed')
  }
}

import { flat } from '#shared/listing/flat.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { AccountsStore, Position } from './accounts-store.ts'
import { commandOf, isEmpty, without } from './combine.ts'
import { patched } from './favourite-doc.ts'
import { isListing, isPublic, type Known, newest } from './listing-doc.ts'
import type { OutboxRow, OutboxTable, RowKey } from './outbox-table.ts'
import type { OwnRows } from './own-rows.ts'

/** True when the account's rows have been read past this effect: they show it, or what came after it. */
export const isReflected = (row: OutboxRow, { epoch, cursor }: Position): boolean =>
  row.ack_epoch !== null && row.ack_epoch === epoch && row.ack_seq !== null && row.ack_seq <= cursor

const NOWHERE: Position = { epoch: null, cursor: 0, durable: 0 }

export type AccountView = ReturnType<typeof createAccountView>

/**
 * What the person sees of a row: the server's, with everything of their own over it that it does not show yet, in the order it was
 * done. Computed at each reading, so that no answer nor page, in whatever order, makes a value go back (sync.md §3.3, I6).
 */
export const createAccountView = (accounts: AccountsStore, table: OutboxTable, own: OwnRows) => {
  const over = (doc: Doc | null, row: OutboxRow, except: readonly string[]): Doc | null => {
    const { type, base, patch } = table.contentOf(row)
    return commandOf(type) === 'remove' ? null : patched(doc ?? base, without(patch, except))
  }

  /**
   * A listing may come by the catalogue, whose place in the history is its own: the version tells what it shows. Without a version
   * to compare, it is not shown before the change is retired, which is when both places are past it.
   */
  const isShown = (row: OutboxRow, known: Known | null, position: Position, ver: number): boolean => {
    if (!isListing(row.kind)) return isReflected(row, position)
    if (known !== null && commandOf(row.type) !== 'remove' && ver > 0) return known.ver >= ver
    return !isPublic(row.kind) && isReflected(row, position)
  }

  /** @param rows those of the key, in order. */
  const laidOver = (known: Known | null, rows: readonly OutboxRow[], position: Position, before: number): Doc | null => {
    let doc = known?.doc ?? null
    for (const row of rows) {
      if (row.n >= before) break
      const result = table.resultOf(row)
      if (row.state === 'acked') {
        // A field that clashed was not taken: the server's is shown.
        if (!isShown(row, known, position, result?.ver ?? 0)) doc = over(doc, row, Object.keys(result?.fields ?? {}))
      } else if (row.state === 'conflict') {
        if (known === null || doc === null || result === null) continue
        // Told by the answer before it is told by the rows.
        if (result.gone) doc = known.ver <= result.ver ? null : doc
        else if (known.ver < result.ver)
          doc = patched(doc, Object.fromEntries(Object.entries(result.fields).map(([field, { theirs }]) => [field, theirs])))
      } else doc = over(doc, row, [])
    }
    return doc
  }

  /** A listing that only the catalogue has is the one that the first of the changes was made over. */
  const underneath = (rows: readonly OutboxRow[]): Known | null => {
    const [first] = rows
    if (first === undefined) return null
    const { base } = table.contentOf(first)
    return isEmpty(base) ? null : { ver: first.base_ver, doc: base }
  }
  const knownOf = (key: RowKey, rows: readonly OutboxRow[]): Known | null => {
    const known = own.get(key)
    if (!isListing(key.kind)) return known
    return known === null ? underneath(rows) : { ver: known.ver, doc: flat(known.doc) }
  }
  const positionOf = (userId: string): Position => accounts.get(userId) ?? NOWHERE

  return {
    /** The row as shown; null when there is none. `before` leaves out the changes from that number on. */
    of: (key: RowKey, before = Number.POSITIVE_INFINITY): Doc | null => {
      const rows = table.ofKey(key)
      return laidOver(knownOf(key, rows), rows, positionOf(key.userId), before)
    },
    /** The same for a listing that the catalogue may tell: `told` is what it says, null for nothing. Flat. */
    ofListing: (
      key: RowKey,
      told: Known | null,
      { before = Number.POSITIVE_INFINITY, rows = table.ofKey(key) }: { before?: number; rows?: readonly OutboxRow[] } = {},
    ): Doc | null => {
      const known = newest(own.get(key), told)
      return laidOver(known, rows, positionOf(key.userId), before)
    },
    /** Version of the row that the server last told; 0 when it told none. */
    version: (key: RowKey): number => own.get(key)?.ver ?? 0,
  }
}

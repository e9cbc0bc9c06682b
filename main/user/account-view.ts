import type { Doc } from '#shared/sync/merge.ts'
import type { AccountsStore, Position } from './accounts-store.ts'
import { commandOf, without } from './combine.ts'
import { patched } from './favourite-doc.ts'
import type { OutboxRow, OutboxTable, RowKey } from './outbox-table.ts'
import type { OwnRows } from './own-rows.ts'

/** True when the account's rows have been read past this effect: they show it, or what came after it. */
export const isReflected = (row: OutboxRow, { epoch, cursor }: Position): boolean =>
  row.ack_epoch !== null && row.ack_epoch === epoch && row.ack_seq !== null && row.ack_seq <= cursor

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

  return {
    /** The row as shown; null when there is none. `before` leaves out the changes from that number on. */
    of: (key: RowKey, before = Number.POSITIVE_INFINITY): Doc | null => {
      const known = own.get(key)
      const position = accounts.get(key.userId) ?? { epoch: null, cursor: 0, durable: 0 }
      let doc = known?.doc ?? null
      for (const row of table.ofKey(key)) {
        if (row.n >= before) break
        const result = table.resultOf(row)
        if (row.state === 'acked') {
          // A field that clashed was not taken: the server's is shown.
          if (!isReflected(row, position)) doc = over(doc, row, Object.keys(result?.fields ?? {}))
        } else if (row.state === 'conflict') {
          if (known === null || doc === null || result === null) continue
          // Told by the answer before it is told by the rows.
          if (result.gone) doc = known.ver <= result.ver ? null : doc
          else if (known.ver < result.ver)
            doc = patched(doc, Object.fromEntries(Object.entries(result.fields).map(([field, { theirs }]) => [field, theirs])))
        } else doc = over(doc, row, [])
      }
      return doc
    },
    /** Version of the row that the server last told; 0 when it told none. */
    version: (key: RowKey): number => own.get(key)?.ver ?? 0,
  }
}

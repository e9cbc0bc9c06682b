import { addHash } from '#shared/sync/canonical.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Change, Sums } from '#shared/sync/wire.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { RowKey } from './outbox-table.ts'
import type { Vault } from './vault.ts'

export type OwnRow = { readonly kind: string; readonly id: string; readonly ver: number; readonly doc: Doc }
type Row = { readonly user_id: string; readonly kind: string; readonly id: string; readonly ver: number; readonly doc: Buffer }

const cell = ({ userId, kind, id }: RowKey) => ({ table: 'own_rows', row: JSON.stringify([userId, kind, id]), column: 'doc' })

export type OwnRows = ReturnType<typeof createOwnRows>

/** The account's rows as the server last told them, verbatim: also kinds and fields that this version knows nothing of (sync.md §2.10). */
export const createOwnRows = (db: WritableDb, vault: Vault) => {
  const one = db.prepare<[string, string, string], Row>(
    `SELECT user_id, kind, id, ver, doc FROM own_rows WHERE user_id = ? AND kind = ? AND id = ?`,
  )
  const put = db.prepare(
    `INSERT INTO own_rows (user_id, kind, id, ver, h, seq, doc) VALUES (@userId, @kind, @id, @ver, @h, @seq, @doc)
     ON CONFLICT DO UPDATE SET ver = excluded.ver, h = excluded.h, seq = excluded.seq, doc = excluded.doc
     WHERE excluded.seq > own_rows.seq`,
  )
  const remove = db.prepare(`DELETE FROM own_rows WHERE user_id = ? AND kind = ? AND id = ? AND seq < ?`)

  const opened = (row: Row): OwnRow => ({
    kind: row.kind,
    id: row.id,
    ver: row.ver,
    doc: JSON.parse(vault.openText(row.doc, cell({ userId: row.user_id, kind: row.kind, id: row.id }))) as Doc,
  })

  return {
    get: ({ userId, kind, id }: RowKey): OwnRow | null => {
      const row = one.get(userId, kind, id)
      return row === undefined ? null : opened(row)
    },
    /** Identifiers only: nothing is opened. */
    ids: (userId: string, kind: string): string[] =>
      db.prepare<[string, string], string>(`SELECT id FROM own_rows WHERE user_id = ? AND kind = ?`).pluck().all(userId, kind),
    /** With the hash of each, which changes with what it says: nothing is opened. */
    heads: (userId: string, kind: string): { readonly id: string; readonly h: number }[] =>
      db
        .prepare<[string, string], { id: string; h: number }>(`SELECT id, h FROM own_rows WHERE user_id = ? AND kind = ?`)
        .all(userId, kind),
    apply: (userId: string, changes: readonly Change[]): void => {
      for (const change of changes) {
        const key = { userId, kind: change.kind, id: change.id }
        if (change.op === 'remove') remove.run(userId, change.kind, change.id, change.seq)
        else
          put.run({
            ...key,
            ver: change.ver,
            h: change.h,
            seq: change.seq,
            doc: vault.sealText(JSON.stringify(change.doc), cell(key)),
          })
      }
    },
    sums: (userId: string): Sums => {
      const sums: Record<string, { n: number; sum: number }> = {}
      for (const { kind, h } of db
        .prepare<[string], { kind: string; h: number }>(`SELECT kind, h FROM own_rows WHERE user_id = ?`)
        .all(userId)) {
        const { n, sum } = sums[kind] ?? { n: 0, sum: 0 }
        sums[kind] = { n: n + 1, sum: addHash(sum, h) }
      }
      return sums
    },
    /** Any row of the new history replaces these; `sweep` takes those that it does not have. */
    age: (userId: string): void => {
      db.prepare(`UPDATE own_rows SET seq = -1 WHERE user_id = ?`).run(userId)
    },
    /** Answers how many. */
    sweep: (userId: string): number => db.prepare(`DELETE FROM own_rows WHERE user_id = ? AND seq < 0`).run(userId).changes,
  }
}

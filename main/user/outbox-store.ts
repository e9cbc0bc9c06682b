import { DoraError } from '#shared/errors.ts'
import { MAX_MUTATIONS, MAX_PUSH_BYTES, type Mutation } from '#shared/sync/wire.ts'
import type { Outbox } from '#main/sync/ports.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { AccountsStore, Position } from './accounts-store.ts'
import type { OutboxRow, OutboxTable } from './outbox-table.ts'
import type { OwnRows } from './own-rows.ts'
import type { Settling } from './settle.ts'

/** Room for the envelope of a push around its mutations. */
const ENVELOPE_BYTES = 1_024
/** No wait is longer: one that seems to be was written by a clock that has since been set right. */
const LONGEST_WAIT_MS = 60 * 60 * 1000

/** The port of main/sync/ports.ts, answered at once: the worker makes promises of it. */
export type OutboxPort = {
  readonly [K in keyof Outbox]: (...input: Parameters<Outbox[K]>) => Awaited<ReturnType<Outbox[K]>>
}

type Parts = {
  readonly db: WritableDb
  readonly accounts: AccountsStore
  readonly table: OutboxTable
  readonly own: OwnRows
  readonly settling: Settling
  readonly readOnly: boolean
  readonly reserve: { readonly used: () => boolean; readonly restore: () => void }
  readonly nowMs: () => number
}

const due = (row: OutboxRow, now: number): boolean => row.next_at <= now || row.next_at > now + LONGEST_WAIT_MS

/** What the sync worker does with the precious file. Each method is one transaction. */
export const createOutboxStore = ({ db, accounts, table, own, settling, readOnly, reserve, nowMs }: Parts): OutboxPort => {
  const inOne = <T>(work: () => T): T => db.transaction(work).immediate()

  /** Answered, read back, and safe from the loss of the server's disk: no longer needed (sync.md §2.8). */
  const retire = db.prepare(
    `DELETE FROM outbox WHERE user_id = @userId AND state = 'acked' AND ack_epoch = @epoch AND ack_seq <= @cursor AND ack_seq <= @durable`,
  )
  const again = db.prepare(
    `UPDATE outbox SET state = 'pending', sent = 1, attempts = 0, next_at = 0, failure = NULL, ack_epoch = NULL, ack_seq = NULL
     WHERE user_id = @userId AND state = 'acked' AND (@epoch IS NULL OR ack_epoch IS NOT @epoch)`,
  )
  const delay = db.prepare(
    `UPDATE outbox SET attempts = attempts + 1, next_at = ?, failure = ?, sent = 1 WHERE mut_id = ? AND state = 'pending'`,
  )

  const move = (userId: string, position: Position): void => {
    accounts.moveTo(userId, position)
    retire.run({ userId, ...position })
  }

  /** The oldest unanswered change of each row, when nothing that it depends on is still to be dealt with. */
  const sendable = (userId: string, now: number): OutboxRow[] => {
    const rows = table.ofUser(userId)
    const open = new Map(rows.filter(({ state }) => state !== 'acked').map((row) => [row.mut_id, row]))
    const keys = new Set<string>()
    const going = new Set<string>()
    return rows.filter((row) => {
      if (row.state !== 'pending') return false
      const key = JSON.stringify([row.kind, row.id])
      // One at a time: the next one may have to be joined to it, whatever the answer is.
      if (keys.has(key)) return false
      keys.add(key)
      if (!table.depsOf(row).every((dep) => !open.has(dep) || going.has(dep))) return false
      if (due(row, now)) going.add(row.mut_id)
      return true
    })
  }

  /** Null for a row that cannot be read back: it is shown as refused, and stops no other. */
  const opened = (row: OutboxRow): Mutation | null => {
    try {
      return table.toMutation(row)
    } catch (cause) {
      if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
      table.answer(row, { state: 'rejected', failure: 'illisible' })
      return null
    }
  }

  return {
    state: () => {
      const account = accounts.current()
      return {
        clientId: accounts.clientId(readOnly),
        account: accounts.credentials(),
        epoch: account?.epoch ?? null,
        cursor: account?.cursor ?? 0,
        readOnly,
        reserveUsed: reserve.used(),
      }
    },
    take: (now) => {
      const account = accounts.credentials()
      if (account === null || readOnly) return []
      return inOne(() => {
        const taken: Mutation[] = []
        const rows: OutboxRow[] = []
        let bytes = ENVELOPE_BYTES
        for (const row of sendable(account.userId, now)) {
          if (taken.length === MAX_MUTATIONS) break
          const mutation = due(row, now) ? opened(row) : null
          if (mutation === null) continue
          bytes += Buffer.byteLength(JSON.stringify(mutation)) + 1
          if (taken.length > 0 && bytes > MAX_PUSH_BYTES) break
          taken.push(mutation)
          rows.push(row)
        }
        table.markSent(rows)
        return taken
      })
    },
    settle: ({ epoch, head, durableSeq, results }) => {
      inOne(() => {
        const users = new Set<string>()
        for (const result of results) {
          const row = table.get(result.mut_id)
          // An answer that came twice, or to what was given up since.
          if (row?.state !== 'pending') continue
          users.add(row.user_id)
          settling.settle(row, result, { epoch, head })
        }
        for (const userId of users) {
          const account = accounts.get(userId)
          if (account === null) continue
          const durable = account.epoch === epoch ? Math.max(account.durable, durableSeq) : account.durable
          move(userId, { ...account, durable })
        }
      })
      reserve.restore()
    },
    postpone: (mutIds, nextAt, failure) => {
      inOne(() => {
        for (const mutId of mutIds) delay.run(nextAt, failure, mutId)
      })
    },
    forked: () => {
      inOne(() => {
        const userId = accounts.currentId()
        if (userId === null) return
        accounts.newClientId(userId)
        for (const { mut_id } of table.ofUser(userId)) {
          const row = table.get(mut_id)
          if (row !== null && (row.state === 'blocked' || (row.state === 'pending' && row.sent === 1))) table.rewrite(row)
        }
      })
    },
    applyMine: ({ userId, epoch, since, more, changes, next, durableSeq }) => {
      inOne(() => {
        const account = accounts.current()
        if (account?.user_id !== userId || since > account.cursor) return
        if (account.epoch !== null && account.epoch !== epoch) return
        own.apply(
          userId,
          changes.filter(({ seq }) => seq > account.cursor),
        )
        const cursor = Math.max(account.cursor, next)
        if (!more && next === cursor) own.sweep(userId)
        // Acknowledged in a history that is not this one: asked again, the same identifiers make it safe.
        again.run({ userId, epoch })
        move(userId, { epoch, cursor, durable: Math.max(account.epoch === null ? 0 : account.durable, durableSeq) })
      })
    },
    sumsMine: () => {
      const userId = accounts.currentId()
      return userId === null ? {} : own.sums(userId)
    },
    resetMine: () => {
      inOne(() => {
        const userId = accounts.currentId()
        if (userId === null) return
        own.age(userId)
        again.run({ userId, epoch: null })
        accounts.moveTo(userId, { epoch: null, cursor: 0, durable: 0 })
      })
    },
    sessionExpired: () => accounts.expire(),
    nextAt: () => {
      const account = accounts.credentials()
      if (account === null || readOnly) return null
      const now = nowMs()
      const instants = sendable(account.userId, now).map((row) => (due(row, now) ? Math.min(row.next_at, now) : row.next_at))
      return instants.length === 0 ? null : Math.min(...instants)
    },
  }
}

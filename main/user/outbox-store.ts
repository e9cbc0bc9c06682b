import { DoraError } from '#shared/errors.ts'
import { MAX_MUTATIONS, MAX_PUSH_BYTES, type Mutation, type MutationResult } from '#shared/sync/wire.ts'
import type { Outbox } from '#main/sync/ports.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { AccountsStore, Position } from './accounts-store.ts'
import { PUBLIC } from './listing-doc.ts'
import type { OutboxRow, OutboxTable } from './outbox-table.ts'
import type { OwnRows } from './own-rows.ts'
import type { RequestPieces } from './requests-pieces.ts'
import { pieceCode } from './refusals.ts'
import type { AnsweredAt, Settling } from './settle.ts'

/** Place of the catalogue in the server's history. */
export type CataloguePlace = { readonly epoch: string; readonly seq: number }

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
  readonly pieces: RequestPieces
  /** Rows of the account of these kinds have changed. */
  readonly onRows: (kinds: ReadonlySet<string>) => void
  readonly readOnly: boolean
  readonly reserve: { readonly used: () => boolean; readonly restore: () => void }
  readonly nowMs: () => number
}

/** Of a refusal that no server made. */
const NOWHERE: AnsweredAt = { epoch: '', head: 0 }
const absent = (mut_id: string, id: string): MutationResult => ({ mut_id, status: 'rejected', code: pieceCode('absente', id) })

const due = (row: OutboxRow, now: number): boolean => row.next_at <= now || row.next_at > now + LONGEST_WAIT_MS

/** What the sync worker does with the precious file. Each method is one transaction. */
export const createOutboxStore = ({
  db,
  accounts,
  table,
  own,
  settling,
  pieces,
  onRows,
  readOnly,
  reserve,
  nowMs,
}: Parts): OutboxPort & {
  /** The catalogue of this desk is read up to there. Answers how many changes are no longer needed. */
  readonly catalogueAt: (at: CataloguePlace) => number
} => {
  const inOne = <T>(work: () => T): T => db.transaction(work).immediate()

  /** Answered, read back, and safe from the loss of the server's disk: no longer needed (sync.md §2.8). */
  const retire = db.prepare(
    `DELETE FROM outbox WHERE user_id = @userId AND state = 'acked' AND ack_epoch = @epoch AND ack_seq <= @cursor AND ack_seq <= @durable
       AND (kind NOT IN (SELECT value FROM json_each(@public)) OR (ack_epoch = @placeEpoch AND ack_seq <= @place))`,
  )
  /** How far the catalogue has been read: a listing is retired when it shows there too, for it may have left the account's rows. */
  let place: CataloguePlace = { epoch: '', seq: 0 }
  const again = db.prepare(
    `UPDATE outbox SET state = 'pending', attempts = 0, next_at = 0, failure = NULL, ack_epoch = NULL, ack_seq = NULL
     WHERE user_id = @userId AND state = 'acked' AND (@epoch IS NULL OR ack_epoch IS NOT @epoch)`,
  )
  const acked = db
    .prepare<[string], string>(`SELECT ack_epoch FROM outbox WHERE user_id = ? AND state = 'acked' ORDER BY n DESC LIMIT 1`)
    .pluck()
  const delay = db.prepare(
    `UPDATE outbox SET attempts = attempts + 1, next_at = ?, failure = ? WHERE mut_id = ? AND state = 'pending'`,
  )

  const retired = (userId: string, { epoch, cursor, durable }: Position): number =>
    retire.run({ userId, epoch, cursor, durable, public: JSON.stringify(PUBLIC), placeEpoch: place.epoch, place: place.seq })
      .changes

  /** Answers how many changes are no longer needed. */
  const move = (userId: string, position: Position): number => {
    accounts.moveTo(userId, position)
    return retired(userId, position)
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

  /** The history that what this account has had acknowledged is of; null when nothing was. */
  const historyOf = (userId: string): string | null => accounts.get(userId)?.epoch ?? acked.get(userId) ?? null

  const isPresent = (userId: string): boolean => !readOnly && accounts.credentials()?.userId === userId

  const isOpen = (mutId: string): boolean => {
    const row = table.get(mutId)
    return row !== null && row.state !== 'acked'
  }

  /** Null for a row that cannot be read back: it is shown as refused, and stops no other. */
  const opened = (row: OutboxRow, deps: readonly string[]): Mutation | null => {
    try {
      return table.toMutation(row, deps)
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
    take: (userId, now) => {
      const present = accounts.clientId(readOnly)
      // Another has signed in since the exchange began: theirs are not to go with a token that is not theirs.
      if (readOnly || accounts.credentials()?.userId !== userId) return { clientId: present, epoch: null, mutations: [] }
      return inOne(() => {
        const mutations: Mutation[] = []
        const rows: OutboxRow[] = []
        const going = new Set<string>()
        let clientId = present
        let bytes = ENVELOPE_BYTES
        for (const row of sendable(userId, now)) {
          if (mutations.length === MAX_MUTATIONS) break
          const its = row.client_id ?? present
          if (!due(row, now) || (rows.length > 0 && its !== clientId)) continue
          // Those answered are no longer named: the server may know them under another identity.
          const deps = table.depsOf(row).filter(isOpen)
          const mutation = deps.every((dep) => going.has(dep)) && pieces.areThere(row) ? opened(row, deps) : null
          if (mutation === null) continue
          bytes += Buffer.byteLength(JSON.stringify(mutation)) + 1
          if (rows.length > 0 && bytes > MAX_PUSH_BYTES) break
          clientId = its
          mutations.push(mutation)
          rows.push(row)
          going.add(row.mut_id)
        }
        table.markSent(rows, clientId)
        return { clientId, epoch: historyOf(userId), mutations }
      })
    },
    settle: ({ epoch, head, durableSeq, results }) => {
      inOne(() => {
        const users = new Set<string>()
        for (const result of results) {
          const row = table.get(result.mut_id)
          // An answer that came twice, or to what was given up since.
          if (row?.state !== 'pending') continue
          // Judged by a history that may lack what this follows, or by one that is no more: asked again, in order, once it is read.
          if ((historyOf(row.user_id) ?? epoch) !== epoch) continue
          // A server that was restored may lack files that it had: a change of another name, which it has not judged, follows them.
          if (result.code === 'pieces' && result.status === 'rejected' && pieces.missed(row)) {
            table.rewrite(row)
            continue
          }
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
    pieces: (userId, now) => {
      if (!isPresent(userId)) return []
      return inOne(() =>
        sendable(userId, now)
          .filter((row) => due(row, now) && !pieces.areThere(row))
          .flatMap((row) => {
            const lost = pieces.lost(row)
            if (lost === null) return pieces.waitedBy(row)
            if (row.client_id === null) settling.settle(row, absent(row.mut_id, lost), NOWHERE)
            else pieces.suppose(row)
            return []
          }),
      )
    },
    piecePart: (userId, id, from, most) => (isPresent(userId) ? pieces.part(id, from, most) : null),
    pieceArrived: (_userId, id) => pieces.arrived(id),
    pieceRefused: (userId, { mutId, id }, why) => {
      inOne(() => {
        const row = table.get(mutId)
        if (row?.state !== 'pending' || row.user_id !== userId) return
        settling.settle(row, { mut_id: mutId, status: 'rejected', code: pieceCode(why, id) }, NOWHERE)
      })
    },
    postpone: (mutIds, nextAt, failure) => {
      inOne(() => {
        for (const mutId of mutIds) delay.run(nextAt, failure, mutId)
      })
    },
    forked: (clientId) => {
      inOne(() => {
        const account = accounts.current()
        if (account === null) return
        if (account.client_id === clientId) accounts.newClientId(account.user_id)
        for (const { mut_id } of table.ofUser(account.user_id)) {
          const row = table.get(mut_id)
          if (row?.client_id === clientId && (row.state === 'blocked' || row.state === 'pending')) table.rewrite(row)
        }
      })
    },
    applyMine: ({ userId, epoch, since, more, changes, next, durableSeq }) => {
      const told = inOne(() => {
        const account = accounts.current()
        if (account?.user_id !== userId || since > account.cursor) return false
        if (account.epoch !== null && account.epoch !== epoch) return false
        own.apply(
          userId,
          changes.filter(({ seq }) => seq > account.cursor),
        )
        const cursor = Math.max(account.cursor, next)
        const swept = !more && next === cursor ? own.sweep(userId) : 0
        // Acknowledged in a history that is not this one: asked again, the same identifiers make it safe.
        const asked = again.run({ userId, epoch }).changes
        const retired = move(userId, {
          epoch,
          cursor,
          durable: Math.max(account.epoch === null ? 0 : account.durable, durableSeq),
        })
        return changes.length + swept + asked + retired > 0
      })
      if (told) onRows(new Set(changes.map(({ kind }) => kind)))
      return told
    },
    sumsMine: (userId) => (accounts.currentId() === userId ? own.sums(userId) : null),
    resetMine: (userId) => {
      inOne(() => {
        if (accounts.currentId() !== userId) return
        pieces.forget()
        own.age(userId)
        again.run({ userId, epoch: null })
        accounts.moveTo(userId, { epoch: null, cursor: 0, durable: 0 })
      })
    },
    sessionExpired: ({ userId, token }) => {
      // A refusal that comes late is of the session it was asked with, not of one opened since.
      inOne(() => {
        const now = accounts.credentials()
        if (now?.userId === userId && now.token === token) accounts.expire(userId)
      })
    },
    catalogueAt: (at) => {
      place = at
      const account = accounts.current()
      return account === null || readOnly ? 0 : inOne(() => retired(account.user_id, account))
    },
    nextAt: () => {
      const account = accounts.credentials()
      if (account === null || readOnly) return null
      const now = nowMs()
      const instants = sendable(account.userId, now).map((row) => (due(row, now) ? Math.min(row.next_at, now) : row.next_at))
      return instants.length === 0 ? null : Math.min(...instants)
    },
  }
}

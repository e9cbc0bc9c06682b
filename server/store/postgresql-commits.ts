import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import pg from 'pg'
import { z } from 'zod'
import { readHead } from './reader.ts'
import type { Run } from './accounts.ts'
import type { Tables } from './schema.ts'
import type { Commit, Head } from './types.ts'

const CHANNEL = 'dora_commit'
/** PostgreSQL refuses a notification of 8,000 bytes. */
const MAX_PAYLOAD = 7_500
/** A peer that vanished is found out in seconds; the system's own delay is two hours. */
export const KEEP_ALIVE_MS = 10_000
const RECONNECT_MS = { first: 100, most: 5_000 }

const Notice = z.object({
  from: z.string(),
  head: z.object({ epoch: z.string(), seq: z.number(), floor: z.number(), durableSeq: z.number() }),
  /** Null when they would not fit: to be looked up. */
  scopes: z.array(z.string()).nullable(),
})

/** In another epoch `seq` means nothing: everything has changed. */
const changedSince = async (db: Kysely<Tables>, last: Pick<Head, 'epoch' | 'seq'>): Promise<Commit> => {
  const head = await readHead(db)
  const seq = head.epoch === last.epoch ? last.seq : -1
  if (head.seq <= seq) return { head, scopes: [] }
  const rows = await db.selectFrom('scope_sum').select('scope').distinct().where('seq', '>', seq).orderBy('scope').execute()
  return { head, scopes: rows.map(({ scope }) => scope) }
}

export type CommitWatch = {
  /** What a transaction is to tell the other replicas, and itself when it comes back. */
  readonly notification: (commit: Commit) => { readonly channel: string; readonly payload: string }
  /** A connection broke: what answers next may be another database. */
  readonly doubt: () => void
  readonly close: () => Promise<void>
}

type WatchOptions = {
  readonly url: string
  readonly listen: boolean
  readonly pollMs: number
  /** When the watch begins. */
  readonly since: Pick<Head, 'epoch' | 'seq'>
  /** Reads of one instant. */
  readonly read: Run
  readonly tell: (commit: Commit) => void
  /** After the database did not answer for a while, before it is looked at: it may not be the same one. */
  readonly onBack: () => Promise<unknown>
}

/**
 * Tells of the commits of the other replicas: by notification, and by looking at the head for those that were lost. A commit may
 * be told twice, never missed: what is told is only that there is something to pull.
 */
export const watchCommits = ({ url, listen, pollMs, since, read, tell, onBack }: WatchOptions): CommitWatch => {
  const own = randomUUID()
  let told = since
  let broken = false
  let closed = false
  let looking: Promise<void> | null = null
  let client: pg.Client | null = null
  let reconnect: NodeJS.Timeout | undefined
  let wait = RECONNECT_MS.first

  const look = (): Promise<void> => {
    looking ??= (async () => {
      try {
        if (broken) await onBack()
        broken = false
        const commit = await read((db) => changedSince(db, told))
        if (closed || (commit.head.epoch === told.epoch && commit.head.seq <= told.seq)) return
        told = commit.head
        tell(commit)
      } catch {
        broken = true
        // The database does not answer: `ping` says so, and the next look catches up.
      } finally {
        looking = null
      }
    })()
    return looking
  }

  const hear = (payload: string): void => {
    const notice = Notice.safeParse(JSON.parse(payload))
    // A replica of another version: the head says enough.
    if (!notice.success || notice.data.scopes === null || notice.data.head.epoch !== told.epoch) return void look()
    const { from, head, scopes } = notice.data
    if (head.seq <= told.seq) return
    // Notifications come in the order of commits: nothing lies between the last one told and this one.
    told = head
    if (from !== own) tell({ head, scopes })
  }

  const lost = (which: pg.Client): void => {
    if (closed || client !== which) return
    client = null
    broken = true
    reconnect = setTimeout(() => void connect(), wait)
    wait = Math.min(wait * 2, RECONNECT_MS.most)
  }
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE_MS })
    client = next
    next.on('error', () => lost(next))
    next.on('end', () => lost(next))
    next.on('notification', ({ payload }) => hear(payload ?? 'null'))
    try {
      await next.connect()
      await next.query(`LISTEN ${CHANNEL}`)
      wait = RECONNECT_MS.first
      // What was committed while nobody listened.
      await look()
    } catch {
      lost(next)
      await next.end().catch(() => {})
    }
  }

  if (listen) void connect()
  const poll = setInterval(() => void look(), pollMs)

  return {
    notification: ({ head, scopes }) => {
      const payload = JSON.stringify({ from: own, head, scopes })
      return {
        channel: CHANNEL,
        payload: Buffer.byteLength(payload) <= MAX_PAYLOAD ? payload : JSON.stringify({ from: own, head, scopes: null }),
      }
    },
    doubt: () => {
      broken = true
    },
    close: async () => {
      closed = true
      clearInterval(poll)
      clearTimeout(reconnect)
      await client?.end().catch(() => {})
      await looking
    },
  }
}

import { randomBytes } from 'node:crypto'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { accountsOver, type Run } from './accounts.ts'
import { usageOver } from './usage.ts'
import { StoreError } from './errors.ts'
import { listeners } from './listeners.ts'
import { writeBatch } from './postgresql-batch.ts'
import { KEEP_ALIVE_MS, watchCommits, type CommitWatch } from './postgresql-commits.ts'
import { renewIfElsewhere } from './postgresql-lineage.ts'
import { readerOver, readHead } from './reader.ts'
import { prepareSchema, type InTables, type Tables } from './schema.ts'
import type { Commit, Head, SyncStore, Writer } from './types.ts'
import { instantLog, upkeepOver } from './upkeep.ts'
import { stageOver } from './writer.ts'

export type PostgresqlOptions = {
  readonly url: string
  /** Milliseconds between two looks at the head, for commits whose notification was lost. 2,000 when absent. */
  readonly pollMs?: number
  /** False where LISTEN does not work (a pooler by transaction): commits of other replicas are then heard by polling alone. */
  readonly listen?: boolean
  /** Connections at most. 10 when absent. */
  readonly connections?: number
  readonly now?: () => number
  readonly newEpochId?: () => string
}

export type PostgresqlStore = SyncStore & {
  /** For `migrateStore`. */
  readonly inTables: InTables
  /**
   * Begins a new epoch if the database is not the one that the history was written on (postgresql-lineage.ts): now, and from now on
   * each time it answers again. Answers whether it did now.
   */
  readonly guardHistory: () => Promise<boolean>
}

/** Nobody sits on the head row: a statement, or a transaction that does nothing, is ended by the server (sync.md §2.3). */
const STATEMENT_MS = 60_000
const IDLE_MS = 60_000
const CONNECT_MS = 10_000
/** Tries without a lock; from then on the head row is taken first, so that nothing can come between. */
const FREE_TRIES = 3
const MAX_TRIES = 10

const INT8 = 20
const integer = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('An integer of the database is beyond 2^53')
  return value
}
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === INT8 && format !== 'binary' ? integer : (pg.types.getTypeParser(oid, format as 'text') as (text: string) => unknown),
}

/** Something decided on was changed by another before the head row was held. */
class Stale extends Error {}

const isForAnotherTry = (error: unknown): boolean => {
  if (error instanceof Stale) return true
  if (!(error instanceof pg.DatabaseError)) return false
  // Serialisation, deadlock; or the same mutation sent twice at once: the second finds the answer of the first.
  return error.code === '40001' || error.code === '40P01' || (error.code === '23505' && error.constraint === 'mutation_pkey')
}

const openPool = (url: string, max: number, onBroken: () => void): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_MS,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    // Without the first, a crash of the database takes back a `seq` that desks have seen. The others keep every page read by
    // its index, in order: before the statistics of a large import are made, the planner would sort the whole table for each.
    options: '-c synchronous_commit=on -c jit=off -c enable_bitmapscan=off -c enable_seqscan=off',
  })
  // A connection that breaks is only to be replaced, which the pool does; what was under way fails at its next statement.
  // Unheard, this event would end the process: the pool listens to idle connections only.
  pool.on('error', onBroken)
  pool.on('connect', (client) => client.on('error', onBroken))
  return pool
}

const prepare = (db: Kysely<Tables>, newEpochId: () => string): Promise<Head> =>
  db.transaction().execute(async (tx) => {
    // Two replicas that start at once prepare one after the other.
    await sql`SELECT pg_advisory_xact_lock(hashtextextended('dora schema', 0))`.execute(tx)
    const { rows } = await sql<{ server_encoding: string }>`SHOW server_encoding`.execute(tx)
    if (rows[0]?.server_encoding !== 'UTF8') throw new StoreError('not-utf8')
    await prepareSchema(tx, 'postgresql', newEpochId())
    return readHead(tx)
  })

/**
 * The store on PostgreSQL, shared by several replicas of the server. Reads are REPEATABLE READ; writes are READ COMMITTED, hold
 * nothing while `work` runs, and check what it read once they hold the head row.
 * @throws StoreError `newer-schema`, `not-a-store`, `not-utf8`; errors of `pg` when the database does not answer.
 */
export const openPostgresqlStore = async (options: PostgresqlOptions): Promise<PostgresqlStore> => {
  const { url, pollMs = 2_000, listen = true, connections = 10, now = Date.now } = options
  const newEpochId = options.newEpochId ?? (() => randomBytes(16).toString('hex'))
  let watch: CommitWatch | null = null
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: openPool(url, connections, () => watch?.doubt()) }) })
  const heard = listeners()
  const instants = instantLog()
  const read: Run = (work) => db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
  const change: Run = (work) => db.transaction().setIsolationLevel('read committed').execute(work)
  const holdHead = (tx: Kysely<Tables>) => sql`SELECT seq FROM head FOR UPDATE`.execute(tx)
  const changeAlone: Run = (work) =>
    change(async (tx) => {
      await holdHead(tx)
      return work(tx)
    })

  const renew = () => renewIfElsewhere((work) => work(db), changeAlone, newEpochId)
  let guarded = false
  try {
    const since = await prepare(db, newEpochId)
    watch = watchCommits({ url, listen, pollMs, since, read, tell: heard.tell, onBack: async () => guarded && (await renew()) })
  } catch (error) {
    await db.destroy()
    throw error
  }

  const attempt = <T>(work: (writer: Writer) => Promise<T>, run: Run) =>
    run(async (tx) => {
      const staging = stageOver(readerOver(tx, 'postgresql'))
      const value = await work(staging.writer)
      const count = staging.count()
      // From here to COMMIT all writers follow one another: as few exchanges as can be.
      const head =
        count === 0
          ? await readHead(tx)
          : await tx
              .updateTable('head')
              .set((eb) => ({ seq: eb('seq', '+', count) }))
              .returning(['epoch', 'seq', 'floor', 'durable_seq as durableSeq'])
              .executeTakeFirstOrThrow()
      const at = now()
      const { batch, scopes, seqs } = staging.stamp(head.seq, at)
      const commit: Commit = { head, scopes }
      const nothing = count === 0 && batch.mutations.length === 0 && batch.settings.length === 0
      if (!nothing) {
        const seen = count === 0 ? { rows: [], families: [] } : staging.seen()
        if (!(await writeBatch(tx, batch, seen, scopes.length === 0 ? null : watch.notification(commit)))) throw new Stale()
      }
      if (count > 0) await instants.note(tx, head.seq, at)
      return { value, commit, seqs, noted: count > 0 ? at : -Infinity }
    })

  return {
    engine: 'postgresql',
    read: (work) => read((tx) => work(readerOver(tx, 'postgresql'))),
    write: async (work) => {
      for (let tries = 1; ; tries += 1) {
        try {
          const { noted, ...done } = await attempt(work, tries <= FREE_TRIES ? change : changeAlone)
          instants.noted(noted)
          heard.tell(done.commit)
          return done
        } catch (error) {
          if (tries >= MAX_TRIES || !isForAnotherTry(error)) throw error
        }
      }
    },
    onCommit: heard.add,
    accounts: accountsOver((work) => work(db), change),
    usage: usageOver((work) => work(db), change),
    ...upkeepOver(read, changeAlone, newEpochId),
    exclusively: (job, work) =>
      db.connection().execute(async (held) => {
        const key = sql`hashtextextended(${`dora job ${job}`}, 0)`
        const { rows } = await sql<{ mine: boolean }>`SELECT pg_try_advisory_lock(${key}) AS mine`.execute(held)
        if (rows[0]?.mine !== true) return null
        try {
          return await work()
        } finally {
          await sql`SELECT pg_advisory_unlock(${key})`.execute(held)
        }
      }),
    guardHistory: () => {
      guarded = true
      return renew()
    },
    ping: async () => {
      await sql`SELECT 1`.execute(db)
    },
    close: async () => {
      await watch.close()
      await db.destroy()
    },
    inTables: (mode, work) => (mode === 'read' ? read(work) : changeAlone(work)),
  }
}

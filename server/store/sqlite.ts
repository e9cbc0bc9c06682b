import { randomBytes } from 'node:crypto'
import { accountsOver, type Run } from './accounts.ts'
import { usageOver } from './usage.ts'
import { listeners } from './listeners.ts'
import { mutex } from './mutex.ts'
import { readerOver, readHead } from './reader.ts'
import { APPLICATION_ID, prepareSchema, type InTables } from './schema.ts'
import { writeBatch } from './sqlite-batch.ts'
import { openReading, openWriting, within, type Connection } from './sqlite-connection.ts'
import type { Commit, SyncStore } from './types.ts'
import { instantLog, upkeepOver } from './upkeep.ts'
import { stageOver } from './writer.ts'

export type SqliteOptions = {
  /** Path of the file, created when absent; `:memory:` (one connection, for simulations); or the bytes that `serialize` gave. */
  readonly file: string | Buffer
  /** Milliseconds since 1970; for simulations. */
  readonly now?: () => number
  /** 32 hexadecimal digits, never the same twice; for simulations. */
  readonly newEpochId?: () => string
}

export type SqliteStore = SyncStore & {
  /** For simulations: the bytes of the database as last committed, to be opened again as `file`. */
  readonly serialize: () => Promise<Buffer>
  /** For `migrateStore`. */
  readonly inTables: InTables
}

const MAX_READERS = 4

/** Connections that read, each for one reader at a time: what one reads is of one instant, and holds nobody up. */
const readerPool = (file: string) => {
  const all: Connection[] = []
  const idle: Connection[] = []
  const waiting: ((connection: Connection) => void)[] = []
  const open = (): Connection => {
    const connection = openReading(file)
    all.push(connection)
    return connection
  }
  const acquire = async (): Promise<Connection> =>
    idle.pop() ?? (all.length < MAX_READERS ? open() : new Promise((resolve) => waiting.push(resolve)))
  const run: Run = async (work) => {
    const connection = await acquire()
    try {
      return await within(connection, 'DEFERRED', work)
    } finally {
      const next = waiting.shift()
      if (next === undefined) idle.push(connection)
      else next(connection)
    }
  }
  return { run, close: () => Promise.all(all.map(({ db, raw }) => db.destroy().then(() => raw.close()))) }
}

/**
 * The embedded store. One process owns the file: jobs of `exclusively` are told apart within it only. Inside `work`, calling the
 * store again rather than the reader or writer given waits for ever when it is in memory, and for `write` in all cases.
 * @throws StoreError `newer-schema`, `not-a-store`.
 */
export const openSqliteStore = async (options: SqliteOptions): Promise<SqliteStore> => {
  const { file, now = Date.now, newEpochId = () => randomBytes(16).toString('hex') } = options
  const writing = openWriting(file)
  try {
    await within(writing, 'IMMEDIATE', (db) => prepareSchema(db, 'sqlite', newEpochId()))
    writing.raw.pragma(`application_id = ${APPLICATION_ID}`)
  } catch (error) {
    writing.raw.close()
    throw error
  }
  const alone = mutex()
  const write: Run = (work) => alone(() => within(writing, 'IMMEDIATE', work))
  const readers =
    typeof file === 'string' && file !== ':memory:'
      ? readerPool(file)
      : { run: ((work) => alone(() => within(writing, 'DEFERRED', work))) as Run, close: async () => {} }
  const heard = listeners()
  const instants = instantLog()
  const jobs = new Set<string>()

  return {
    engine: 'sqlite',
    read: (work) => readers.run((db) => work(readerOver(db, 'sqlite'))),
    write: async (work) => {
      const { noted, ...done } = await write(async (db) => {
        const staging = stageOver(readerOver(db, 'sqlite'))
        const value = await work(staging.writer)
        const count = staging.count()
        const at = now()
        if (count > 0)
          await db
            .updateTable('head')
            .set((eb) => ({ seq: eb('seq', '+', count) }))
            .execute()
        const head = await readHead(db)
        const { batch, scopes, seqs } = staging.stamp(head.seq, at)
        await writeBatch(db, batch)
        if (count > 0) await instants.note(db, head.seq, at)
        return { value, commit: { head, scopes } satisfies Commit, seqs, noted: count > 0 ? at : -Infinity }
      })
      instants.noted(noted)
      heard.tell(done.commit)
      return done
    },
    onCommit: heard.add,
    accounts: accountsOver(readers.run, write),
    usage: usageOver(readers.run, write),
    ...upkeepOver(readers.run, write, newEpochId),
    exclusively: async (job, work) => {
      if (jobs.has(job)) return null
      jobs.add(job)
      try {
        return await work()
      } finally {
        jobs.delete(job)
      }
    },
    ping: async () => {
      await readers.run(readHead)
    },
    close: () =>
      alone(async () => {
        await readers.close()
        if (writing.raw.open) writing.raw.close()
      }),
    serialize: () =>
      alone(async () => {
        const bytes = writing.raw.serialize()
        // Format bytes of WAL mode, which a database in memory cannot be in.
        bytes.set([1, 1], 18)
        return bytes
      }),
    inTables: (mode, work) => (mode === 'read' ? readers.run(work) : write(work)),
  }
}

import { sql, type Kysely } from 'kysely'
import { readHead } from './reader.ts'
import type { Run } from './accounts.ts'
import type { Tables } from './schema.ts'
import type { SyncStore } from './types.ts'

/** An instant is kept for one commit a minute at most: what the age of a tombstone is told by. */
const INSTANT_EVERY_MS = 60_000

/**
 * Notes that everything up to `seq` was committed at `at`. A clock set back notes nothing until it has caught up: nothing is
 * then thought older than it is.
 */
const noteInstant = async (db: Kysely<Tables>, seq: number, at: number): Promise<void> => {
  await sql`INSERT INTO seq_at (seq, at) SELECT CAST(${seq} AS BIGINT), CAST(${at} AS BIGINT)
    WHERE coalesce((SELECT at FROM seq_at ORDER BY seq DESC LIMIT 1), -1) <= CAST(${at - INSTANT_EVERY_MS} AS BIGINT)`.execute(db)
}

/** Saves commits the question of whether a minute has gone by, but for one a minute. */
export const instantLog = () => {
  let noted = -Infinity
  return {
    /** In the transaction. */
    note: async (db: Kysely<Tables>, seq: number, at: number): Promise<void> => {
      if (at - noted >= INSTANT_EVERY_MS) await noteInstant(db, seq, at)
    },
    /** Once it is committed. */
    noted: (at: number): void => {
      if (at - noted >= INSTANT_EVERY_MS) noted = at
    },
  }
}

/** @param write runs alone, holding the head row on PostgreSQL. */
export const upkeepOver = (
  read: Run,
  write: Run,
  newEpochId: () => string,
): Pick<SyncStore, 'setDurable' | 'newEpoch' | 'purgeTombstones' | 'seqBefore'> => ({
  setDurable: async (seq) => {
    await write(async (db) => {
      const { seq: head } = await readHead(db)
      const durable = Math.min(seq, head)
      await db.updateTable('head').set({ durable_seq: durable }).where('durable_seq', '<', durable).execute()
    })
  },
  newEpoch: () =>
    write(async (db) => {
      await db.updateTable('head').set({ epoch: newEpochId() }).execute()
      return readHead(db)
    }),
  purgeTombstones: (seq) =>
    write(async (db) => {
      const head = await readHead(db)
      const upTo = Math.min(seq, head.seq)
      if (upTo <= head.floor) return 0
      // The line of the entity stays, without document: a row made again under the same id goes on from its last version.
      const gone = await db.deleteFrom('feed').where('op', '=', 0).where('seq', '<=', upTo).executeTakeFirst()
      await db.updateTable('head').set({ floor: upTo }).execute()
      await db.deleteFrom('seq_at').where('seq', '<', upTo).execute()
      return Number(gone.numDeletedRows)
    }),
  seqBefore: (instant) =>
    read(async (db) => {
      const at = new Date(instant).getTime()
      const row = await db
        .selectFrom('seq_at')
        .select('seq')
        .where('at', '<=', at)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row?.seq ?? 0
    }),
})

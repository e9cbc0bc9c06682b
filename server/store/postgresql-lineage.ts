import { sql, type Kysely } from 'kysely'
import type { Run } from './accounts.ts'
import type { Tables } from './schema.ts'

/** Setting: the cluster and the timeline that the history was last written on. */
const LINEAGE = 'postgresql-lineage'

/** Null where the database does not tell it (a right that was taken away): then only its keeper can know. */
const readLineage = async (run: Run): Promise<string | null> => {
  try {
    return await run(async (db) => {
      const { rows } = await sql<{ lineage: string }>`
        SELECT (SELECT system_identifier::text FROM pg_control_system()) || '/' ||
          substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) AS lineage`.execute(db)
      return rows[0]?.lineage ?? null
    })
  } catch {
    return null
  }
}

const keptLineage = async (db: Kysely<Tables>): Promise<string | null> =>
  (await db.selectFrom('setting').select('value').where('key', '=', LINEAGE).executeTakeFirst())?.value ?? null

/**
 * A base restored elsewhere (another system identifier), taken back in time or promoted from a standby (another timeline) may lack
 * commits that desks have seen: history then takes a new epoch, for they would not notice (sync.md §6). Answers whether it did.
 */
export const renewIfElsewhere = async (read: Run, writeAlone: Run, newEpochId: () => string): Promise<boolean> => {
  const lineage = await readLineage(read)
  if (lineage === null || (await read(keptLineage)) === lineage) return false
  return writeAlone(async (db) => {
    // Another replica may have been first.
    const kept = await keptLineage(db)
    if (kept === lineage) return false
    await db
      .insertInto('setting')
      .values({ key: LINEAGE, value: lineage })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: lineage }))
      .execute()
    if (kept !== null) await db.updateTable('head').set({ epoch: newEpochId() }).execute()
    return kept !== null
  })
}

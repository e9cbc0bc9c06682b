import { sql, type Kysely } from 'kysely'
import type { Tables } from './schema.ts'
import type { Batch } from './writer.ts'

const ROWS_AT_A_TIME = 500
const MODULUS = sql.lit(2 ** 48)

const inParts = async <T>(rows: readonly T[], run: (json: string) => Promise<unknown>): Promise<void> => {
  for (let at = 0; at < rows.length; at += ROWS_AT_A_TIME) await run(JSON.stringify(rows.slice(at, at + ROWS_AT_A_TIME)))
}

/** Writes a stamped batch: many rows in each statement, given as JSON. */
export const writeBatch = async (db: Kysely<Tables>, { entities, feed, sums, mutations, settings }: Batch): Promise<void> => {
  await inParts(
    entities.map((row) => [row.kind, row.id, row.ver, row.seq, row.deleted, row.scopes, row.parent, row.h, row.doc]),
    (json) =>
      sql`INSERT INTO entity (kind, id, ver, seq, deleted, scopes, parent, h, doc)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
          value ->> 7, value ->> 8
        FROM json_each(${json}) WHERE true
        ON CONFLICT (kind, id) DO UPDATE SET ver = excluded.ver, seq = excluded.seq, deleted = excluded.deleted,
          scopes = excluded.scopes, parent = excluded.parent, h = excluded.h, doc = excluded.doc`.execute(db),
  )
  await inParts(
    feed.map((row) => [row.scope, row.kind, row.id, row.seq, row.op]),
    (json) =>
      sql`INSERT INTO feed (scope, kind, id, seq, op)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(${json}) WHERE true
        ON CONFLICT (scope, kind, id) DO UPDATE SET seq = excluded.seq, op = excluded.op`.execute(db),
  )
  await inParts(
    sums.map((row) => [row.scope, row.kind, row.n, row.sum, row.seq]),
    // Both terms are below 2^48: the sum is exact, and never the SUM of a column (sync.md §2.6).
    (json) =>
      sql`INSERT INTO scope_sum (scope, kind, n, sum, seq)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(${json}) WHERE true
        ON CONFLICT (scope, kind) DO UPDATE SET n = n + excluded.n, sum = (sum + excluded.sum) % ${MODULUS}, seq = excluded.seq`.execute(
        db,
      ),
  )
  for (const row of mutations) await db.insertInto('mutation').values(row).execute()
  for (const row of settings) {
    await db
      .insertInto('setting')
      .values(row)
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: row.value }))
      .execute()
  }
}

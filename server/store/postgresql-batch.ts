import { sql, type Kysely } from 'kysely'
import type { Tables } from './schema.ts'
import type { Batch, Seen } from './writer.ts'

const MODULUS = sql.lit(2 ** 48)
const json = (rows: readonly unknown[]) => sql`${JSON.stringify(rows)}::json`

/**
 * Writes a stamped batch in one statement, since the head row is held meanwhile, and tells the replicas once committed.
 * @returns false when a row in `seen` is no longer as it was: the transaction must then be undone and tried again.
 */
export const writeBatch = async (
  db: Kysely<Tables>,
  { entities, feed, sums, mutations, settings }: Batch,
  seen: Seen,
  notification: { readonly channel: string; readonly payload: string } | null,
): Promise<boolean> => {
  const tell = notification === null ? sql`NULL` : sql`pg_notify(${notification.channel}, ${notification.payload})`
  const { rows } = await sql<{ stale: boolean }>`
    WITH stale AS (
      SELECT 1 FROM json_to_recordset(${json(seen.rows)}) AS s (kind text, id text, seq bigint)
        LEFT JOIN entity e ON e.kind = s.kind AND e.id = s.id WHERE coalesce(e.seq, 0) <> s.seq
      UNION ALL
      SELECT 1 FROM json_to_recordset(${json(seen.families)}) AS s (kind text, parent text, n bigint, seq bigint)
        CROSS JOIN LATERAL (
          SELECT count(*) AS n, coalesce(max(e.seq), 0) AS seq FROM entity e WHERE e.kind = s.kind AND e.parent = s.parent
        ) AS now WHERE now.n <> s.n OR now.seq <> s.seq
    ), entities AS (
      INSERT INTO entity (kind, id, ver, seq, deleted, scopes, parent, h, doc)
      SELECT kind, id, ver, seq, deleted, scopes, parent, h, doc FROM json_to_recordset(${json(entities)})
        AS r (kind text, id text, ver bigint, seq bigint, deleted integer, scopes text, parent text, h bigint, doc text)
      ON CONFLICT (kind, id) DO UPDATE SET ver = excluded.ver, seq = excluded.seq, deleted = excluded.deleted,
        scopes = excluded.scopes, parent = excluded.parent, h = excluded.h, doc = excluded.doc
    ), feed AS (
      INSERT INTO feed (scope, kind, id, seq, op)
      SELECT scope, kind, id, seq, op FROM json_to_recordset(${json(feed)})
        AS r (scope text, kind text, id text, seq bigint, op integer)
      ON CONFLICT (scope, kind, id) DO UPDATE SET seq = excluded.seq, op = excluded.op
    ), sums AS (
      -- Both terms are below 2^48: the sum is exact, and never the SUM of a column (sync.md §2.6).
      INSERT INTO scope_sum (scope, kind, n, sum, seq)
      SELECT scope, kind, n, sum, seq FROM json_to_recordset(${json(sums)})
        AS r (scope text, kind text, n bigint, sum bigint, seq bigint)
      ON CONFLICT (scope, kind) DO UPDATE SET n = scope_sum.n + excluded.n,
        sum = (scope_sum.sum + excluded.sum) % ${MODULUS}, seq = excluded.seq
    ), mutations AS (
      INSERT INTO mutation (client_id, mut_id, user_id, payload_hash, seq, result, at)
      SELECT client_id, mut_id, user_id, payload_hash, seq, result, at FROM json_to_recordset(${json(mutations)})
        AS r (client_id text, mut_id text, user_id text, payload_hash text, seq bigint, result text, at bigint)
    ), settings AS (
      INSERT INTO setting (key, value)
      SELECT key, value FROM json_to_recordset(${json(settings)}) AS r (key text, value text)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value
    )
    SELECT EXISTS (SELECT 1 FROM stale) AS stale, ${tell} AS told`.execute(db)
  return rows[0]?.stale === false
}

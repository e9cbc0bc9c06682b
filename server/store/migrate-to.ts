import { sql, type Kysely, type RawBuilder } from 'kysely'
import { addHash } from '#shared/sync/canonical.ts'
import { StoreError } from './errors.ts'
import type { Engine, InTables, Tables } from './schema.ts'

export type MigrationProgress = { readonly table: string; readonly rows: number; readonly total: number }

/** What `openSqliteStore` and `openPostgresqlStore` give. */
export type Movable = { readonly engine: Engine; readonly inTables: InTables }

type Name = Exclude<keyof Tables, 'store_schema' | 'head'>
type Row = Readonly<Record<string, string | number | null>>

/** Key, then other columns. Accounts come before the sessions that name them. */
const COPIED: { readonly [name in Name]: { readonly key: readonly string[]; readonly rest: readonly string[] } } = {
  setting: { key: ['key'], rest: ['value'] },
  user_account: {
    key: ['id'],
    rest: [
      'courriel',
      'nom',
      'role',
      'mot_de_passe',
      'cree_le',
      'prenom',
      'sub',
      'valide',
      'actif',
      'gestionnaire',
      'departements',
      'activite',
      'decouverte',
      'decouverte_autre',
      'infolettre',
      'cgu',
      'vu_le',
    ],
  },
  session: {
    key: ['id'],
    rest: [
      'user_id',
      'poste',
      'moyen',
      'cree_le',
      'vu_le',
      'expire_le',
      'acces',
      'acces_expire_le',
      'renouvellement',
      'precedent',
      'servi',
      'id_token',
    ],
  },
  spent: { key: ['hash'], rest: ['session_id', 'le'] },
  ticket: { key: ['hash'], rest: ['kind', 'data', 'expire_le'] },
  client: { key: ['client_id'], rest: ['user_id'] },
  usage_event: { key: ['id'], rest: ['type', 'jour', 'poste', 'activite', 'departement', 'commune', 'fait'] },
  mutation: { key: ['client_id', 'mut_id'], rest: ['user_id', 'payload_hash', 'seq', 'result', 'at'] },
  entity: { key: ['kind', 'id'], rest: ['ver', 'seq', 'deleted', 'scopes', 'parent', 'h', 'doc'] },
  feed: { key: ['scope', 'kind', 'id'], rest: ['seq', 'op'] },
  scope_sum: { key: ['scope', 'kind'], rest: ['n', 'sum', 'seq'] },
  seq_at: { key: ['seq'], rest: ['at'] },
}
const NAMES = Object.keys(COPIED) as Name[]

const PAGE = 1_000

const list = (columns: readonly string[]): RawBuilder<unknown> => sql.join(columns.map((column) => sql.ref(column)))

const count = async (db: Kysely<Tables>, name: Name): Promise<number> => {
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(name)}`.execute(db)
  return (rows[0] as { n: number }).n
}

async function* pages(db: Kysely<Tables>, name: Name): AsyncGenerator<readonly Row[]> {
  const { key } = COPIED[name]
  let after: readonly unknown[] | null = null
  for (;;) {
    const beyond: RawBuilder<unknown> =
      after === null ? sql`true` : sql`(${list(key)}) > (${sql.join(after.map((value) => sql`${value}`))})`
    const { rows } = await sql<Row>`
      SELECT * FROM ${sql.table(name)} WHERE ${beyond} ORDER BY ${list(key)} LIMIT ${PAGE}`.execute(db)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = key.map((column) => last[column])
  }
}

const insert = async (db: Kysely<Tables>, engine: Engine, name: Name, rows: readonly Row[]): Promise<void> => {
  const { key, rest } = COPIED[name]
  const columns = [...key, ...rest]
  const json = JSON.stringify(rows)
  const source =
    engine === 'sqlite'
      ? sql`SELECT ${sql.join(columns.map((column) => sql`value ->> ${sql.lit(column)}`))} FROM json_each(${json})`
      : sql`SELECT ${list(columns)} FROM json_populate_recordset(NULL::${sql.table(name)}, ${json}::json)`
  await sql`INSERT INTO ${sql.table(name)} (${list(columns)}) ${source}`.execute(db)
}

/** The rows of the copy give its sums again, and each row of a scope is in the feed of that scope. */
const verify = async (db: Kysely<Tables>): Promise<void> => {
  const found = new Map<string, { n: number; sum: number }>()
  for await (const rows of pages(db, 'entity')) {
    for (const row of rows) {
      for (const scope of JSON.parse(String(row['scopes'])) as string[]) {
        const at = `${scope}\0${row['kind']}`
        const { n, sum } = found.get(at) ?? { n: 0, sum: 0 }
        found.set(at, { n: n + 1, sum: addHash(sum, Number(row['h'])) })
      }
    }
  }
  const told = await db.selectFrom('scope_sum').selectAll().where('n', '>', 0).execute()
  const { rows: fed } = await sql<{ scope: string; kind: string; n: number }>`
    SELECT scope, kind, count(*) AS n FROM feed WHERE op = 1 GROUP BY scope, kind`.execute(db)
  const same = told.every(({ scope, kind, n, sum }) => {
    const own = found.get(`${scope}\0${kind}`)
    return own?.n === n && own.sum === sum
  })
  if (!same || told.length !== found.size) throw new StoreError('copy-differs', { table: 'scope_sum' })
  const sameFeed = fed.every(({ scope, kind, n }) => found.get(`${scope}\0${kind}`)?.n === n)
  if (!sameFeed || fed.length !== found.size) throw new StoreError('copy-differs', { table: 'feed' })
}

const fill = async (
  source: Kysely<Tables>,
  target: Kysely<Tables>,
  engine: Engine,
  onProgress: (progress: MigrationProgress) => void,
): Promise<void> => {
  const { seq } = await target.selectFrom('head').select('seq').executeTakeFirstOrThrow()
  for (const name of NAMES) {
    if (seq > 0 || (await count(target, name)) > 0) throw new StoreError('target-not-empty')
  }
  for (const name of NAMES) {
    const total = await count(source, name)
    let done = 0
    for await (const rows of pages(source, name)) {
      await insert(target, engine, name, rows)
      done += rows.length
      onProgress({ table: name, rows: done, total })
    }
    if ((await count(target, name)) !== total) throw new StoreError('copy-differs', { table: name })
  }
  await verify(target)
  const head = await source.selectFrom('head').selectAll().executeTakeFirstOrThrow()
  await target.updateTable('head').set(head).execute()
  // Statistics of what has just come, rather than those of empty tables until the engine gets to it.
  await sql`ANALYZE`.execute(target)
}

/**
 * Copies a whole store into an empty one, keeping epoch, seq, floor, durable horizon, mutations and accounts, so that desks
 * notice nothing. All or nothing: one transaction on the target, so that a copy that was stopped is simply run again. What is
 * committed to `from` after the copy begins is not in it: servers are to be stopped first.
 * @throws StoreError `target-not-empty`, `copy-differs`; the target is then as it was.
 */
export const migrateStore = (from: Movable, to: Movable, onProgress: (progress: MigrationProgress) => void): Promise<void> =>
  from.inTables('read', (source) => to.inTables('write', (target) => fill(source, target, to.engine, onProgress)))

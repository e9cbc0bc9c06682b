import { setImmediate as giveWay } from 'node:timers/promises'
import { sql, type Kysely, type RawBuilder } from 'kysely'
import { type Engine, STRUCTURE_FIELDS, structureField, type Tables } from './schema.ts'
import { storable } from './text.ts'
import type { ChangedPage, Entity, EntityKey, FeedPage, FeedRow, Head, Reader, StoredMutation } from './types.ts'

/** Beyond, « the character after » is not always one. */
const ASCII = /^[\u0020-\u007e]+$/

/** Rows a scan holds at a time. */
const SCAN_PAGE = 500

type EntityRow = Tables['entity']

const toEntity = ({ deleted, scopes, ...row }: EntityRow): Entity => ({
  ...row,
  deleted: deleted === 1,
  scopes: JSON.parse(scopes) as string[],
})

export const readHead = async (db: Kysely<Tables>): Promise<Head> => {
  const { epoch, seq, floor, durable_seq } = await db.selectFrom('head').selectAll().executeTakeFirstOrThrow()
  return { epoch, seq, floor, durableSeq: durable_seq }
}

/** Keys first, then their rows by the primary key: the optimiser is not left to choose, it knows nothing of the list's length. */
const entitiesSql = (engine: Engine, keys: readonly EntityKey[]): RawBuilder<EntityRow> => {
  const list = JSON.stringify(keys.map(({ kind, id }) => [kind, id]))
  return engine === 'sqlite'
    ? sql`SELECT e.* FROM json_each(${list}) k CROSS JOIN entity e ON e.kind = k.value ->> 0 AND e.id = k.value ->> 1 ORDER BY k.key`
    : sql`SELECT e.* FROM json_array_elements(${list}::json) WITH ORDINALITY k(value, at)
          CROSS JOIN LATERAL (SELECT * FROM entity WHERE kind = k.value ->> 0 AND id = k.value ->> 1) e ORDER BY k.at`
}

type FeedLine = { readonly kind: string; readonly id: string; readonly seq: number; readonly bytes: number }

/** The last `seq` of a page: whole groups of one `seq`, at least one. Null when the first group goes beyond the lines read. */
const cut = (lines: readonly FeedLine[], limit: number, maxBytes: number): number | null => {
  let last: number | null = null
  let bytes = 0
  for (let at = 0; at < Math.min(lines.length, limit); at += 1) {
    const line = lines[at] as FeedLine
    bytes += line.bytes
    if (last !== null && bytes > maxBytes) break
    if (lines[at + 1]?.seq !== line.seq) last = line.seq
  }
  return last
}

const readFeed = async (
  db: Kysely<Tables>,
  { scope, since, limit, maxBytes }: { scope: string; since: number; limit: number; maxBytes: number },
): Promise<FeedPage> => {
  // Sizes before documents: a page of many rows may be cut long before its end by their weight.
  const { rows: lines } = await sql<FeedLine>`
    SELECT f.kind, f.id, f.seq, CASE WHEN f.op = 1 THEN octet_length(e.doc) ELSE 0 END AS bytes
    FROM feed f JOIN entity e ON e.kind = f.kind AND e.id = f.id
    WHERE f.scope = ${scope} AND f.seq > ${since} ORDER BY f.seq, f.kind, f.id LIMIT ${limit + 1}`.execute(db)
  const first = lines[0]
  if (first === undefined) return { rows: [], next: (await readHead(db)).seq, more: false }
  const upTo = cut(lines, limit, maxBytes) ?? first.seq
  const rows = await db
    .selectFrom('feed as f')
    .innerJoin('entity as e', (join) => join.onRef('e.kind', '=', 'f.kind').onRef('e.id', '=', 'f.id'))
    .select(['f.kind', 'f.id', 'f.seq', 'f.op', 'e.ver', 'e.h', 'e.doc'])
    .where('f.scope', '=', scope)
    .where('f.seq', '>', since)
    .where('f.seq', '<=', upTo)
    .orderBy('f.seq')
    .orderBy('f.kind')
    .orderBy('f.id')
    .execute()
  const more =
    lines.some((line) => line.seq > upTo) ||
    (lines.length > limit &&
      (await db
        .selectFrom('feed')
        .select('seq')
        .where('scope', '=', scope)
        .where('seq', '>', upTo)
        .limit(1)
        .executeTakeFirst()) !== undefined)
  return {
    rows: rows.map(({ kind, id, seq, op, ver, h, doc }): FeedRow =>
      op === 1 ? { op: 'put', kind, id, seq, ver, h, doc: doc as string } : { op: 'remove', kind, id, seq },
    ),
    next: more ? upTo : (await readHead(db)).seq,
    more,
  }
}

const readChanged = async (db: Kysely<Tables>, since: number, limit: number): Promise<ChangedPage> => {
  const seqs = await db
    .selectFrom('entity')
    .select('seq')
    .where('seq', '>', since)
    .orderBy('seq')
    .limit(limit + 1)
    .execute()
  const first = seqs[0]
  if (first === undefined) return { rows: [], next: (await readHead(db)).seq, more: false }
  const whole = seqs.findLast(({ seq }, at) => at < limit && seqs[at + 1]?.seq !== seq)
  const upTo = (whole ?? first).seq
  const rows = await db
    .selectFrom('entity')
    .selectAll()
    .where('seq', '>', since)
    .where('seq', '<=', upTo)
    .orderBy('seq')
    .orderBy('kind')
    .orderBy('id')
    .execute()
  const after = db.selectFrom('entity').select('seq').where('seq', '>', upTo).limit(1)
  const more = seqs.length > limit && (await after.executeTakeFirst()) !== undefined
  return { rows: rows.map(toEntity), next: more ? upTo : (await readHead(db)).seq, more }
}

/** Reads of both engines. `db` must be in a transaction whose reads are of one instant. */
export const readerOver = (db: Kysely<Tables>, engine: Engine): Reader => {
  const entities = async (keys: readonly EntityKey[]): Promise<Entity[]> => {
    const asked = keys.filter(({ kind, id }) => storable(kind) && storable(id))
    if (asked.length === 0) return []
    return (await entitiesSql(engine, asked).execute(db)).rows.map(toEntity)
  }
  return {
    head: () => readHead(db),
    entity: async (key) => (await entities([key]))[0] ?? null,
    entities,
    children: async (kind, parent) => {
      if (!storable(kind) || !storable(parent)) return []
      const rows = await db
        .selectFrom('entity')
        .selectAll()
        .where('kind', '=', kind)
        .where('parent', '=', parent)
        .orderBy('id')
        .execute()
      return rows.map(toEntity)
    },
    byPrefix: async (kind, prefix, limit) => {
      if (!storable(kind) || !ASCII.test(prefix)) return []
      // Between the prefix and what follows it: a range of the primary key, whatever the engine thinks of LIKE.
      const after = prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)
      const rows = await db
        .selectFrom('entity')
        .selectAll()
        .where('kind', '=', kind)
        .where('id', '>=', prefix)
        .where('id', '<', after)
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(toEntity)
    },
    structuresBy: async (field, value) => {
      if (!storable(value)) return []
      const { rows } = await sql<EntityRow>`SELECT * FROM entity
        WHERE kind = 'structure' AND deleted = 0 AND (${sql.raw(STRUCTURE_FIELDS[field][engine])}) = ${value} ORDER BY id`.execute(
        db,
      )
      return rows.map(toEntity).filter(({ doc }) => doc !== null && structureField(doc, field) === value)
    },
    inScope: async (kind, scope) => {
      if (!storable(kind) || !storable(scope)) return []
      const rows = await db
        .selectFrom('feed as f')
        .innerJoin('entity as e', (join) => join.onRef('e.kind', '=', 'f.kind').onRef('e.id', '=', 'f.id'))
        .selectAll('e')
        .where('f.scope', '=', scope)
        .where('f.kind', '=', kind)
        .where('f.op', '=', 1)
        .orderBy('e.id')
        .execute()
      return rows.map(toEntity)
    },
    feed: (scope, since, limit, maxBytes) => readFeed(db, { scope, since, limit, maxBytes }),
    changedSince: (since, limit) => readChanged(db, since, limit),
    sums: async (scope) => {
      const rows = await db
        .selectFrom('scope_sum')
        .select(['kind', 'n', 'sum'])
        .where('scope', '=', scope)
        .where('n', '>', 0)
        .orderBy('kind')
        .execute()
      return Object.fromEntries(rows.map(({ kind, n, sum }) => [kind, { n, sum }]))
    },
    mutation: async (clientId, mutId): Promise<StoredMutation | null> => {
      if (!storable(clientId) || !storable(mutId)) return null
      const row = await db
        .selectFrom('mutation')
        .select(['payload_hash as payloadHash', 'user_id as userId', 'seq', 'result'])
        .where('client_id', '=', clientId)
        .where('mut_id', '=', mutId)
        .executeTakeFirst()
      return row ?? null
    },
    scan: async function* (kind) {
      let after = ''
      for (;;) {
        const page = await db
          .selectFrom('entity')
          .selectAll()
          .where('kind', '=', kind)
          .where('deleted', '=', 0)
          .where('id', '>', after)
          .orderBy('id')
          .limit(SCAN_PAGE)
          .execute()
        for (const row of page) yield toEntity(row)
        // SQLite answers without ever waiting: the others must have their turn between two pages.
        await giveWay()
        const last = page.at(-1)
        if (last === undefined || page.length < SCAN_PAGE) return
        after = last.id
      }
    },
    setting: async (key) =>
      (await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst())?.value ?? null,
  }
}

import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addHash } from '#shared/sync/canonical.ts'
import { startPostgres, type TestPostgres } from '#server/testing/postgres.ts'
import { openPostgresqlStore, type PostgresqlStore } from './postgresql.ts'
import { openSqliteStore, type SqliteStore } from './sqlite.ts'
import type { Entity, FeedRow, SyncStore, Writer } from './types.ts'

/** Invariants I11 and I12 of sync.md §3.3: both engines say the same, and what they say is what the rows are. */

const SCOPES = ['cat:fr', 'cat:dep:75', 'cat:dep:93', 'u:camille']
const KINDS = ['service', 'structure']
const IDS = ['a', 'B', 'é', '\u{1f600}', '\uffee']

type Write =
  | { readonly do: 'put'; readonly kind: string; readonly id: string; readonly scopes: readonly string[]; readonly doc: string }
  | { readonly do: 'remove'; readonly kind: string; readonly id: string }
type Part = { readonly step: boolean; readonly fails: boolean; readonly writes: readonly Write[] }
type Op =
  | { readonly do: 'write'; readonly parts: readonly Part[]; readonly fails: boolean }
  | { readonly do: 'purge'; readonly back: number }
  | { readonly do: 'durable'; readonly back: number }
  | { readonly do: 'epoch' }
  | { readonly do: 'import'; readonly rows: number; readonly scope: string }

const key = { kind: fc.constantFrom(...KINDS), id: fc.constantFrom(...IDS) }
const oneWrite: fc.Arbitrary<Write> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('put' as const),
      ...key,
      scopes: fc.subarray(SCOPES),
      doc: fc.constantFrom('{}', '{"v":1}', '{"v":"’\\u0000\\\\"}'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), ...key }) },
)
const mostlyNot = fc.integer({ min: 0, max: 5 }).map((n) => n === 0)
const part: fc.Arbitrary<Part> = fc.record({
  step: fc.boolean(),
  fails: mostlyNot,
  writes: fc.array(oneWrite, { maxLength: 4 }),
})
const back = fc.integer({ min: 0, max: 5 })
const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('write' as const), parts: fc.array(part, { maxLength: 3 }), fails: mostlyNot }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('purge' as const), back }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('durable' as const), back }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('epoch' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('import' as const),
      rows: fc.integer({ min: 95, max: 210 }),
      scope: fc.constantFrom(...SCOPES),
    }),
  },
)
const trace = fc.array(op, { minLength: 1, maxLength: 14 })

/** Any number will do for a checksum, as long as the row decides it, and near the modulus. */
const hash = (doc: string) => (ver: number) => 2 ** 48 - 1 - ((ver * 7_919 + doc.length * 104_729) % 1_000)

const runWrite = async (w: Writer, one: Write): Promise<unknown> =>
  one.do === 'put'
    ? w.put({ kind: one.kind, id: one.id, scopes: one.scopes, doc: one.doc, parent: one.scopes[0] ?? null, hash: hash(one.doc) })
    : w.remove({ kind: one.kind, id: one.id })

class Wanted extends Error {}

/** Runs an operation, and answers all that it said but for the epoch, which is drawn at random. */
const run = async (store: SyncStore, one: Op, at: number): Promise<unknown> => {
  const { seq } = await store.read((r) => r.head())
  if (one.do === 'purge') return store.purgeTombstones(seq - one.back)
  if (one.do === 'durable') return store.setDurable(seq - one.back)
  if (one.do === 'epoch') return (await store.newEpoch()).seq
  if (one.do === 'import') {
    const done = await store.write(async (w) => {
      await w.entities(Array.from({ length: one.rows }, (_, n) => ({ kind: 'import', id: `${n}` })))
      for (let n = 0; n < one.rows; n += 1) {
        await w.put({ kind: 'import', id: `${n}`, scopes: [one.scope], doc: `{"n":${at}}`, hash: hash('n') })
      }
    })
    return [done.seqs, done.commit.scopes, done.commit.head.seq]
  }
  try {
    const said: unknown[] = []
    const { seqs, commit } = await store.write(async (w) => {
      for (const [rank, { step, fails, writes }] of one.parts.entries()) {
        const work = async () => {
          for (const each of writes) said.push(await runWrite(w, each))
          await w.keepMutation({ clientId: 'c', mutId: `${at}-${rank}`, userId: 'u', payloadHash: 'p', result: '{}' })
          if (step && fails) throw new Wanted()
        }
        await (step ? w.step(work) : work()).catch((error: unknown) => {
          if (!(error instanceof Wanted)) throw error
        })
      }
      if (one.fails) throw new Wanted()
      for (const scope of SCOPES) said.push(await w.sums(scope))
    })
    return [said, seqs, commit.scopes, commit.head.seq]
  } catch (error) {
    if (!(error instanceof Wanted)) throw error
    return 'failed'
  }
}

const collect = async (rows: AsyncIterable<Entity>): Promise<Entity[]> => {
  const all: Entity[] = []
  for await (const one of rows) all.push(one)
  return all
}

const ALL_KINDS = [...KINDS, 'import']

/** All that can be read, but for the epoch. */
const observe = (store: SyncStore) =>
  store.read(async (r) => {
    const { epoch: _, ...head } = await r.head()
    const scopes = []
    for (const scope of SCOPES) {
      scopes.push({ feed: await r.feed(scope, 0, 5_000, 1e9), small: await r.feed(scope, 1, 3, 40), sums: await r.sums(scope) })
    }
    const rows = []
    for (const kind of ALL_KINDS) rows.push(await collect(r.scan(kind)))
    const changed = [await r.changedSince(0, 5_000), await r.changedSince(1, 3)]
    const keys = KINDS.flatMap((kind) => IDS.map((id) => ({ kind, id })))
    const mutations = []
    for (let at = 0; at < 14; at += 1) mutations.push(await r.mutation('c', `${at}-0`))
    return { head, scopes, rows, mutations, changed, all: await r.entities(keys), under: await r.children('service', 'cat:fr') }
  })

// A real server on a machine that does other things: a database a test takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let postgres: TestPostgres
let url = ''
let admin: pg.Client
let onPostgres: PostgresqlStore
beforeAll(async () => {
  postgres = await startPostgres()
  url = await postgres.newDatabase()
  onPostgres = await openPostgresqlStore({ url, listen: false })
  admin = new pg.Client({ connectionString: url })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await onPostgres.close()
  await postgres.stop()
})

const emptyPostgres = async (): Promise<void> => {
  await admin.query('TRUNCATE entity, feed, scope_sum, mutation, setting, seq_at')
  await admin.query('UPDATE head SET seq = 0, floor = 0, durable_seq = 0')
}

test('the same trace gives the same answers, feed, sums, versions and seqs on both engines', async () => {
  await fc.assert(
    fc.asyncProperty(trace, async (ops) => {
      await emptyPostgres()
      const onSqlite = await openSqliteStore({ file: ':memory:' })
      try {
        for (const [at, one] of ops.entries()) expect(await run(onPostgres, one, at)).toEqual(await run(onSqlite, one, at))
        expect(await observe(onPostgres)).toEqual(await observe(onSqlite))
      } finally {
        await onSqlite.close()
      }
    }),
    { numRuns: 25 },
  )
})

type Local = Map<string, { readonly ver: number; readonly h: number; readonly doc: string }>
const keyOf = ({ kind, id }: { kind: string; id: string }) => `${kind}/${id}`

/** What a desk does with a page: it knows nothing but the feed. */
const apply = (local: Local, rows: readonly FeedRow[]): void => {
  for (const one of rows) {
    if (one.op === 'put') local.set(keyOf(one), { ver: one.ver, h: one.h, doc: one.doc })
    else local.delete(keyOf(one))
  }
}

const expectSame = async (store: SqliteStore, scope: string, local: Local): Promise<void> =>
  store.read(async (r) => {
    const there: Local = new Map()
    const sums: Record<string, { n: number; sum: number }> = {}
    for (const kind of ALL_KINDS) {
      for await (const { scopes, ver, h, doc, id } of r.scan(kind)) {
        if (!scopes.includes(scope)) continue
        there.set(keyOf({ kind, id }), { ver, h, doc: doc as string })
        sums[kind] = { n: (sums[kind]?.n ?? 0) + 1, sum: addHash(sums[kind]?.sum ?? 0, h) }
      }
    }
    expect(local).toEqual(there)
    expect(await r.sums(scope)).toEqual(sums)
  })

test('who follows every row by pages of any size, whenever they come, holds the rows that are there', async () => {
  await fc.assert(
    fc.asyncProperty(trace, fc.infiniteStream(fc.nat(40)), async (ops, sizes) => {
      const store = await openSqliteStore({ file: ':memory:' })
      const local: Local = new Map()
      let cursor = 0
      const pull = async (toTheEnd: boolean): Promise<void> => {
        for (;;) {
          const { rows, next, more } = await store.read((r) => r.changedSince(cursor, (sizes.next().value as number) + 1))
          expect(next).toBeGreaterThanOrEqual(cursor)
          for (const { deleted, ver, h, doc, ...key } of rows) {
            if (deleted) local.delete(keyOf(key))
            else local.set(keyOf(key), { ver, h, doc: doc as string })
          }
          cursor = next
          if (!more || !toTheEnd) return
        }
      }
      try {
        for (const [at, one] of ops.entries()) {
          await run(store, one, at)
          if ((sizes.next().value as number) % 2 === 0) await pull(false)
        }
        await pull(true)
        const there: Local = new Map()
        await store.read(async (r) => {
          expect(cursor).toBe((await r.head()).seq)
          for (const kind of ALL_KINDS)
            for await (const { ver, h, doc, id } of r.scan(kind)) there.set(keyOf({ kind, id }), { ver, h, doc: doc as string })
        })
        expect(local).toEqual(there)
      } finally {
        await store.close()
      }
    }),
    { numRuns: 100 },
  )
})

test('who follows a scope by pages of any size, whenever they come, holds its rows; so does who begins at the end', async () => {
  await fc.assert(
    fc.asyncProperty(trace, fc.infiniteStream(fc.nat(40)), async (ops, sizes) => {
      const store = await openSqliteStore({ file: ':memory:' })
      const desks = SCOPES.map((scope) => ({ scope, local: new Map() as Local, cursor: 0, floor: 0 }))
      const size = () => (sizes.next().value as number) + 1
      const pull = async (desk: (typeof desks)[number], toTheEnd: boolean) => {
        for (;;) {
          const { page, floor } = await store.read(async (r) => {
            const { floor } = await r.head()
            return { page: await r.feed(desk.scope, desk.cursor, size(), size() * 10), floor }
          })
          // Forgotten removals: a desk below the floor begins again (410, sync.md §2.7). One that began since is safe below it.
          if (desk.cursor === 0) desk.floor = floor
          if (desk.cursor < floor && floor > desk.floor) {
            Object.assign(desk, { cursor: 0, local: new Map() })
            continue
          }
          expect(page.next).toBeGreaterThanOrEqual(desk.cursor)
          apply(desk.local, page.rows)
          desk.cursor = page.next
          if (!page.more || !toTheEnd) return
        }
      }
      try {
        for (const [at, one] of ops.entries()) {
          await run(store, one, at)
          for (const desk of desks) if (size() % 2 === 0) await pull(desk, false)
        }
        for (const desk of desks) {
          await pull(desk, true)
          await expectSame(store, desk.scope, desk.local)
          const fresh = { scope: desk.scope, local: new Map() as Local, cursor: 0, floor: 0 }
          await pull(fresh, true)
          expect(fresh.local).toEqual(desk.local)
        }
      } finally {
        await store.close()
      }
    }),
    { numRuns: 100 },
  )
})

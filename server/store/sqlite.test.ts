import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { describeStore, row, type StoreOptions } from './testing/contract-suite.ts'
import { describeUpkeep } from './testing/contract-suite-upkeep.ts'
import { STORE_VERSION } from './schema.ts'
import { openSqliteStore } from './sqlite.ts'
import type { SyncStore } from './types.ts'

const folder = mkdtempSync(join(tmpdir(), 'dora-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const newFile = (): string => join(folder, `${(files += 1)}.db`)

const open = (options: StoreOptions) => openSqliteStore({ file: newFile(), ...options })
describeStore('SQLite', open)
describeUpkeep('SQLite', open)

const put = (store: SyncStore, id: string) => store.write((w) => w.put(row(id, 'x', ['cat:fr'])))
const ids = async (store: SyncStore) => (await store.read((r) => r.feed('cat:fr', 0, 100, 1e9))).rows.map(({ id }) => id)

test('a file opened again is the same history', async () => {
  const file = newFile()
  const first = await openSqliteStore({ file })
  await put(first, 'a')
  const before = await first.read((r) => r.head())
  await first.close()
  const second = await openSqliteStore({ file })
  expect(await second.read((r) => r.head())).toEqual(before)
  expect(await ids(second)).toEqual(['a'])
  await second.close()
})

test('each commit waits for the disk, in a write-ahead log', async () => {
  const store = await openSqliteStore({ file: newFile() })
  const [mode, synchronous] = await store.inTables('write', async (db) => [
    (await sql`PRAGMA journal_mode`.execute(db)).rows[0],
    (await sql`PRAGMA synchronous`.execute(db)).rows[0],
  ])
  expect([mode, synchronous]).toEqual([{ journal_mode: 'wal' }, { synchronous: 2 }])
  await store.close()
})

test('a store in memory does the same, and its bytes open again as it was', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  await put(store, 'a')
  const bytes = await store.serialize()
  await put(store, 'b')
  const copy = await openSqliteStore({ file: bytes })
  expect([await ids(store), await ids(copy)]).toEqual([['a', 'b'], ['a']])
  await put(copy, 'c')
  expect(await ids(copy)).toEqual(['a', 'c'])
  await Promise.all([store.close(), copy.close()])
})

test('the bytes of a file open in memory', async () => {
  const store = await openSqliteStore({ file: newFile() })
  await put(store, 'a')
  const copy = await openSqliteStore({ file: await store.serialize() })
  expect(await ids(copy)).toEqual(['a'])
  await Promise.all([store.close(), copy.close()])
})

test('a file of a newer version is refused, and left as it is', async () => {
  const file = newFile()
  const store = await openSqliteStore({ file })
  await put(store, 'a')
  await store.close()
  const db = new Database(file)
  db.exec(`UPDATE store_schema SET version = ${STORE_VERSION + 1}`)
  db.close()
  await expect(openSqliteStore({ file })).rejects.toMatchObject({ code: 'newer-schema' })
  await expect(openSqliteStore({ file })).rejects.toThrow(`schéma ${STORE_VERSION + 1}`)
})

test('a file of the version before rows were followed is brought up to date, and loses nothing', async () => {
  const file = newFile()
  const store = await openSqliteStore({ file })
  await put(store, 'a')
  await store.close()
  const db = new Database(file)
  db.exec('DROP INDEX entity_by_seq; DROP TABLE usage_event; UPDATE store_schema SET version = 2')
  db.close()
  const again = await openSqliteStore({ file })
  expect((await again.read((r) => r.changedSince(0, 10))).rows.map(({ id }) => id)).toEqual(['a'])
  const plan = await again.inTables('read', (db) =>
    sql<{ detail: string }>`EXPLAIN QUERY PLAN SELECT seq FROM entity WHERE seq > 0 ORDER BY seq LIMIT 10`.execute(db),
  )
  expect(plan.rows.map(({ detail }) => detail).join()).toContain('entity_by_seq')
  await again.close()
})

test('a file of something else is refused, and left as it is', async () => {
  const file = newFile()
  const db = new Database(file)
  db.exec('CREATE TABLE client (name TEXT)')
  await expect(openSqliteStore({ file })).rejects.toMatchObject({ code: 'not-a-store' })
  expect(db.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['client'])
  db.close()
})

test('readers beyond those that fit wait for their turn', async () => {
  const store = await openSqliteStore({ file: newFile() })
  await put(store, 'a')
  const held = Promise.withResolvers<void>()
  const reads = Array.from({ length: 9 }, () =>
    store.read(async (r) => {
      await held.promise
      return (await r.head()).seq
    }),
  )
  held.resolve()
  expect(await Promise.all(reads)).toEqual(Array(9).fill(1))
  await store.close()
})

test('a full disk undoes the whole transaction, and the store goes on once there is room', async () => {
  const store = await openSqliteStore({ file: newFile() })
  await put(store, 'a')
  const allowPages = (most: number) =>
    store.inTables('write', (db) => sql`PRAGMA max_page_count = ${sql.lit(most)}`.execute(db)).then(() => undefined)
  await allowPages(40)
  const heavy = () => store.write((w) => w.put(row('b', 'x'.repeat(1_000_000), ['cat:fr'])))
  await expect(heavy()).rejects.toMatchObject({ code: 'SQLITE_FULL' })
  expect(await ids(store)).toEqual(['a'])
  expect(await store.read((r) => r.head())).toMatchObject({ seq: 1 })
  await allowPages(100_000)
  await heavy()
  expect(await ids(store)).toEqual(['a', 'b'])
  await store.close()
})

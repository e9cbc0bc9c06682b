import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { CATALOGUE_VERSION } from '#shared/catalogue/file.ts'
import { SnapshotInfo } from '#shared/sync/wire.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { Reader, SyncStore } from '#server/store/types.ts'
import { ALICE, benchOn, favourite, fill, pushOne, service, START, structure } from '../testing.ts'
import { buildSnapshot, type BuildOptions } from './build.ts'
import { buildInThread } from './in-thread.ts'
import { manifestName } from './manifest.ts'
import { packFile, PART_BYTES } from './pack.ts'
import { openShelf } from './shelf.ts'

const root = mkdtempSync(join(tmpdir(), 'dora-snapshot-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let folders = 0
const newFolder = (): string => {
  const folder = join(root, String((folders += 1)))
  mkdirSync(folder)
  return folder
}

const filled = async (store: SyncStore) => {
  const bench = await benchOn(store)
  await fill(store, [structure('s-1'), structure('s-2')], [service('v-1', 's-1'), service('v-2', null)])
  await pushOne(bench.core, ALICE, favourite(ALICE, 'v-1', { note: 'Note de Zorglub' }))
  return bench
}
const options = (folder: string, more: Partial<BuildOptions> = {}): BuildOptions => ({
  folder,
  zoneName: () => null,
  level: 3,
  now: START,
  ...more,
})
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

test('a snapshot is a whole catalogue of one instant, with its sums, hashed as a whole, in parts, and once opened', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  const { core } = await filled(store)
  const folder = newFolder()
  const { name } = await buildSnapshot(store.read, options(folder))
  const shelf = openShelf(folder, { now: () => START })
  const [info] = shelf.list()
  expect(SnapshotInfo.parse(info)).toEqual(info)
  const head = await store.read((reader) => reader.head())
  const sums = await store.read((reader) => reader.sums('cat:fr'))
  expect(info).toMatchObject({ scope: 'cat:fr', epoch: head.epoch, seq: head.seq, sums, url: `/sync/v1/blob/${name}` })
  expect((await core.info()).scopes[0]).toEqual({ id: 'cat:fr', sums })
  const blob = shelf.blob(name)
  const bytes = readFileSync(blob?.file ?? '')
  expect([bytes.length, sha256(bytes)]).toEqual([info?.bytes, info?.sha256])
  expect(info?.parts).toEqual({ size: PART_BYTES, sha256: [sha256(bytes)] })
  const raw = zstdDecompressSync(bytes)
  expect([raw.length, sha256(raw)]).toEqual([info?.raw_bytes, info?.raw_sha256])

  const db = new Database(raw, { readonly: true })
  const all = (sql: string): unknown[] => db.prepare(sql).raw().all()
  expect(db.pragma('user_version', { simple: true })).toBe(CATALOGUE_VERSION)
  expect(db.pragma('quick_check', { simple: true })).toBe('ok')
  expect(all('SELECT scope, seq FROM replica_scopes')).toEqual([['cat:fr', head.seq]])
  expect(all("SELECT value FROM replica WHERE key = 'epoch'")).toEqual([[head.epoch]])
  expect(all('SELECT kind, n, sum FROM replica_sums ORDER BY kind')).toEqual([
    ['service', sums['service']?.n, sums['service']?.sum],
    ['structure', sums['structure']?.n, sums['structure']?.sum],
  ])
  const entity = await store.read((reader) => reader.entity({ kind: 'service', id: 'v-1' }))
  expect(all("SELECT record, ver, h, scopes FROM services WHERE id = 'v-1'")).toEqual([
    [entity?.doc, entity?.ver, entity?.h, null],
  ])
  expect(all('SELECT count(*) FROM service_facts')).toEqual([[2]])
  db.close()
  // Nothing beside the file and its manifest.
  expect(readdirSync(folder).sort()).toEqual([name, manifestName(name)])
})

test('no private row is in a snapshot, even when the store mistakes it for a public one', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  await filled(store)
  const hash = () => 1
  await store.write((writer) =>
    writer.put({ kind: 'favourite', id: 'u-x/service:v', scopes: ['u:u-x'], doc: '{"note":"planted-1"}', hash }),
  )
  const build = async () => {
    const folder = newFolder()
    const { name } = await buildSnapshot(store.read, options(folder))
    return zstdDecompressSync(readFileSync(join(folder, name)))
  }
  const raw = await build()
  for (const secret of ['Zorglub', 'planted-1', 'scelle1:', 'favourite', ALICE.id]) expect(raw.includes(secret)).toBe(false)
  // Planted in the public scope, it is not written, and the sums that count it stop the building.
  await store.write((writer) =>
    writer.put({ kind: 'favourite', id: 'u-x/service:w', scopes: ['cat:fr'], doc: '{"note":"planted-2"}', hash }),
  )
  await expect(build()).rejects.toThrow(/favourite rows do not add up/)
})

test('changes made while it is built are not in it, and a pull from its seq brings them', async () => {
  const file = join(newFolder(), 'store.db')
  const store = await openSqliteStore({ file })
  await filled(store)
  const { seq } = await store.read((reader) => reader.head())
  const read = <T>(work: (reader: Reader) => Promise<T>): Promise<T> =>
    store.read(async (reader) => {
      await reader.head()
      await fill(store, [structure('s-late')], [])
      return work(reader)
    })
  const made = await buildSnapshot(read, options(newFolder()))
  expect(made.snapshot).toMatchObject({ seq, sums: { structure: { n: 2 } } })
  await store.close()
})

test('a building that fails or is interrupted leaves nothing', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  await filled(store)
  const folder = newFolder()
  const stop = new AbortController()
  const interrupted = buildSnapshot(
    store.read,
    options(folder, { signal: stop.signal, onProgress: (step) => step === 'pack' && stop.abort(new Error('stop')) }),
  )
  await expect(interrupted).rejects.toThrow()
  const lying: SyncStore['read'] = (work) =>
    store.read((reader) => work({ ...reader, sums: () => Promise.resolve({ structure: { n: 2, sum: 5 } }) }))
  await expect(buildSnapshot(lying, options(folder))).rejects.toThrow(/do not add up/)
  expect(readdirSync(folder)).toEqual([])
})

test('a file of several parts has the hash of each', async () => {
  const folder = newFolder()
  const raw = Buffer.alloc(PART_BYTES * 2 + 12_345)
  // Nothing that compresses.
  for (let at = 0; at < raw.length; at += 32) createHash('sha256').update(String(at)).digest().copy(raw, at)
  writeFileSync(join(folder, 'raw'), raw)
  const packed = await packFile(join(folder, 'raw'), join(folder, 'packed'), 1)
  const bytes = readFileSync(join(folder, 'packed'))
  expect(packed.parts.sha256).toHaveLength(3)
  expect(packed.parts.sha256).toEqual([0, 1, 2].map((part) => sha256(bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES))))
})

test('in a thread, over the same file as a running store; interrupted, it leaves nothing', { timeout: 60_000 }, async () => {
  const file = join(newFolder(), 'store.db')
  const store = await openSqliteStore({ file })
  await filled(store)
  const folder = newFolder()
  const from = { engine: 'sqlite', file } as const
  const stop = new AbortController()
  const interrupted = buildInThread(from, {
    folder,
    level: 3,
    now: START,
    signal: stop.signal,
    onProgress: () => stop.abort(new Error('stop')),
  })
  await expect(interrupted).rejects.toThrow('stop')
  expect(readdirSync(folder)).toEqual([])
  const steps = new Set<string>()
  const made = await buildInThread(from, { folder, level: 9, now: START, onProgress: (step) => steps.add(step) })
  expect(steps.has('pack')).toBe(true)
  expect(openShelf(folder, { now: () => START }).latest()).toEqual({
    epoch: made.snapshot.epoch,
    seq: made.snapshot.seq,
    rows: 4,
  })
  await expect(
    buildInThread({ engine: 'sqlite', file: join(folder, 'absent.db') }, { folder, level: 3, now: START }),
  ).rejects.toThrow()
  await store.close()
})

test(
  'the shelf lists what is whole, keeps the last three and the recent ones, and sweeps what dead processes left',
  { timeout: 30_000 },
  async () => {
    const store = await openSqliteStore({ file: ':memory:' })
    await filled(store)
    const folder = newFolder()
    const hour = 3600_000
    const names: string[] = []
    for (let day = 0; day < 5; day++) {
      await fill(store, [structure(`s-day-${day}`)], [])
      names.push((await buildSnapshot(store.read, options(folder, { now: START + day * 24 * hour }))).name)
    }
    let now = START + 4 * 24 * hour
    const shelf = openShelf(folder, { now: () => now, prefix: 'https://cdn.example.org/' })
    expect(shelf.list().map(({ url }) => url)).toEqual(names.toReversed().map((name) => `https://cdn.example.org/${name}`))
    const before = shelf.version()
    shelf.tidy()
    expect(shelf.list()).toHaveLength(3)
    expect(shelf.version()).toBeGreaterThan(before)
    expect([shelf.blob(names[0] ?? ''), shelf.blob('../x'), shelf.blob(manifestName(names[4] ?? ''))]).toEqual([null, null, null])

    // Half-written or damaged ones are not there, and trouble nobody.
    truncateSync(join(folder, names[4] ?? ''), 10)
    writeFileSync(join(folder, manifestName(names[3] ?? '')), '{"name":')
    writeFileSync(join(folder, 'cat-fr.s1.x.db.zst'), 'orphan')
    writeFileSync(join(folder, 'en-cours-999999999-abcdef01.db'), 'of a dead process')
    writeFileSync(join(folder, `en-cours-${process.pid}-abcdef01.db`), 'of this one')
    shelf.refresh()
    expect(shelf.list().map(({ url }) => url)).toEqual([`https://cdn.example.org/${names[2]}`])
    const old = new Date(START - 72 * hour)
    utimesSync(join(folder, 'cat-fr.s1.x.db.zst'), old, old)
    now = START + 30 * 24 * hour
    shelf.tidy()
    const left = readdirSync(folder)
    expect(left).toContain(names[2])
    expect(left).toContain(`en-cours-${process.pid}-abcdef01.db`)
    expect(left.some((file) => file.includes('999999999') || file === 'cat-fr.s1.x.db.zst')).toBe(false)
  },
)

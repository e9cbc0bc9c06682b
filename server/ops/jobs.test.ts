import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqliteStore, type SqliteStore } from '../store/sqlite.ts'
import { backUpFile } from './backup.ts'
import { createJobs, type Jobs, type JobParts } from './jobs.ts'
import { createServerLog } from './log.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let folder: string
let store: SqliteStore
let now: number
let built: { epoch: string; seq: number; rows: number }[]
let lines: string[]
let jobs: Jobs
const backups = () => readdirSync(join(folder, 'sauvegardes')).sort()

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dora-jobs-'))
  mkdirSync(join(folder, 'sauvegardes'))
  now = Date.parse('2026-11-23T10:00:00Z')
  const file = join(folder, 'catalogue-central.db')
  store = await openSqliteStore({ file, now: () => now })
  built = []
  lines = []
  const parts: JobParts = {
    store,
    log: createServerLog('info', { write: (line) => void lines.push(line) }),
    now: () => now,
    snapshots: {
      latest: (epoch) => built.findLast((one) => one.epoch === epoch) ?? null,
      build: async () => {
        const { epoch, seq, rows } = await store.read(async (reader) => ({
          ...(await reader.head()),
          rows: (await reader.sums('cat:fr'))['structure']?.n ?? 0,
        }))
        built.push({ epoch, seq, rows })
      },
    },
    backup: { folder: join(folder, 'sauvegardes'), everyHours: 24, keep: 2, copy: async (to) => backUpFile(file, to) },
  }
  jobs = createJobs(parts)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const put = (count: number, prefix: string) =>
  store.write(async (writer) => {
    for (let n = 0; n < count; n++)
      await writer.put({ kind: 'structure', id: `${prefix}-${n}`, scopes: ['cat:fr'], doc: '{}', hash: () => n })
  })

describe('what a server does by itself', () => {
  it('does nothing of an empty store', async () => {
    await jobs.run()
    expect(built).toEqual([])
    expect(backups()).toEqual([])
  })
  it('backs up once a day, only what changed, and keeps two', async () => {
    await put(3, 'a')
    await jobs.run()
    expect(backups()).toHaveLength(1)
    expect((await store.read((reader) => reader.head())).durableSeq).toBe(1)
    now += 25 * HOUR
    await jobs.run()
    expect(backups()).toHaveLength(1)
    for (const name of ['b', 'c', 'd']) {
      await put(1, name)
      await jobs.run()
      now += 25 * HOUR
    }
    expect(backups()).toHaveLength(2)
    expect(backups().join(' ')).toContain('-4-')
  })
  it('makes a snapshot first, then each night if something changed, and sooner when much did', async () => {
    await put(20, 'a')
    await jobs.run()
    expect(built).toHaveLength(1)
    await put(500, 'b')
    await jobs.run()
    expect(built).toHaveLength(1)
    await put(1, 'c')
    await jobs.run()
    expect(built).toHaveLength(2)
    await put(1, 'd')
    await jobs.run()
    expect(built).toHaveLength(2)
    now += DAY
    await jobs.run()
    expect(built).toHaveLength(3)
    now += DAY
    await jobs.run()
    expect(built).toHaveLength(3)
  })
  it('makes one again when history has changed', async () => {
    await put(2, 'a')
    await jobs.run()
    const { epoch } = await store.newEpoch()
    await jobs.run()
    expect(built.at(-1)?.epoch).toBe(epoch)
  })
  it('forgets tombstones after 90 days', async () => {
    await put(2, 'a')
    // Instants are kept to the minute.
    now += 2 * 60_000
    await store.write((writer) => writer.remove({ kind: 'structure', id: 'a-0' }))
    const { seq } = await store.read((reader) => reader.head())
    now += 60 * DAY
    await put(1, 'b')
    await jobs.run()
    expect((await store.read((reader) => reader.head())).floor).toBe(0)
    now += 31 * DAY
    await jobs.run()
    expect((await store.read((reader) => reader.head())).floor).toBe(seq)
  })
  it('goes on when one of them fails, and tries that one again later', async () => {
    await put(1, 'a')
    rmSync(join(folder, 'sauvegardes'), { recursive: true })
    await jobs.run()
    expect(built).toHaveLength(1)
    expect(lines.filter((line) => line.includes('"job":"backup"'))).toHaveLength(1)
    mkdirSync(join(folder, 'sauvegardes'))
    await jobs.run()
    expect(backups()).toEqual([])
    now += 11 * 60_000
    await jobs.run()
    expect(backups()).toHaveLength(1)
  })
  it('makes a snapshot when tombstones forgotten have left the last one behind', async () => {
    await put(3, 'a')
    await jobs.run()
    now += 2 * 60_000
    await store.write((writer) => writer.remove({ kind: 'structure', id: 'a-0' }))
    const { seq } = await store.read((reader) => reader.head())
    await jobs.run()
    expect(built).toHaveLength(1)
    await store.purgeTombstones(seq)
    await jobs.run()
    expect(built.at(-1)?.seq).toBe(seq)
    await jobs.run()
    expect(built).toHaveLength(2)
  })
  it('goes on when the clock was ten years ahead: backups are made, and the good ones kept', async () => {
    const right = now
    now += 3650 * DAY
    for (const name of ['a', 'b']) {
      await put(1, name)
      await jobs.run()
      now += 25 * HOUR
    }
    now = right
    for (const name of ['c', 'd']) {
      await put(501, name)
      await jobs.run()
      now += 25 * HOUR
    }
    expect(backups().map((name) => name.slice(0, -3).slice(-15, -11))).toEqual(['2026', '2026'])
    const { durableSeq, seq } = await store.read((reader) => reader.head())
    expect(durableSeq).toBe(seq)
    expect(built.at(-1)?.seq).toBe(seq)
  })
  it('tries again what failed, though the clock went back', async () => {
    await put(1, 'a')
    rmSync(join(folder, 'sauvegardes'), { recursive: true })
    await jobs.run()
    mkdirSync(join(folder, 'sauvegardes'))
    now -= 3650 * DAY
    await jobs.run()
    expect(backups()).toHaveLength(1)
  })
  it('removes what backups cut short left, and nothing else', async () => {
    const left = `sauvegarde-${'0'.repeat(32)}-7-20261101T000000.db.en-cours`
    for (const name of [left, `${left}-journal`, 'notes.txt']) writeFileSync(join(folder, 'sauvegardes', name), 'x')
    await put(1, 'a')
    await jobs.run()
    expect(backups()).toEqual(['notes.txt', expect.stringMatching(/^sauvegarde-.*\.db$/)])
  })
})

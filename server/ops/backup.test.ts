import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqliteStore, type SqliteStore } from '../store/sqlite.ts'
import { BackupError, backUpFile, restoreFile, verifyFile } from './backup.ts'
import { backUpInWorker } from './backup-in-worker.ts'

let folder: string
let file: string
let store: SqliteStore
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dora-backup-'))
  file = join(folder, 'catalogue-central.db')
  store = await openSqliteStore({ file })
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const put = (id: string, doc = '{}', of = store) =>
  of.write((writer) => writer.put({ kind: 'structure', id, scopes: ['cat:dep:75', 'cat:fr'], doc, hash: (ver) => 2 ** 47 + ver }))
const head = () => store.read((reader) => reader.head())

describe('a backup', () => {
  it('of a store in use is one instant of it, and moves its durable horizon', async () => {
    for (let n = 0; n < 50; n++) await put(`st-${n}`)
    const writing = (async () => {
      for (let n = 50; n < 150; n++) await put(`st-${n}`)
    })()
    const made = await backUpInWorker(file, join(folder, 'copie.db'))
    await writing
    expect(made.seq).toBeGreaterThanOrEqual(50)
    expect((await head()).durableSeq).toBe(made.seq)
    const copy = await openSqliteStore({ file: join(folder, 'copie.db') })
    const { sums, rows } = await copy.read(async (reader) => {
      const page = await reader.feed('cat:fr', 0, 1_000, 1e6)
      return { sums: await reader.sums('cat:fr'), rows: page.rows.length }
    })
    await copy.close()
    expect(rows).toBe(made.seq)
    expect(sums['structure']?.n).toBe(made.seq)
  })
  it('replaces nothing, and leaves nothing behind when it fails', () => {
    writeFileSync(join(folder, 'deja.db'), 'précieux')
    expect(() => backUpFile(file, join(folder, 'deja.db'))).toThrow(BackupError)
    expect(() => backUpFile(file, join(folder, 'absent', 'copie.db'))).toThrow()
    expect(readdirSync(folder).filter((name) => name.includes('en-cours'))).toEqual([])
  })
  it('is refused when a row does not match what desks are told of it', async () => {
    await put('st-1')
    const db = new Database(file)
    db.exec("UPDATE entity SET h = h + 1 WHERE id = 'st-1'")
    db.close()
    expect(() => backUpFile(file, join(folder, 'copie.db'))).toThrow(/ne correspond pas/)
    expect(existsSync(join(folder, 'copie.db'))).toBe(false)
  })
})

describe('a restore', () => {
  const copy = () => join(folder, 'copie.db')
  it('brings the rows back in a new epoch, and keeps what it replaced', async () => {
    await put('avant')
    backUpFile(file, copy())
    await put('apres')
    const before = await head()
    await store.close()
    const { head: after, aside } = await restoreFile(copy(), file, Date.now())
    expect(after.epoch).not.toBe(before.epoch)
    store = await openSqliteStore({ file })
    expect(await head()).toMatchObject({ epoch: after.epoch, seq: before.seq - 1 })
    const has = (of: SqliteStore, id: string) => of.read((reader) => reader.entity({ kind: 'structure', id }))
    expect(await has(store, 'apres')).toBeNull()
    expect(await has(store, 'avant')).not.toBeNull()
    const kept = await openSqliteStore({ file: aside as string })
    expect(await has(kept, 'apres')).not.toBeNull()
    await kept.close()
  })
  it('keeps what a crash had left in the log of the file it replaces', async () => {
    await put('avant')
    backUpFile(file, copy())
    await put('apres')
    // As a killed process leaves them.
    const left = join(folder, 'tué.db')
    for (const suffix of ['', '-wal']) copyFileSync(`${file}${suffix}`, `${left}${suffix}`)
    const { aside } = await restoreFile(copy(), left, Date.now())
    const kept = await openSqliteStore({ file: aside as string })
    expect(await kept.read((reader) => reader.entity({ kind: 'structure', id: 'apres' }))).not.toBeNull()
    await kept.close()
  })
  it('over a damaged file, whose log must not be replayed over it', async () => {
    await put('avant')
    backUpFile(file, copy())
    await store.close()
    const damaged = openSync(file, 'r+')
    writeSync(damaged, Buffer.alloc(4_096, 0xff), 0, 4_096, 0)
    writeFileSync(`${file}-wal`, Buffer.alloc(10_000, 7))
    await restoreFile(copy(), file, Date.now())
    store = await openSqliteStore({ file })
    expect(await store.read((reader) => reader.entity({ kind: 'structure', id: 'avant' }))).not.toBeNull()
  })
  it.each([
    ['cut', () => truncateSync(copy(), 6_000)],
    ['not a database', () => writeFileSync(copy(), 'bonjour')],
    ['absent', () => rmSync(copy())],
    [
      'another database',
      () => {
        rmSync(copy())
        const db = new Database(copy())
        db.exec('CREATE TABLE head (a)')
        db.close()
      },
    ],
  ])('of a file that is %s changes nothing', async (_, spoil) => {
    await put('avant')
    backUpFile(file, copy())
    spoil()
    const { epoch } = await head()
    await store.close()
    const names = readdirSync(folder).sort()
    await expect(restoreFile(copy(), file, Date.now())).rejects.toThrow(BackupError)
    expect(readdirSync(folder).sort()).toEqual(names)
    store = await openSqliteStore({ file })
    expect((await head()).epoch).toBe(epoch)
  })
  it('checks every row', async () => {
    await put('st-1')
    await store.close()
    copyFileSync(file, copy())
    expect(verifyFile(copy()).seq).toBe(1)
    store = await openSqliteStore({ file })
  })
})

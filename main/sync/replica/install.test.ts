import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CATALOGUE_VERSION, CataloguePointer } from '#shared/catalogue/file.ts'
import { FRANCE } from '#shared/sync/scope.ts'
import type { SnapshotInfo } from '#shared/sync/wire.ts'
import { createEngine } from '#main/catalogue/engine.ts'
import { testService } from '#main/testing/catalogue.ts'
import { blobOf, makeSnapshot, putOf, sumsOf, TEST_EPOCH, versioned, type TestSnapshot } from '#main/testing/snapshot.ts'
import { SyncFailure, type Replica, type Transport } from '../ports.ts'
import { realFs, type Fs } from './fs.ts'
import { openReplica } from './replica.ts'

// Real files, flushed for real: slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const service = (id: string) => versioned('service', testService(id, { nom: `Service ${id} ${Math.sin(id.length)}` }))
const before = [service('ancien')]
const after = Array.from({ length: 60 }, (_, i) => service(`n${i}`))

let folder: string
let opened: Replica[] = []
const open = (fs: Fs = realFs): Replica => {
  const replica = openReplica({ folder, zoneName: () => null, clock: { now: () => 0 }, fs })
  opened.push(replica)
  return replica
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'install-'))
})
afterEach(async () => {
  for (const replica of opened) await replica.close()
  opened = []
  rmSync(folder, { recursive: true, force: true })
})

const pointed = (): string | null => {
  const file = join(folder, 'current.json')
  return existsSync(file) ? CataloguePointer.parse(JSON.parse(readFileSync(file, 'utf8'))).file : null
}
/** What the search would count: null without a catalogue. Throws when the file named is not whole. */
const counted = (): number | null => {
  const file = pointed()
  if (file === null) return null
  const engine = createEngine(join(folder, file))
  engine.close()
  return engine.info.services
}
const parts = () => (existsSync(join(folder, 'tmp')) ? readdirSync(join(folder, 'tmp')) : [])
const install = (replica: Replica, { info, bytes }: TestSnapshot, blob: Transport['blob'] = blobOf(bytes)) =>
  replica.install(info, blob, () => {})
const old = async () => {
  const replica = open()
  await install(replica, makeSnapshot(before, { seq: 1 }))
  await replica.close()
}

/** A blob that notes where it was asked from, and may end too soon. */
const cutting = (bytes: Uint8Array, cutAt: number) => {
  const asked: number[] = []
  const blob: Transport['blob'] = async function* cut(url, from) {
    asked.push(from)
    yield* blobOf(bytes.subarray(0, Math.max(from, cutAt)))(url, from)
    throw new SyncFailure('network')
  }
  return { blob, asked }
}

describe('a download', () => {
  const snapshot = makeSnapshot(after)
  const size = snapshot.info.parts.size

  test('that is cut goes on from where it was, also after a restart', async () => {
    await old()
    const cutAt = size + 777
    expect(snapshot.bytes.length).toBeGreaterThan(cutAt)
    const first = cutting(snapshot.bytes, cutAt)
    await expect(install(open(), snapshot, first.blob)).rejects.toMatchObject({ code: 'network' })
    expect(counted()).toBe(1)
    expect(parts()).toEqual([`${snapshot.info.sha256}.part`])

    const asked: number[] = []
    const replica = open()
    await install(replica, snapshot, (url, from) => {
      asked.push(from)
      return blobOf(snapshot.bytes)(url, from)
    })
    expect(asked).toEqual([cutAt])
    expect(counted()).toBe(60)
    expect(await replica.recount(FRANCE)).toEqual(sumsOf(after))
    expect(parts()).toEqual([])
  })

  test('whose beginning rotted on the disk is taken again from the last good part', async () => {
    const first = cutting(snapshot.bytes, size * 2 + 10)
    await expect(install(open(), snapshot, first.blob)).rejects.toMatchObject({ code: 'network' })
    const part = join(folder, 'tmp', `${snapshot.info.sha256}.part`)
    const bytes = readFileSync(part)
    bytes[size + 5] = (bytes[size + 5] ?? 0) ^ 1
    writeFileSync(part, bytes)
    const asked: number[] = []
    await install(open(), snapshot, (url, from) => {
      asked.push(from)
      return blobOf(snapshot.bytes)(url, from)
    })
    expect(asked).toEqual([size])
    expect(counted()).toBe(60)
  })

  test('with a part that came wrong once asks for it again; wrong every time, it stops and keeps the good ones', async () => {
    const bad = Uint8Array.from(snapshot.bytes)
    bad[size + 5] = (bad[size + 5] ?? 0) ^ 1
    let times = 0
    const once: Transport['blob'] = (url, from) => blobOf(times++ === 0 ? bad : snapshot.bytes)(url, from)
    await install(open(), snapshot, once)
    expect(counted()).toBe(60)

    const other = makeSnapshot(after, { seq: 11 })
    const wrong = Uint8Array.from(other.bytes)
    wrong[size + 5] = (wrong[size + 5] ?? 0) ^ 1
    await expect(install(open(), other, blobOf(wrong))).rejects.toMatchObject({ code: 'corrupt_download' })
    expect(statSync(join(folder, 'tmp', `${other.info.sha256}.part`)).size).toBe(size)
    expect(counted()).toBe(60)
  })

  test('longer than announced is cut; shorter, it is to be gone on with', async () => {
    const shorter = blobOf(snapshot.bytes.subarray(0, size))
    await expect(install(open(), snapshot, shorter)).rejects.toMatchObject({ code: 'network' })
    expect(pointed()).toBeNull()
    await install(open(), snapshot, blobOf(Buffer.concat([snapshot.bytes, Buffer.alloc(10)])))
    expect(counted()).toBe(60)
  })

  test('of another file forgets the one begun before', async () => {
    await expect(install(open(), snapshot, cutting(snapshot.bytes, size).blob)).rejects.toMatchObject({ code: 'network' })
    const other = makeSnapshot(before, { seq: 20 })
    await install(open(), other)
    expect(parts()).toEqual([])
    expect(counted()).toBe(1)
  })
})

describe('a file that came whole and is not right leaves the former catalogue, and is not kept', () => {
  const withRaw = (raw: Uint8Array, info: SnapshotInfo): TestSnapshot => {
    const bytes = zstdCompressSync(raw)
    const sha = (some: Uint8Array) => createHash('sha256').update(some).digest('hex')
    const announced = { bytes: bytes.length, sha256: sha(bytes), parts: { size: bytes.length, sha256: [sha(bytes)] } }
    return { raw, bytes, info: { ...info, ...announced } }
  }
  const good = makeSnapshot(after, { seq: 30 })
  const flipped = Uint8Array.from(good.raw)
  flipped[flipped.length - 100] = (flipped[flipped.length - 100] ?? 0) ^ 1

  const cases: Readonly<Record<string, TestSnapshot>> = {
    'wrong raw hash, right size': withRaw(flipped, good.info),
    'more than announced once inflated': withRaw(Buffer.concat([good.raw, Buffer.alloc(4096)]), good.info),
    'less than announced once inflated': withRaw(good.raw.subarray(0, 8192), good.info),
    'not zstd': { ...good, ...withRaw(good.raw, good.info), ...notZstd(good) },
    'a trigger': makeSnapshot(after, {
      seq: 31,
      tamper: (db) => db.exec('CREATE TRIGGER t AFTER INSERT ON services BEGIN DELETE FROM services; END'),
    }),
    'a view': makeSnapshot(after, { seq: 32, tamper: (db) => db.exec('CREATE VIEW v AS SELECT 1') }),
    'a table too many': makeSnapshot(after, { seq: 33, tamper: (db) => db.exec('CREATE TABLE x (y)') }),
    'an index missing': makeSnapshot(after, { seq: 34, tamper: (db) => db.exec('DROP INDEX services_nom') }),
    'a row less than its sums': makeSnapshot(after, { seq: 35, tamper: (db) => db.exec("DELETE FROM services WHERE id = 'n3'") }),
    'another history': makeSnapshot(after, {
      seq: 36,
      tamper: (db) => db.exec(`UPDATE replica SET value = '${'e'.repeat(32)}' WHERE key = 'epoch'`),
    }),
    'another cursor': makeSnapshot(after, { seq: 37, tamper: (db) => db.exec('UPDATE replica_scopes SET seq = 99') }),
    'no version': makeSnapshot(after, { seq: 38, tamper: (db) => db.exec('PRAGMA user_version = 0') }),
  }

  test.each(Object.keys(cases))('%s', async (name) => {
    await old()
    const replica = open()
    const wrong = cases[name] as TestSnapshot
    await expect(install(replica, wrong)).rejects.toMatchObject({ code: 'corrupt_download' })
    expect(counted()).toBe(1)
    expect(parts()).toEqual([])
    await install(replica, good)
    expect(counted()).toBe(60)
  })
})

function notZstd({ info }: TestSnapshot): Pick<TestSnapshot, 'info' | 'bytes'> {
  const bytes = Buffer.from('<html>Connexion au réseau</html>')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { bytes, info: { ...info, bytes: bytes.length, sha256, parts: { size: bytes.length, sha256: [sha256] } } }
}

describe('a file of another version', () => {
  test('that this one would misread is not even downloaded', async () => {
    await old()
    const { info } = makeSnapshot(after)
    const newer = { ...info, file_version: CATALOGUE_VERSION + 2, min_safe_version: CATALOGUE_VERSION + 1 }
    const blob = vi.fn(blobOf(new Uint8Array(0)))
    await expect(open().install(newer, blob, () => {})).rejects.toMatchObject({ code: 'upgrade_required' })
    expect(blob).not.toHaveBeenCalled()
    expect(counted()).toBe(1)
  })

  test('newer, but safe to read, is installed and followed', async () => {
    const snapshot = makeSnapshot(after, {
      tamper: (db) => {
        db.exec(`CREATE TABLE plus_tard (a INTEGER PRIMARY KEY, b TEXT) STRICT; PRAGMA user_version = ${CATALOGUE_VERSION + 1}`)
      },
    })
    const info = { ...snapshot.info, file_version: CATALOGUE_VERSION + 1 }
    const replica = open()
    await install(replica, { ...snapshot, info })
    const added = service('plus')
    const page = { epoch: TEST_EPOCH, scope: FRANCE, changes: [putOf(added, 11)], next: 11, at: '2026-06-03T00:00:00.000Z' }
    expect(await replica.apply(page)).toBe(1)
    expect(counted()).toBe(61)
    expect(await replica.recount(FRANCE)).toEqual(sumsOf([...after, added]))
  })
})

/** Counts what touches the disk, and fails at the nth with this code; what was done before stays done. */
const failingFs = (at: number, code: string, once = false) => {
  let n = 0
  const step = () => {
    n++
    if (once ? n === at : n >= at) throw Object.assign(new Error(code), { code })
  }
  const before_ =
    <A extends unknown[], T>(work: (...args: A) => T) =>
    (...args: A): T => {
      step()
      return work(...args)
    }
  const fs: Fs = {
    ...realFs,
    open: (file, mode) => {
      const handle = realFs.open(file, mode)
      if (mode === 'read') return handle
      return { ...handle, write: before_(handle.write), sync: before_(handle.sync), truncate: before_(handle.truncate) }
    },
    rename: before_(realFs.rename),
    remove: before_(realFs.remove),
    syncFolder: before_(realFs.syncFolder),
  }
  return { fs, steps: () => n }
}

describe('the disk', () => {
  const snapshot = makeSnapshot(after)

  test.each(['ENOSPC', 'EROFS'])(
    'failing with %s at any step leaves one whole catalogue, and a later try succeeds',
    async (code) => {
      const counting = failingFs(Infinity, code)
      await old()
      await install(open(counting.fs), snapshot, blobOf(snapshot.bytes, 1 << 16))
      const total = counting.steps()
      expect(total).toBeGreaterThan(8)
      for (let at = 1; at <= total; at++) {
        rmSync(folder, { recursive: true })
        await old()
        const replica = open(failingFs(at, code).fs)
        const failure = await install(replica, snapshot, blobOf(snapshot.bytes, 1 << 16)).then(
          () => null,
          (error: unknown) => error,
        )
        await replica.close()
        if (failure !== null) expect(failure).toMatchObject({ name: 'SyncFailure', code: code === 'ENOSPC' ? 'disk_full' : 'io' })
        expect([1, 60]).toContain(counted())
        const again = open()
        await install(again, snapshot)
        await again.close()
        expect(counted()).toBe(60)
        expect(parts()).toEqual([])
      }
    },
  )

  test('without room is said before anything is asked', async () => {
    await old()
    const replica = open({ ...realFs, freeBytes: () => snapshot.info.raw_bytes })
    await expect(install(replica, snapshot)).rejects.toMatchObject({ code: 'disk_full' })
    expect(parts()).toEqual([])
    expect(counted()).toBe(1)
  })
})

test('leftovers of a former run go at the next one; the current file, a download and a stage stay', async () => {
  await old()
  const current = pointed() as string
  const left = [
    `catalogue-${'a'.repeat(32)}-5.db`,
    `catalogue-${'a'.repeat(32)}-5.db-wal`,
    `${current.replace('-1.db', '-01.db')}.abime`,
  ]
  for (const name of left) writeFileSync(join(folder, name), 'x')
  writeFileSync(join(folder, 'catalogue-importe-0.db'), 'import')
  const kept = [`${'b'.repeat(64)}.part`, `stage-${'c'.repeat(16)}.db`]
  for (const name of [...kept, 'reste.db']) writeFileSync(join(folder, 'tmp', name), 'x')
  await open().current()
  expect(readdirSync(folder).filter((name) => left.includes(name))).toEqual([])
  expect(readdirSync(folder)).toContain('catalogue-importe-0.db')
  expect(parts().sort()).toEqual(kept.sort())
  expect(counted()).toBe(1)
})

test('the same snapshot installed again is another file: the search may still be reading the first', async () => {
  const replica = open()
  const snapshot = makeSnapshot(after)
  await install(replica, snapshot)
  const first = pointed() as string
  const reading = createEngine(join(folder, first))
  await replica.apply({
    epoch: TEST_EPOCH,
    scope: FRANCE,
    changes: [{ op: 'remove', seq: 11, kind: 'service', id: 'n0' }],
    next: 11,
    at: '2026-06-03T00:00:00.000Z',
  })
  await install(replica, snapshot)
  expect(pointed()).not.toBe(first)
  expect(counted()).toBe(60)
  expect(reading.cards(['n0', 'n1'])).toHaveLength(1)
  reading.close()
})

test('a current file cut short is not current', async () => {
  await old()
  truncateSync(join(folder, pointed() as string), 100)
  expect(await open().current()).toBeNull()
})

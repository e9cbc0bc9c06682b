import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Blobs, BlobsUnreachable } from '../blobs/blobs.ts'
import { openBlobs } from '../blobs/open.ts'
import { createServerLog } from '../ops/log.ts'
import { openPostgresqlStore } from '../store/postgresql.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { SyncStore } from '../store/types.ts'
import { createBytesSeal, createSeal } from '../sync/seal.ts'
import { startPostgres, type TestPostgres } from '../testing/postgres.ts'
import type { PieceParts } from './pieces-parts.ts'
import { attachPieces, dropPieces, pieceOf, type PieceRow } from './pieces-rows.ts'
import { sweepDoomed, sweepLost } from './pieces-sweep.ts'
import { announcePiece, receivePart } from './pieces-upload.ts'
import { pdf } from './testing/files.ts'

/** Files go on time, on both engines, by a clock that moves. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const KEY = Buffer.alloc(32, 9)
const seal = createSeal(KEY)

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

describe.each(['sqlite', 'postgresql'] as const)('files that go, %s', (engine) => {
  let folder: string
  let store: SyncStore
  let blobs: Blobs
  let parts: PieceParts
  let lines: string[]
  let log: ReturnType<typeof createServerLog>
  let ahead: number
  const pass = (ms: number): void => {
    ahead += ms
  }
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dora-sweep-'))
    ahead = 0
    lines = []
    log = createServerLog('debug', { write: (line) => void lines.push(line) })
    store =
      engine === 'sqlite'
        ? await openSqliteStore({ file: join(folder, 'catalogue-central.db') })
        : await openPostgresqlStore({ url: await postgres.newDatabase() })
    blobs = openBlobs({ s3: null, folder: join(folder, 'pieces') }, createBytesSeal(KEY))
    parts = { store, seal, blobs, now: () => Date.now() + ahead }
  })
  afterEach(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const count = async (): Promise<number> => {
    let n = 0
    for await (const _ of blobs.list()) n += 1
    return n
  }
  const row = (id: string): Promise<PieceRow | null> => store.read((reader) => pieceOf(reader, seal, id))
  /** @param bytes of 3,000 that are sent, in parts of 1,000. */
  const upload = async (bytes = 3_000): Promise<string> => {
    const id = randomUUID()
    await announcePiece(parts, 'u1', { id, nom: 'Plantée.pdf', taille: 3_000 })
    for (let from = 0; from < bytes; from += 1_000)
      await receivePart(parts, 'u1', { id, from, bytes: pdf('x', 3_000).subarray(from, from + 1_000) })
    return id
  }
  const attach = (id: string, orientationId = randomUUID()) =>
    store
      .write((writer) =>
        attachPieces(writer, seal, { userId: 'u1', orientationId, pieces: [{ id, nom: 'x.pdf', pour: '', taille: 1 }] }),
      )
      .then(({ value }) => value)
  const drop = (...ids: readonly string[]) => store.write((writer) => dropPieces(writer, seal, ids))
  const minute = async () => ({ ...(await sweepLost(parts, log)), removed: await sweepDoomed(parts) })
  const NOTHING = { dropped: 0, orphans: 0, removed: 0 }

  test('what is dropped goes within the minute, bytes then row', async () => {
    const [one, other] = [await upload(), await upload()]
    await attach(one)
    await attach(other)
    expect(await minute()).toEqual(NOTHING)
    await drop(one)
    expect(await minute()).toEqual({ ...NOTHING, removed: 1 })
    expect([await row(one), (await row(other))?.etat, await count()]).toEqual([null, 'jointe', 1])
    expect(await minute()).toEqual(NOTHING)
    expect(lines.join('')).not.toContain('Plantée')
  })

  test('what no request takes goes after three hours, complete or not; what one took stays', async () => {
    const [taken, complete, half, none] = [await upload(), await upload(), await upload(2_000), await upload(0)]
    await attach(taken)
    pass(3 * HOUR_MS - MINUTE_MS)
    const late = await upload()
    expect(await minute()).toEqual(NOTHING)
    pass(2 * MINUTE_MS)
    expect(await minute()).toEqual({ dropped: 3, orphans: 0, removed: 3 })
    for (const id of [complete, half, none]) expect(await row(id)).toBeNull()
    expect([(await row(taken))?.etat, (await row(late))?.etat, await count()]).toEqual(['jointe', 'complete', 2])
    for (let month = 0; month < 6; month += 1) {
      pass(30 * 24 * HOUR_MS)
      await minute()
    }
    expect([(await row(taken))?.etat, await row(late), await count()]).toEqual(['jointe', null, 1])
  })

  test('a file that is announced again is waited for', async () => {
    const id = await upload()
    pass(2 * HOUR_MS)
    await announcePiece(parts, 'u1', { id, nom: 'Plantée.pdf', taille: 3_000 })
    pass(2 * HOUR_MS)
    expect(await minute()).toEqual(NOTHING)
    expect(await attach(id)).toHaveLength(1)
    pass(4 * HOUR_MS)
    expect(await minute()).toEqual(NOTHING)
  })

  test('what a crash left, that no row names, goes after three hours; never when no row names anything', async () => {
    for (let n = 0; n < 3; n += 1) await blobs.put(randomUUID(), Buffer.from('x'))
    pass(4 * HOUR_MS)
    expect(await minute()).toEqual(NOTHING)
    expect([await count(), lines.join('').includes('none removed')]).toEqual([3, true])
    const id = await upload()
    await attach(id)
    expect(await minute()).toEqual({ ...NOTHING, orphans: 3 })
    expect(await count()).toBe(1)
  })

  test('cut while files are removed, the next minute ends it', async () => {
    const ids = [await upload(), await upload(2_000), await upload()]
    await drop(...ids)
    let removals = 0
    const cut: PieceParts = {
      ...parts,
      blobs: {
        ...blobs,
        remove: async (name) => {
          removals += 1
          if (removals > 2) throw new BlobsUnreachable('Cut')
          await blobs.remove(name)
        },
      },
    }
    await expect(sweepDoomed(cut)).rejects.toBeInstanceOf(BlobsUnreachable)
    // What is left is named still.
    expect(await Promise.all(ids.map(row))).not.toEqual([null, null, null])
    await sweepDoomed(parts)
    expect([await Promise.all(ids.map(row)), await count()]).toEqual([[null, null, null], 0])
  })

  test('one file that cannot be removed does not keep the others', async () => {
    const ids = [await upload(), await upload(), await upload()]
    await drop(...ids)
    const stuck = (await row([...ids].sort()[0] ?? ''))?.blob
    const failing: PieceParts = {
      ...parts,
      blobs: {
        ...blobs,
        remove: async (name) => {
          if (name === stuck) throw new Error('EACCES')
          await blobs.remove(name)
        },
      },
    }
    await expect(sweepDoomed(failing)).rejects.toThrow('EACCES')
    expect(await count()).toBe(1)
  })

  test('after a backup is restored, nothing is found lost for a day: desks send again, another may be restored', async () => {
    const [attached, waiting] = [await upload(), await upload()]
    await attach(attached)
    await minute()
    pass(10 * HOUR_MS)
    // The row of a file as the backup has it, and a blob of after the backup.
    await store.newEpoch()
    await blobs.put(randomUUID(), Buffer.from('x'))
    pass(5 * HOUR_MS)
    expect(await minute()).toEqual(NOTHING)
    pass(23 * HOUR_MS)
    expect(await minute()).toEqual(NOTHING)
    expect([(await row(waiting))?.etat, await count()]).toEqual(['complete', 3])
    // What is dropped goes all the same.
    await drop(attached)
    expect(await minute()).toEqual({ ...NOTHING, removed: 1 })
    pass(2 * HOUR_MS)
    expect(await minute()).toEqual({ dropped: 1, orphans: 1, removed: 1 })
    expect(await count()).toBe(0)
  })

  test('a request that takes a file while it is looked at keeps it', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const id = await upload()
      pass(4 * HOUR_MS)
      const [attached] = await Promise.all([attach(id), minute()])
      await minute()
      // One of the two was first, and the other agrees.
      expect((await row(id))?.etat).toBe(attached === null ? undefined : 'jointe')
      if (attached !== null) await drop(id)
      await minute()
      expect(await count()).toBe(0)
    }
  })
})

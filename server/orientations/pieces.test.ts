import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { MAX_ATTACHMENT_BYTES } from '#shared/orientation/attachments.ts'
import { PIECE_PART_BYTES, type PieceState } from '#shared/orientation/wire.ts'
import { type Blobs, BlobsUnreachable } from '../blobs/blobs.ts'
import { openBlobs } from '../blobs/open.ts'
import { startS3, type TestS3 } from '../blobs/testing/s3.ts'
import { openPostgresqlStore } from '../store/postgresql.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { SyncStore } from '../store/types.ts'
import { createBytesSeal, createSeal } from '../sync/seal.ts'
import { startPostgres, type TestPostgres } from '../testing/postgres.ts'
import type { PieceParts } from './pieces-parts.ts'
import { PieceRefusal } from './pieces-refusal.ts'
import { attachPieces, dropPieces, pieceOf, type PieceRow, putPiece } from './pieces-rows.ts'
import { readPiece } from './pieces-read.ts'
import { announcePiece, keepWhole, MOST_UNATTACHED, receivePart, stateOfPiece, undoWhole } from './pieces-upload.ts'
import { docx, MISLABELLED, pdf } from './testing/files.ts'

/** Files of requests, on both engines, on a disk and in a bucket. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const KEY = Buffer.alloc(32, 9)
const seal = createSeal(KEY)

let postgres: TestPostgres
let s3: TestS3
beforeAll(async () => {
  postgres = await startPostgres()
  s3 = await startS3()
})
afterAll(async () => {
  await s3.stop()
  await postgres.stop()
})

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'taken',
    (error: unknown) => {
      if (error instanceof PieceRefusal) return error.motif
      throw error
    },
  )

describe.each(['sqlite', 'postgresql'] as const)('files of requests, %s', (engine) => {
  let folder: string
  let store: SyncStore
  let blobs: Blobs
  let parts: PieceParts
  let [u1, u2] = ['', '']
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dora-pieces-'))
    store =
      engine === 'sqlite'
        ? await openSqliteStore({ file: join(folder, 'catalogue-central.db') })
        : await openPostgresqlStore({ url: await postgres.newDatabase() })
  })
  beforeEach(() => {
    ;[u1, u2] = [randomUUID(), randomUUID()]
    // One engine with each, as servers have them.
    const bucket = { ...s3.config, prefix: `${randomUUID()}/` }
    blobs = openBlobs({ s3: engine === 'sqlite' ? null : bucket, folder: join(folder, randomUUID()) }, createBytesSeal(KEY))
    parts = { store, seal, blobs, now: Date.now }
  })
  afterAll(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const names = async (): Promise<string[]> => {
    const found: string[] = []
    for await (const { name } of blobs.list()) found.push(name)
    return found
  }
  const row = (id: string): Promise<PieceRow | null> => store.read((reader) => pieceOf(reader, seal, id))
  const announce = (id: string, nom: string, taille: number, who = u1, by = parts) => announcePiece(by, who, { id, nom, taille })
  /** From wherever it stands to its end. */
  const send = async (state: PieceState, bytes: Uint8Array, { who = u1, by = parts, part = PIECE_PART_BYTES } = {}) => {
    let at = state
    while (!at.complete) {
      const { state: next } = await receivePart(by, who, {
        id: at.id,
        from: at.recu,
        bytes: bytes.subarray(at.recu, at.recu + part),
      })
      at = next
    }
    return at
  }
  const upload = async (nom: string, bytes: Uint8Array, who = u1): Promise<string> => {
    const id = randomUUID()
    await send(await announce(id, nom, bytes.length, who), bytes, { who })
    return id
  }
  const attach = (userId: string, orientationId: string, ids: readonly string[]) =>
    store
      .write((writer) =>
        attachPieces(writer, seal, {
          userId,
          orientationId,
          pieces: ids.map((id) => ({ id, nom: 'autre nom.pdf', pour: 'Un CV', taille: 1 })),
        }),
      )
      .then(({ value }) => value)

  test('a file that comes in parts is one blob, sealed, read as it was sent', async () => {
    const bytes = pdf('Bénédicte Plantée', MAX_ATTACHMENT_BYTES)
    const id = randomUUID()
    expect(await announce(id, 'CV de Bénédicte.pdf', bytes.length)).toEqual({
      id,
      taille: bytes.length,
      recu: 0,
      complete: false,
    })
    const state = await send(await stateOfPiece(parts, u1, id), bytes)
    expect(state).toEqual({ id, taille: bytes.length, recu: bytes.length, complete: true })
    expect(await names()).toEqual([(await row(id))?.blob])
    const orientation = randomUUID()
    const attached = await attach(u1, orientation, [id])
    // What was checked, whatever is said of it now.
    expect(attached).toEqual([{ id, nom: 'CV de Bénédicte.pdf', pour: 'Un CV', type: 'application/pdf', taille: bytes.length }])
    const read = await readPiece(parts, { id: orientation, pieces: attached ?? [] }, id)
    expect([read?.nom, read?.type, read?.bytes.equals(bytes)]).toEqual(['CV de Bénédicte.pdf', 'application/pdf', true])
    // Neither the bytes nor the name are anywhere in clear.
    for (const root of engine === 'sqlite' ? [folder] : [folder, s3.folder])
      for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }))
        if (entry.isFile()) expect(readFileSync(join(entry.parentPath, entry.name)).includes('Plantée')).toBe(false)
    for (const root of [folder, s3.folder])
      expect(readdirSync(root, { recursive: true }).some((name) => String(name).includes('CV'))).toBe(false)
  })

  test('sent in any pieces, again, out of order, it is the same file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ cut: fc.integer({ min: 1, max: 4_000 }), slip: fc.integer({ min: -3, max: 3 }) }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.integer({ min: 30, max: 9_000 }),
        async (steps, length) => {
          const bytes = pdf('fiche', length)
          const id = randomUUID()
          let state = await announce(id, 'fiche.pdf', bytes.length)
          for (const { cut, slip } of steps) {
            const from = Math.max(0, state.recu + slip * 100)
            const sent = bytes.subarray(from, Math.min(bytes.length, from + cut))
            if (sent.length === 0) continue
            const { recu } = state
            const answer = await receivePart(parts, u1, { id, from, bytes: sent })
            // Follows what is there, or is there already.
            expect(answer.taken).toBe(from === recu || from + sent.length <= recu)
            expect(answer.state.recu).toBe(from === recu ? recu + sent.length : recu)
            state = answer.state
          }
          await send(state, bytes)
          const orientation = randomUUID()
          const attached = await attach(u1, orientation, [id])
          const read = await readPiece(parts, { id: orientation, pieces: attached ?? [] }, id)
          expect(read?.bytes.equals(bytes)).toBe(true)
        },
      ),
      { numRuns: 15 },
    )
  })

  test('cut anywhere, by a failure of the disk or a crash, the next request ends what was begun', async () => {
    const bytes = docx('x'.repeat(3_000))
    for (let cutAt = 0; cutAt < 14; cutAt += 1) {
      let acts = 0
      /** Nothing works from there on, as for a process that dies. */
      const cut = (): void => {
        acts += 1
        if (acts > cutAt) throw new BlobsUnreachable('Cut')
      }
      const dying: PieceParts = {
        ...parts,
        blobs: {
          ...blobs,
          put: async (name, sent) => {
            cut()
            await blobs.put(name, sent)
            cut()
          },
          get: async (name) => {
            cut()
            return blobs.get(name)
          },
          remove: async (name) => {
            cut()
            await blobs.remove(name)
          },
        },
      }
      const id = randomUUID()
      const begun = await announce(id, 'Projet.docx', bytes.length)
      await send(begun, bytes, { by: dying, part: Math.ceil(bytes.length / 2) }).catch((error: unknown) => {
        if (!(error instanceof BlobsUnreachable)) throw error
      })
      // Told again from its beginning, to another replica.
      const state = await send(await announce(id, 'Projet.docx', bytes.length), bytes)
      expect(state).toMatchObject({ recu: bytes.length, complete: true })
      const orientation = randomUUID()
      const read = await readPiece(parts, { id: orientation, pieces: (await attach(u1, orientation, [id])) ?? [] }, id)
      expect(read?.bytes.equals(bytes)).toBe(true)
    }
  })

  test('two replicas that receive the same part, or the last one, keep it once', async () => {
    const bytes = pdf('fiche', 40_000)
    const id = randomUUID()
    await announce(id, 'fiche.pdf', bytes.length)
    const half = 20_000
    const both = (from: number) =>
      Promise.all([1, 2, 3].map(() => receivePart(parts, u1, { id, from, bytes: bytes.subarray(from, from + half) })))
    for (const from of [0, half])
      for (const { taken, state } of await both(from)) expect([taken, state.recu]).toEqual([true, from + half])
    expect(await stateOfPiece(parts, u1, id)).toMatchObject({ complete: true })
    expect(await names()).toEqual([(await row(id))?.blob])
  })

  test('parts that a restored backup names and that are gone are asked for again', async () => {
    const bytes = pdf('fiche', 3_000)
    const id = randomUUID()
    let state = await announce(id, 'fiche.pdf', bytes.length)
    for (const from of [0, 1_000])
      ({ state } = await receivePart(parts, u1, { id, from, bytes: bytes.subarray(from, from + 1_000) }))
    expect(state.recu).toBe(2_000)
    await blobs.remove((await row(id))?.parts[1]?.blob ?? '')
    const last = await receivePart(parts, u1, { id, from: 2_000, bytes: bytes.subarray(2_000) })
    expect(last.state).toMatchObject({ recu: 1_000, complete: false })
    expect(await send(last.state, bytes)).toMatchObject({ complete: true })
  })

  test('what is not what its name says is refused once it is whole, and forgotten', async () => {
    for (const [nom, bytes] of Object.entries(MISLABELLED)) {
      const id = randomUUID()
      const begun = await announce(id, nom, bytes.length)
      expect(await refusal(send(begun, bytes, { part: Math.ceil(bytes.length / 2) }))).toBe('contenu')
      expect([nom, await row(id), await names()]).toEqual([nom, null, []])
      expect(await refusal(stateOfPiece(parts, u1, id))).toBe('inconnue')
    }
  })

  test('what may not be attached is refused before a byte is sent', async () => {
    expect(await refusal(announce(randomUUID(), '../fiche.pdf', 100))).toBe('nom')
    expect(await refusal(announce(randomUUID(), 'fiche.exe', 100))).toBe('format')
    expect(await refusal(announce(randomUUID(), 'fiche.pdf', MAX_ATTACHMENT_BYTES + 1))).toBe('taille')
  })

  test('bytes that were not announced are refused', async () => {
    const id = randomUUID()
    await announce(id, 'fiche.pdf', 100)
    expect(await refusal(receivePart(parts, u1, { id, from: 0, bytes: pdf('x', 101) }))).toBe('morceau')
    expect(await refusal(receivePart(parts, u1, { id, from: 100, bytes: pdf('x') }))).toBe('morceau')
    expect(await refusal(receivePart(parts, u1, { id, from: 0, bytes: Buffer.alloc(0) }))).toBe('morceau')
    // Crumbs, without end.
    const crumbs = Array.from({ length: 400 }, () => ({ blob: randomUUID(), taille: 1 }))
    const known = await row(id)
    if (known === null) throw new Error('announced')
    await store.write((writer) => putPiece(writer, seal, { ...known, taille: 1_000, recu: 400, parts: crumbs }))
    expect(await refusal(receivePart(parts, u1, { id, from: 400, bytes: Buffer.from('x') }))).toBe('morceau')
    expect(await names()).toEqual([])
  })

  test('a file is its sender’s: for anyone else there is none', async () => {
    const bytes = pdf('fiche')
    const id = await upload('fiche.pdf', bytes)
    expect(await refusal(stateOfPiece(parts, u2, id))).toBe('inconnue')
    expect(await refusal(announce(id, 'fiche.pdf', bytes.length, u2))).toBe('inconnue')
    expect(await refusal(receivePart(parts, u2, { id, from: 0, bytes }))).toBe('inconnue')
    expect(await attach(u2, randomUUID(), [id])).toBeNull()
    expect(await refusal(announce(id, 'autre.pdf', bytes.length))).toBe('autre')
    expect(await refusal(announce(id, 'fiche.pdf', bytes.length + 1))).toBe('autre')
    expect(await announce(id, 'fiche.pdf', bytes.length)).toMatchObject({ complete: true })
  })

  test('so many files wait for one person, and no more', async () => {
    const ids = Array.from({ length: MOST_UNATTACHED }, () => randomUUID())
    for (const id of ids) await announce(id, 'fiche.pdf', 100)
    expect(await refusal(announce(randomUUID(), 'fiche.pdf', 100))).toBe('nombre')
    // Those that are known already go on, and so does anyone else.
    expect(await refusal(announce(ids[0] as string, 'fiche.pdf', 100))).toBe('taken')
    expect(await refusal(announce(randomUUID(), 'fiche.pdf', 100, u2))).toBe('taken')
    const [id = ''] = ids
    await send(await announce(id, 'fiche.pdf', 100), pdf('x', 100))
    await attach(u1, randomUUID(), [id])
    expect(await refusal(announce(randomUUID(), 'fiche.pdf', 100))).toBe('taken')
  })

  test('files are attached all or none, to one request, as often as it is said', async () => {
    const [one, other, theirs] = [
      await upload('un.pdf', pdf('1')),
      await upload('deux.pdf', pdf('2')),
      await upload('trois.pdf', pdf('3'), u2),
    ]
    const half = randomUUID()
    await announce(half, 'moitié.pdf', 100)
    const orientation = randomUUID()
    for (const wrong of [half, theirs, randomUUID()]) {
      expect(await attach(u1, orientation, [one, wrong])).toBeNull()
      expect((await row(one))?.etat).toBe('complete')
    }
    expect(await attach(u1, orientation, [])).toEqual([])
    const attached = await attach(u1, orientation, [one, other, one])
    expect(attached?.map(({ id, nom }) => [id, nom])).toEqual([
      [one, 'un.pdf'],
      [other, 'deux.pdf'],
    ])
    const rows = await row(one)
    expect(await attach(u1, orientation, [one, other])).toEqual(attached)
    expect(await row(one)).toEqual(rows)
    expect(await attach(u1, randomUUID(), [one])).toBeNull()
    // Of another request, or that the request does not name: not there.
    expect(await readPiece(parts, { id: randomUUID(), pieces: attached ?? [] }, one)).toBeNull()
    expect(await readPiece(parts, { id: orientation, pieces: [] }, one)).toBeNull()
    // Dropped: nobody reads it from that instant.
    await store.write((writer) => dropPieces(writer, seal, [one, randomUUID()]))
    expect(await readPiece(parts, { id: orientation, pieces: attached ?? [] }, one)).toBeNull()
    expect(await attach(u1, orientation, [one])).toBeNull()
    // A file that is lost is a failure, not an absence.
    await blobs.remove((await row(other))?.blob ?? '')
    await expect(readPiece(parts, { id: orientation, pieces: attached ?? [] }, other)).rejects.toBeInstanceOf(BlobsUnreachable)
  })

  test('a file that is to go and is announced again begins again', async () => {
    const bytes = pdf('fiche')
    const id = await upload('fiche.pdf', bytes)
    const { blob } = (await row(id)) ?? {}
    await store.write((writer) => dropPieces(writer, seal, [id]))
    expect(await refusal(stateOfPiece(parts, u1, id))).toBe('inconnue')
    expect(await announce(id, 'fiche.pdf', bytes.length)).toMatchObject({ recu: 0, complete: false })
    expect(await names()).not.toContain(blob)
    await send(await stateOfPiece(parts, u1, id), bytes)
    expect(await attach(u1, randomUUID(), [id])).toHaveLength(1)
  })

  test('files that come whole are kept all or none, and undone', async () => {
    const files = [
      { nom: 'un.pdf', bytes: pdf('1') },
      { nom: 'deux.docx', bytes: docx('2') },
    ]
    for (const wrong of [
      { nom: '../trois.pdf', bytes: pdf('3') },
      { nom: 'trois.pdf', bytes: Buffer.from('<html>') },
      { nom: 'trois.pdf', bytes: Buffer.alloc(0) },
      { nom: 'trois.pdf', bytes: pdf('3', MAX_ATTACHMENT_BYTES + 1) },
    ])
      expect(await refusal(keepWhole(parts, 'emplois', [...files, wrong]))).not.toBe('taken')
    expect(await names()).toEqual([])
    const kept = await keepWhole(parts, 'emplois', files)
    expect(kept.map(({ nom, pour }) => [nom, pour])).toEqual([
      ['un.pdf', ''],
      ['deux.docx', ''],
    ])
    const orientation = randomUUID()
    expect(await attach(u1, orientation, [kept[0]?.id ?? ''])).toBeNull()
    expect(await attach('emplois', orientation, [kept[0]?.id ?? ''])).toHaveLength(1)
    await undoWhole(
      parts,
      kept.map(({ id }) => id),
    )
    expect([(await row(kept[0]?.id ?? ''))?.etat, (await row(kept[1]?.id ?? ''))?.etat]).toEqual(['jointe', 'a-supprimer'])
    // Half of them put, then a failure: none is left.
    const before = (await names()).length
    let puts = 0
    const failing: PieceParts = {
      ...parts,
      blobs: {
        ...blobs,
        put: async (name, bytes) => {
          puts += 1
          if (puts > 1) throw new BlobsUnreachable('Cut')
          await blobs.put(name, bytes)
        },
      },
    }
    await expect(keepWhole(failing, 'emplois', files)).rejects.toBeInstanceOf(BlobsUnreachable)
    expect(await names()).toHaveLength(before)
  })
})

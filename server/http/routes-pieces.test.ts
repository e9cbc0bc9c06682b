import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { MAX_ATTACHMENT_BYTES } from '#shared/orientation/attachments.ts'
import { PIECE_PART_BYTES, PieceState } from '#shared/orientation/wire.ts'
import { Problem } from '#shared/sync/wire.ts'
import { invented } from '../accounts/testing/people.ts'
import { openBlobs } from '../blobs/open.ts'
import { startS3 } from '../blobs/testing/s3.ts'
import { docx, HOSTILE_NAMES, MISLABELLED, pdf } from '../orientations/testing/files.ts'
import { openRequests, type RequestBench } from '../orientations/testing/bench.ts'
import { openPostgresqlStore } from '../store/postgresql.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { SyncStore, User } from '../store/types.ts'
import { createBytesSeal } from '../sync/seal.ts'
import { startPostgres } from '../testing/postgres.ts'
import { post, startTestServer, type Server } from './testing/harness.ts'

/** Files of requests, sent and read over HTTP. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const MB = 1024 * 1024

/** What a desk does with one server. */
const desk = (origin: string, token: string) => {
  const headers = { authorization: `Bearer ${token}` }
  const announce = (id: string, nom: string, taille: number) =>
    post(`${origin}/orientations/v1/pieces`, { id, nom, taille }, headers)
  const put = (id: string, from: number | string, body: Uint8Array, more: Readonly<Record<string, string>> = {}) =>
    fetch(`${origin}/orientations/v1/pieces/${id}?from=${from}`, {
      method: 'PUT',
      headers: { ...headers, 'content-type': 'application/octet-stream', ...more },
      body: new Uint8Array(body),
    })
  const stateOf = async (answer: Response): Promise<PieceState> => PieceState.parse(await answer.json())
  return {
    announce,
    put,
    state: (id: string) => fetch(`${origin}/orientations/v1/pieces/${id}`, { headers }),
    get: (path: string, method = 'GET') => fetch(origin + path, { method, headers }),
    stateOf,
    send: async (nom: string, bytes: Buffer): Promise<string> => {
      const id = randomUUID()
      let state = await stateOf(await announce(id, nom, bytes.length))
      while (!state.complete)
        state = await stateOf(await put(id, state.recu, bytes.subarray(state.recu, state.recu + PIECE_PART_BYTES)))
      return id
    },
  }
}
const problem = async (answer: Response): Promise<Problem> => {
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  return Problem.parse(await answer.json())
}
const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

describe('one server', () => {
  let folder: string
  let store: SyncStore
  let server: Server
  let bench: RequestBench
  let people: ReturnType<typeof invented>
  let user: User
  let mine: ReturnType<typeof desk>
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dora-pieces-http-'))
    store = await openSqliteStore({ file: join(folder, 'catalogue-central.db') })
    server = await startTestServer({ store, limits: { perClient: 100_000 } })
    bench = await openRequests({ store })
    people = invented(server.account)
  })
  afterAll(async () => {
    await server.stop()
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const as = async (who: User) => desk(server.origin, await people.token(who))
  beforeEach(async () => {
    user = await people.person()
    mine = await as(user)
  })
  const kept = () => filesUnder(join(server.folder)).length

  test('a file comes in parts; the same again changes nothing; another place answers where it stands', async () => {
    const bytes = pdf('fiche', 2 * PIECE_PART_BYTES + 1_000)
    const id = randomUUID()
    expect(await mine.stateOf(await mine.announce(id, 'CV.pdf', bytes.length))).toEqual({
      id,
      taille: bytes.length,
      recu: 0,
      complete: false,
    })
    const first = bytes.subarray(0, PIECE_PART_BYTES)
    const one = { id, taille: bytes.length, recu: PIECE_PART_BYTES, complete: false }
    for (let time = 0; time < 2; time += 1) {
      const answer = await mine.put(id, 0, first)
      expect([answer.status, await mine.stateOf(answer)]).toEqual([200, one])
      expect(answer.headers.get('cache-control')).toBe('private, no-store')
    }
    for (const from of [1, PIECE_PART_BYTES - 1, PIECE_PART_BYTES + 1]) {
      const answer = await mine.put(id, from, bytes.subarray(from, from + PIECE_PART_BYTES))
      const body: unknown = await answer.json()
      expect([answer.status, PieceState.parse(body), Problem.parse(body).code]).toEqual([409, one, 'refused'])
    }
    expect(await mine.stateOf(await mine.state(id))).toEqual(one)
    expect(await mine.stateOf(await mine.announce(id, 'CV.pdf', bytes.length))).toEqual(one)
    await mine.put(id, PIECE_PART_BYTES, bytes.subarray(PIECE_PART_BYTES, 2 * PIECE_PART_BYTES))
    const last = () => mine.put(id, 2 * PIECE_PART_BYTES, bytes.subarray(2 * PIECE_PART_BYTES))
    const whole = { id, taille: bytes.length, recu: bytes.length, complete: true }
    for (let time = 0; time < 2; time += 1) expect(await mine.stateOf(await last())).toEqual(whole)
    expect(await mine.stateOf(await mine.announce(id, 'CV.pdf', bytes.length))).toEqual(whole)
    for (const file of filesUnder(folder).concat(filesUnder(server.folder)))
      expect([file.includes('CV'), readFileSync(file).includes('%PDF-1.7')]).toEqual([false, false])
  })

  test('a part that is cut in the middle is as if it had not been sent', async () => {
    const bytes = pdf('fiche', 300_000)
    const id = randomUUID()
    await mine.announce(id, 'CV.pdf', bytes.length)
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1')
    const token = await people.token(user)
    socket.write(
      `PUT /orientations/v1/pieces/${id}?from=0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/octet-stream\r\nContent-Length: ${bytes.length}\r\n\r\n`,
    )
    socket.write(bytes.subarray(0, 100_000), () => socket.destroy())
    await once(socket, 'close')
    const { recu } = await mine.stateOf(await mine.state(id))
    expect(recu).toBe(0)
    expect(await mine.stateOf(await mine.put(id, recu, bytes))).toMatchObject({ complete: true })
  })

  test.each(HOSTILE_NAMES)('the name %j is refused with its reason, before its bytes', async (nom) => {
    const answer = await mine.announce(randomUUID(), nom, 100)
    const { status, detail } = await problem(answer)
    expect([status, detail]).toEqual([400, expect.stringContaining('Le nom de ce fichier n’est pas utilisable')])
    expect(detail).not.toContain('fiche')
  })
  test.each([
    ['fiche.html', 100, 415],
    ['fiche.pdf.exe', 100, 415],
    ['fiche.docm', 100, 415],
    ['fiche.pdf', MAX_ATTACHMENT_BYTES + 1, 413],
    ['fiche.pdf', 50 * MB, 413],
    ['fiche.pdf', 0, 400],
    ['fiche.pdf', 1.5, 400],
  ])('%s of %i bytes is refused (%i)', async (nom, taille, status) => {
    const answer = await mine.announce(randomUUID(), nom, taille)
    expect([answer.status, (await problem(answer)).detail]).toEqual([status, expect.stringMatching(/^[A-Z].*\.$/)])
  })
  test('what is not what its name says is refused when it ends, and nothing of it is kept', async () => {
    const before = kept()
    for (const [nom, bytes] of Object.entries(MISLABELLED)) {
      const id = randomUUID()
      expect((await mine.announce(id, nom, bytes.length)).status).toBe(200)
      const answer = await mine.put(id, 0, bytes)
      expect([answer.status, (await problem(answer)).detail]).toEqual([415, expect.stringContaining('n’est pas celui')])
      expect((await mine.state(id)).status).toBe(404)
    }
    expect(kept()).toBe(before)
    // The same one, mended.
    await mine.send('page nommée.pdf', pdf('x'))
  })

  test.each(['announced', 'not announced'])('50 MB at once, %s, are refused before they are read', async (length) => {
    const id = randomUUID()
    await mine.announce(id, 'fiche.pdf', MAX_ATTACHMENT_BYTES)
    const before = kept()
    const token = await people.token(user)
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1'))).on('error', () => {})
    const closed = new Promise((resolve) => socket.once('close', resolve))
    const sized = length === 'announced' ? `Content-Length: ${50 * MB}` : 'Transfer-Encoding: chunked'
    socket.write(
      `PUT /orientations/v1/pieces/${id}?from=0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/octet-stream\r\n${sized}\r\n\r\n`,
    )
    const block = Buffer.alloc(64 * 1024, 0x25)
    const sent = length === 'announced' ? block : Buffer.concat([Buffer.from('10000\r\n'), block, Buffer.from('\r\n')])
    for (let bytes = 0; bytes < 50 * MB && !socket.destroyed && answer === ''; bytes += block.length)
      if (!socket.write(sent)) await Promise.race([once(socket, 'drain').catch(() => {}), closed])
    expect(socket.bytesWritten).toBeLessThan(10 * MB)
    socket.end()
    await closed
    expect(answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*"code":"too_large"/)
    expect(kept()).toBe(before)
    expect(await mine.stateOf(await mine.state(id))).toMatchObject({ recu: 0 })
  })
  test('a part above its limit, an empty one, one of another type, are refused', async () => {
    const id = randomUUID()
    await mine.announce(id, 'fiche.pdf', MAX_ATTACHMENT_BYTES)
    for (const [from, body, more, status] of [
      [0, Buffer.alloc(PIECE_PART_BYTES + 1), {}, 413],
      [0, Buffer.alloc(0), {}, 400],
      [MAX_ATTACHMENT_BYTES, Buffer.alloc(1), {}, 400],
      ['-1', Buffer.alloc(1), {}, 400],
      ['1e3', Buffer.alloc(1), {}, 400],
      [0, Buffer.from('{}'), { 'content-type': 'application/json' }, 415],
      [0, Buffer.from('x'), { 'content-encoding': 'gzip' }, 415],
    ] as const) {
      const answer = await mine.put(id, from, body, more)
      expect([from, answer.status]).toEqual([from, status])
      await problem(answer)
    }
    // Nor do other routes take bytes.
    const elsewhere = await fetch(`${server.origin}/orientations/v1/pieces`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await people.token(user)}`, 'content-type': 'application/octet-stream' },
      body: 'x',
    })
    expect(elsewhere.status).toBe(415)
  })

  test('nobody without a session, and for anyone else there is none', async () => {
    const id = await mine.send('CV.pdf', pdf('x', 500))
    const other = await as(await people.person())
    for (const answer of [await other.state(id), await other.put(id, 0, pdf('x')), await other.announce(id, 'CV.pdf', 500)])
      expect([answer.status, (await problem(answer)).code]).toEqual([404, 'not_found'])
    const nobody = desk(server.origin, 'inconnu')
    for (const answer of [
      await nobody.announce(randomUUID(), 'CV.pdf', 500),
      await nobody.state(id),
      await nobody.put(id, 0, Buffer.alloc(2 * MB)).catch(() => null),
      await nobody.get(`/orientations/v1/envoi/${id}/pieces/${id}`),
    ])
      if (answer !== null) expect(answer.status).toBe(401)
    expect((await mine.state('pas-un-identifiant')).status).toBe(400)
  })

  test('so many announcements an hour', async () => {
    const id = randomUUID()
    for (let n = 0; n < 300; n += 1) expect((await mine.announce(id, 'CV.pdf', 500)).status).toBe(200)
    const answer = await mine.announce(id, 'CV.pdf', 500)
    expect([answer.status, Number(answer.headers.get('retry-after')) > 3_000]).toEqual([429, true])
  })

  test('both sides of a request read its files, as files to save; nobody else, and nobody once it is closed', async () => {
    const { alix, bao } = bench
    const sender = await as(alix)
    const nom = 'Curriculum d’Inès (2026) ; "é*\'.pdf'.replace(/["*]/g, '')
    const bytes = pdf('Inès', 700_000)
    const [piece, other] = [await sender.send(nom, bytes), await sender.send('autre.docx', docx('x'))]
    const { id, result } = await bench.send({ pieces: [{ id: piece, nom: 'x', pour: 'Un CV', taille: 1 }] })
    expect(result.status).toBe('applied')
    const path = (sens: string, one = piece) => `/orientations/v1/${sens}/${id}/pieces/${one}`
    const colleague = await people.person()
    await people.belongs(colleague, bench.sender)
    const asking = await people.person()
    await people.belongs(asking, bench.receiver, 'demande')
    const who = {
      author: sender,
      colleague: await as(colleague),
      receiver: await as(bao),
      asking: await as(asking),
      stranger: mine,
      team: await as(await people.person({ role: 'administrateur' })),
      manager: await as(await people.person({ gestionnaire: true, departements: ['33'] })),
    }
    const statuses = async (sens: string) =>
      Object.fromEntries(
        await Promise.all(Object.entries(who).map(async ([name, one]) => [name, (await one.get(path(sens))).status] as const)),
      )
    const NONE = { author: 404, colleague: 404, receiver: 404, asking: 404, stranger: 404, team: 404, manager: 404 }
    expect(await statuses('envoi')).toEqual({ ...NONE, author: 200, colleague: 200 })
    expect(await statuses('reception')).toEqual({ ...NONE, receiver: 200 })

    const given = await who.receiver.get(path('reception'))
    expect(Buffer.from(await given.arrayBuffer()).equals(bytes)).toBe(true)
    expect(Object.fromEntries(given.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition':
        'attachment; filename="curriculum-d-ines-2026-e.pdf"; filename*=UTF-8\'\'Curriculum%20d%E2%80%99In%C3%A8s%20%282026%29%20%3B%20%C3%A9%27.pdf',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-length': String(bytes.length),
    })
    const head = await who.receiver.get(path('reception'), 'HEAD')
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)])

    // A file that is not of this request, a request that is not there, an address that is none.
    for (const wrong of [
      path('envoi', other),
      path('envoi', randomUUID()),
      path('autre'),
      path('envoi', 'x'),
      `/orientations/v1/envoi/${randomUUID()}/pieces/${piece}`,
    ])
      expect((await sender.get(wrong)).status).toBe(404)

    expect(await bench.act(bao, { sens: 'reception', geste: 'refuser', id, motifs: ['autre'], message: 'Complet.' })).toBe(
      'applied',
    )
    expect(await statuses('envoi')).toEqual(NONE)
    expect(await statuses('reception')).toEqual(NONE)
    expect(server.logged().join('')).not.toMatch(/Curriculum|Inès|curriculum/)
  })

  test('a file that its row names and that is lost is a failure that may pass', async () => {
    const sender = await as(bench.alix)
    const piece = await sender.send('CV.pdf', pdf('perdue'))
    const { id } = await bench.send({
      personne: { ...bench.asked().personne, nom: 'Autre' },
      pieces: [{ id: piece, nom: 'x', pour: '', taille: 1 }],
    })
    for await (const { name } of server.blobs.list()) await server.blobs.remove(name)
    const answer = await sender.get(`/orientations/v1/envoi/${id}/pieces/${piece}`)
    expect([answer.status, (await problem(answer)).code]).toEqual([503, 'unavailable'])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(server.logged().join('')).toContain('MissingBlob')
  })
})

test('two replicas on one base and one bucket: a file begun at one is ended at the other', async () => {
  const postgres = await startPostgres()
  const s3 = await startS3()
  const url = await postgres.newDatabase()
  const blobs = openBlobs({ s3: s3.config, folder: '' }, createBytesSeal(Buffer.alloc(32, 7)))
  const [left, right] = [await openPostgresqlStore({ url }), await openPostgresqlStore({ url })]
  const [one, other] = [await startTestServer({ store: left, blobs }), await startTestServer({ store: right, blobs })]
  const bench = await openRequests({ store: one.store })
  const token = await invented(one.account).token(bench.alix)
  const [here, there] = [desk(one.origin, token), desk(other.origin, token)]
  const bytes = docx('x'.repeat(900_000) + Math.random())
  const padded = Buffer.concat([pdf('x', 900_000), bytes])
  const id = randomUUID()
  await here.announce(id, 'Projet.pdf', padded.length)
  await here.put(id, 0, padded.subarray(0, 400_000))
  expect(await there.stateOf(await there.state(id))).toMatchObject({ recu: 400_000 })
  // The answer of one was lost: the other is asked, at the same time as a desk that had only slept.
  const both = await Promise.all([here, there].map((at) => at.put(id, 400_000, padded.subarray(400_000, 800_000))))
  for (const answer of both) expect(await here.stateOf(answer)).toMatchObject({ recu: 800_000 })
  await one.stop()
  expect(await there.stateOf(await there.put(id, 800_000, padded.subarray(800_000)))).toMatchObject({ complete: true })
  const sent = await bench.send({ pieces: [{ id, nom: 'Projet.pdf', pour: '', taille: 1 }] })
  const given = await there.get(`/orientations/v1/envoi/${sent.id}/pieces/${id}`)
  expect(Buffer.from(await given.arrayBuffer()).equals(padded)).toBe(true)
  const names: string[] = []
  for await (const { name } of blobs.list()) names.push(name)
  expect(names).toHaveLength(1)
  for (const file of filesUnder(s3.folder)) expect(readFileSync(file).includes('%PDF-1.7')).toBe(false)
  // The bucket goes: told so, and nothing of it.
  await s3.stop()
  const later = await there.announce(randomUUID(), 'Projet.pdf', 100)
  expect(later.status).toBe(200)
  const part = await there.put((await there.stateOf(later)).id, 0, Buffer.alloc(10))
  expect([part.status, await problem(part)]).toEqual([503, expect.objectContaining({ code: 'unavailable' })])
  await other.stop()
  for (const store of [left, right]) await store.close()
  await postgres.stop()
})

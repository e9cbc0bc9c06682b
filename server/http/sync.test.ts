import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Info, Problem, PullAnswer, type PullResult, PushAnswer } from '#shared/sync/wire.ts'
import { mutation, post, pullBody, putPublic, startTestServer, type Server } from './testing/harness.ts'

let server: Server
let token: string
const bearer = () => ({ authorization: `Bearer ${token}` })
const url = (path: string) => `${server.origin}/sync/v1/${path}`

beforeAll(async () => {
  server = await startTestServer()
  await putPublic(server.store, 'st-1')
  token = await server.signIn()
})
afterAll(() => server.stop())

const problem = async (response: Response): Promise<Problem> => {
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  const body = Problem.parse(await response.json())
  expect(body.status).toBe(response.status)
  return body
}

describe('GET info', () => {
  it('says the head, the floor and what each scope holds', async () => {
    const response = await fetch(url('info'))
    const info = Info.parse(await response.json())
    expect(response.headers.get('cache-control')).toBe('public, max-age=1')
    expect(info.head).toBe((await server.store.read((reader) => reader.head())).seq)
    expect(info.scopes.find(({ id }) => id === 'cat:fr')?.sums).toMatchObject({ structure: { n: 1 } })
  })
  it('is 304 for who has it, until a commit', async () => {
    const etag = (await fetch(url('info'))).headers.get('etag') as string
    expect((await fetch(url('info'), { headers: { 'if-none-match': etag } })).status).toBe(304)
    await putPublic(server.store, 'st-info')
    const after = await fetch(url('info'), { headers: { 'if-none-match': etag } })
    expect(after.status).toBe(200)
    expect(Info.parse(await after.json()).head).toBe((await server.store.read((reader) => reader.head())).seq)
  })
})

describe('POST pull', () => {
  it('gives the public rows to anyone, never to be cached', async () => {
    const response = await post(url('pull'), pullBody())
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    const answer = PullAnswer.parse(await response.json())
    expect(answer.results[0]?.changes.map(({ id }) => id)).toContain('st-1')
  })
  it('shows a commit to the very next pull, however often the same was asked before', async () => {
    for (const id of ['st-a', 'st-b', 'st-c']) {
      await Promise.all(Array.from({ length: 5 }, () => post(url('pull'), pullBody())))
      const { commit } = await putPublic(server.store, id)
      const answer = PullAnswer.parse(await (await post(url('pull'), pullBody())).json())
      expect(answer.head).toBe(commit.head.seq)
      expect(answer.results[0]?.changes.at(-1)?.id).toBe(id)
    }
  })
  it('asks the store once for two hundred desks poked at once', async () => {
    await putPublic(server.store, 'st-poked')
    const before = await storeQuestions('pull')
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => post(url('pull'), pullBody({ client_id: `poste-${n}` })).then((r) => r.text())),
    )
    expect(new Set(answers).size).toBe(1)
    expect(await storeQuestions('pull')).toBe(before + 1)
  })
  it('compresses what is worth it, as the desk prefers', async () => {
    await putPublic(server.store, 'st-long', JSON.stringify({ nom: 'x'.repeat(3_000) }))
    const raw = async (accept: string) => {
      const response = await server.raw('POST', '/sync/v1/pull', {
        headers: { 'accept-encoding': accept, 'content-type': 'application/json' },
        body: JSON.stringify(pullBody()),
      })
      return { encoding: response.headers['content-encoding'], body: response.body }
    }
    const plain = await raw('identity')
    const zip = await raw('gzip, deflate')
    const zstd = await raw('gzip, zstd')
    expect([plain.encoding, zip.encoding, zstd.encoding]).toEqual([undefined, 'gzip', 'zstd'])
    expect(gunzipSync(zip.body)).toEqual(plain.body)
    expect(zstdDecompressSync(zstd.body)).toEqual(plain.body)
    expect((await raw('gzip;q=0, zstd;q=0')).encoding).toBeUndefined()
  })
  it.each([
    ['u:me without a session', () => pullBody({ scopes: [{ id: 'u:me', since: 0 }] }), {}, 401, 'token_required'],
    ['a token nobody has', () => pullBody(), { authorization: `Bearer ${'x'.repeat(43)}` }, 401, 'token_expired'],
    ['a token that is none', () => pullBody(), { authorization: 'Basic abc' }, 401, 'token_expired'],
    ['another history', () => pullBody({ epoch: '0'.repeat(32) }), {}, 409, 'epoch_changed'],
    ['another protocol', () => ({ proto: 9, anything: true }), {}, 426, 'upgrade_required'],
    ['another schema', () => pullBody({ schema: 99 }), {}, 426, 'upgrade_required'],
    ['a private scope by its name', () => pullBody({ scopes: [{ id: 'u:quelqu-un', since: 0 }] }), {}, 400, 'bad_request'],
    ['no scope', () => pullBody({ scopes: [] }), {}, 400, 'bad_request'],
    ['an identifier with a NUL', () => pullBody({ client_id: 'a\0b' }), {}, 400, 'bad_request'],
    ['a huge question', () => pullBody({ client_id: 'x'.repeat(70_000) }), {}, 413, 'too_large'],
  ] as const)('refuses %s', async (_, body, headers, status, code) => {
    const refusal = await problem(await post(url('pull'), body(), headers))
    expect(refusal).toMatchObject({ status, code })
  })
  it('refuses a cursor ahead of it, or that missed deletions', async () => {
    const { epoch, seq } = await server.store.read((reader) => reader.head())
    const at = (since: number) => post(url('pull'), pullBody({ epoch, scopes: [{ id: 'cat:fr', since }] }))
    expect(await problem(await at(seq + 1))).toMatchObject({ code: 'cursor_ahead' })
    await putPublic(server.store, 'st-gone')
    await server.store.write((writer) => writer.remove({ kind: 'structure', id: 'st-gone' }))
    await server.store.purgeTombstones(seq + 2)
    expect(await problem(await at(seq))).toMatchObject({ code: 'cursor_too_old', status: 410 })
  })
})

describe('POST push', () => {
  it('applies a change, and answers the same to a retry', async () => {
    const body = { proto: 1, client_id: 'poste-1', mutations: [mutation(server.user.id)] }
    const first = PushAnswer.parse(await (await post(url('push'), body, bearer())).json())
    expect(first.results).toMatchObject([{ status: 'applied', ver: 1 }])
    const again = PushAnswer.parse(await (await post(url('push'), body, bearer())).json())
    expect(again.results).toEqual(first.results)
    const mine = await post(url('pull'), pullBody({ scopes: [{ id: 'u:me', since: 0 }] }), bearer())
    expect(mine.headers.get('cache-control')).toBe('private, no-store')
    const { changes } = PullAnswer.parse(await mine.json()).results[0] as PullResult
    expect(changes.filter(({ kind }) => kind === 'favourite')).toMatchObject([{ doc: { note: 'à rappeler' } }])
  })
  it('refuses who has no session, an identity used elsewhere, and what is too heavy', async () => {
    const one = mutation(server.user.id)
    const body = { proto: 1, client_id: 'poste-1', mutations: [one] }
    expect(await problem(await post(url('push'), body))).toMatchObject({ code: 'token_required' })
    await post(url('push'), body, bearer())
    const other = { ...body, mutations: [{ ...one, patch: { note: 'autre' } }] }
    expect(await problem(await post(url('push'), other, bearer()))).toMatchObject({ code: 'client_forked', status: 409 })
    const heavy = { ...body, mutations: [mutation(server.user.id, { patch: { note: 'x'.repeat(300_000) } })] }
    expect(await problem(await post(url('push'), heavy, bearer()))).toMatchObject({ code: 'too_large', status: 413 })
    expect(await problem(await post(url('push'), { ...body, proto: 7 }, bearer()))).toMatchObject({ code: 'upgrade_required' })
  })
})

const storeQuestions = async (operation: string): Promise<number> => {
  const text = await (await fetch(`${server.origin}/metrics`)).text()
  const line = new RegExp(`^dora_store_seconds_count\\{operation="${operation}"\\} (\\d+)$`, 'm').exec(text)
  return Number(line?.[1] ?? 0)
}

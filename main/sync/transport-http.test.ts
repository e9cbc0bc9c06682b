import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import type { Info, PullRequest } from '#shared/sync/wire.ts'
import { type FailureCode, SyncFailure } from './ports.ts'
import { createHttpTransport, type HttpTransport } from './transport-http.ts'

const INFO: Info = {
  proto: { min: 1, max: 1 },
  schema: { min: 1, max: 1 },
  epoch: 'a'.repeat(32),
  head: 4,
  floor: 0,
  server_time: '2026-11-23T10:00:00Z',
  demonstration: true,
  scopes: [],
  snapshots: [],
}
const PULL: PullRequest = {
  proto: 1,
  schema: 1,
  client_id: 'public',
  epoch: null,
  limit: 10,
  max_bytes: 2_000,
  scopes: [{ id: 'cat:fr', since: 0 }],
}

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

const serve = async (
  listener: RequestListener,
  more: Partial<Parameters<typeof createHttpTransport>[0]> = {},
): Promise<HttpTransport> => {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return createHttpTransport({ server: `http://127.0.0.1:${port}/`, poste: 'essai', version: '0', ...more })
}

const failureOf = async (work: Promise<unknown>): Promise<SyncFailure> => {
  const error: unknown = await work.then(
    () => null,
    (cause: unknown) => cause,
  )
  expect(error).toBeInstanceOf(SyncFailure)
  return error as SyncFailure
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }
const PROBLEM_TYPE = { 'content-type': 'application/problem+json' }
const problem = (code: string, status: number, more = {}) => JSON.stringify({ type: 'urn:x', title: 'x', status, code, ...more })

test.each<[string, RequestListener, FailureCode, number | null]>([
  ['a captive portal’s page', (_, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Wi-Fi</h1>'), 'portal', null],
  ['a redirection', (_, r) => r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(), 'portal', null],
  ['a network that asks for a sign-in', (_, r) => r.writeHead(511).end('x'), 'portal', null],
  ['a page that is not there', (_, r) => r.writeHead(404, { 'content-type': 'text/html' }).end('x'), 'portal', null],
  ['JSON of someone else', (_, r) => r.writeHead(200, JSON_TYPE).end('{"ok":true}'), 'malformed', null],
  ['no JSON at all', (_, r) => r.writeHead(200, JSON_TYPE).end('{"ok"'), 'malformed', null],
  ['nothing', (_, r) => r.writeHead(200, JSON_TYPE).end(), 'malformed', null],
  [
    'a truncated answer',
    (_, r) => r.writeHead(200, { ...JSON_TYPE, 'content-length': 500 }).write('{"proto"') && r.destroy(),
    'network',
    null,
  ],
  [
    'bytes that are not gzip',
    (_, r) => r.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end('{}'),
    'malformed',
    null,
  ],
  ['a cut line', (_, r) => r.destroy(), 'network', null],
  ['too large a request, said by a proxy', (_, r) => r.writeHead(413).end('x'), 'too_large', null],
  ['too many requests', (_, r) => r.writeHead(429, { 'retry-after': '7' }).end('x'), 'rate_limited', 7_000],
  ['a server that restarts', (_, r) => r.writeHead(502, { 'content-type': 'text/html' }).end('x'), 'unavailable', null],
  [
    'a wait until an instant, by the server’s own clock',
    (_, r) => r.writeHead(503, { 'retry-after': 'Mon, 23 Nov 2026 10:00:30 GMT', date: 'Mon, 23 Nov 2026 10:00:00 GMT' }).end(),
    'unavailable',
    30_000,
  ],
  ['a refusal of ours', (_, r) => r.writeHead(410, PROBLEM_TYPE).end(problem('cursor_too_old', 410)), 'cursor_too_old', null],
  ['a refusal we do not know', (_, r) => r.writeHead(500, PROBLEM_TYPE).end(problem('later', 500)), 'unavailable', null],
  ['a server that drips its headers', () => {}, 'network', null],
  ['a server that falls silent', (_, r) => void r.writeHead(200, JSON_TYPE).write('{"proto"'), 'network', null],
])('%s', async (_, listener, code, retryAfterMs) => {
  const { info } = await serve(listener, { silenceMs: 150 })
  expect(await failureOf(info())).toMatchObject({ code, retryAfterMs })
})

test('nobody there', async () => {
  const transport = createHttpTransport({ server: 'http://127.0.0.1:1/', poste: 'essai', version: '0' })
  expect((await failureOf(transport.info())).code).toBe('network')
})

test('the scope of a refusal comes with it', async () => {
  const { pull } = await serve((_, r) =>
    r.writeHead(403, PROBLEM_TYPE).end(problem('scope_forbidden', 403, { scope: 'cat:dep:75' })),
  )
  expect(await failureOf(pull(PULL, null))).toMatchObject({ code: 'scope_forbidden', scope: 'cat:dep:75' })
})

test.each([
  ['gzip', gzipSync],
  ['zstd', zstdCompressSync],
])('an answer in %s, under the folder of the server’s address', async (encoding, compress) => {
  let path = ''
  const transport = await serve((q, r) => {
    path = q.url ?? ''
    expect(q.headers['accept-encoding']).toContain(encoding)
    r.writeHead(200, { ...JSON_TYPE, 'content-encoding': encoding }).end(compress(JSON.stringify(INFO)))
  })
  expect(await transport.info()).toEqual(INFO)
  expect(path).toBe('/sync/v1/info')
})

test('the token goes in its header, never in an address, and only where it is meant to go', async () => {
  const seen: string[] = []
  const transport = await serve((q, r) => {
    seen.push(`${q.method} ${q.url} ${q.headers.authorization ?? '-'}`)
    r.writeHead(200).end('x')
  })
  await failureOf(transport.pull(PULL, 'jeton'))
  await failureOf(transport.pull(PULL, null))
  await failureOf(transport.signOut('jeton'))
  await failureOf(transport.renew('renouvellement'))
  await failureOf(transport.request({ method: 'PATCH', path: 'account/v1/me', body: {} }, 'jeton'))
  await transport.live('jeton', () => {}, new AbortController().signal)
  for await (const _ of transport.blob('sync/v1/blob/x', 0)) void _
  expect(seen).toEqual([
    'POST /sync/v1/pull Bearer jeton',
    'POST /sync/v1/pull -',
    'DELETE /auth/v1/session Bearer jeton',
    'POST /auth/v1/renew -',
    'PATCH /account/v1/me Bearer jeton',
    'GET /sync/v1/live Bearer jeton',
    'GET /sync/v1/blob/x -',
  ])
})

const whole = async (bytes: AsyncIterable<Uint8Array>): Promise<string> => {
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts).toString()
}

test.each<[string, RequestListener, string]>([
  [
    'a part',
    (q, r) => {
      expect(q.headers.range).toBe('bytes=4-')
      r.writeHead(206, { 'content-range': 'bytes 4-9/10' }).end('456789')
    },
    '456789',
  ],
  ['the whole where a part was asked', (_, r) => r.writeHead(200).end('0123456789'), '456789'],
])('a download goes on from where it was: %s', async (_, listener, expected) => {
  const { blob } = await serve(listener)
  expect(await whole(blob('sync/v1/blob/x', 4))).toBe(expected)
})

test.each<[string, RequestListener, FailureCode]>([
  ['another part', (_, r) => r.writeHead(206, { 'content-range': 'bytes 0-9/10' }).end('0123456789'), 'corrupt_download'],
  ['a page', (_, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<p>'), 'portal'],
  ['a file that has gone', (_, r) => r.writeHead(404, PROBLEM_TYPE).end(problem('not_found', 404)), 'not_found'],
  ['a line cut half-way', (_, r) => r.writeHead(200, { 'content-length': 10 }).write('0123') && r.destroy(), 'network'],
])('a download that answers %s', async (_, listener, code) => {
  const { blob } = await serve(listener)
  expect((await failureOf(whole(blob('sync/v1/blob/x', 4)))).code).toBe(code)
})

test('a download is stopped by its signal, and a file elsewhere in the clear is never asked', async () => {
  const stop = new AbortController()
  const { blob } = await serve((_, r) => void r.writeHead(200).write('0123'))
  const reading = blob('sync/v1/blob/x', 0, stop.signal)[Symbol.asyncIterator]()
  expect((await reading.next()).done).toBe(false)
  stop.abort()
  expect((await failureOf(reading.next())).code).toBe('network')
  expect((await failureOf(whole(blob('http://exemple.fr/x', 0)))).code).toBe('malformed')
})

test('pokes are heard as they come, whatever else the stream says, until it is cut or falls silent', async () => {
  const data = JSON.stringify({ epoch: 'a'.repeat(32), head: 7, scopes: ['cat:fr', 'u:me'] })
  const transport = await serve(
    (_, r) => {
      r.writeHead(200, { 'content-type': 'text/event-stream' })
      r.write(': ka\n\nevent: later\ndata: {}\n\nevent: head\ndata: {"epoch":1}\n\nevent: head\ndata: nothing\n\n')
      r.write(`event: head\ndata: ${data.slice(0, 20)}`)
      r.write(`${data.slice(20)}\n\n`)
    },
    { liveSilenceMs: 200 },
  )
  const heard: unknown[] = []
  await transport.live(null, (scopes, head, epoch) => heard.push([scopes, head, epoch]), new AbortController().signal)
  expect(heard).toEqual([[['cat:fr', 'u:me'], 7, 'a'.repeat(32)]])
})

test.each<[string, RequestListener]>([
  ['a refusal', (_, r) => r.writeHead(503).end()],
  ['a page', (_, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<p>')],
  [
    'no end of a line',
    (_, r) => void r.writeHead(200, { 'content-type': 'text/event-stream' }).write(`data: ${'x'.repeat(300_000)}`),
  ],
])('a stream that is %s has ended', async (_, listener) => {
  const { live } = await serve(listener, { liveSilenceMs: 5_000 })
  await live(null, () => expect.unreachable(), new AbortController().signal)
})

test.each(['token_expired', 'token_required'])(
  'a stream that is refused its token (%s) says so, for someone to renew it',
  async (code) => {
    const { live } = await serve((_, r) => r.writeHead(401, PROBLEM_TYPE).end(problem(code, 401)))
    expect((await failureOf(live('jeton', () => {}, new AbortController().signal))).code).toBe(code)
  },
)

test('what is already here is named, and comes no second time', async () => {
  const { request } = await serve((q, r) => {
    if (q.headers['if-none-match'] === '"v1"' || q.url === '/x') r.writeHead(304).end()
    else r.writeHead(200, JSON_TYPE).end('{"version":"v1"}')
  })
  expect(await request({ method: 'GET', path: 'y' }, 'jeton')).toEqual({ version: 'v1' })
  expect(await request({ method: 'GET', path: 'y', known: 'v1' }, 'jeton')).toBeNull()
  expect(await request({ method: 'GET', path: 'y', known: 'v0' }, 'jeton')).toEqual({ version: 'v1' })
  // Nothing was said to be here.
  await failureOf(request({ method: 'GET', path: 'x' }, 'jeton'))
})

test('a request about accounts: what is asked, what is answered, why it is refused', async () => {
  const seen: string[] = []
  const { request } = await serve((q, r) => {
    let body = ''
    q.on('data', (chunk: Buffer) => (body += chunk.toString()))
    q.on('end', () => {
      seen.push(`${q.method} ${q.url} ${q.headers['content-type'] ?? '-'} ${body}`)
      if (q.method === 'DELETE') r.writeHead(204).end()
      else if (q.method === 'GET') r.writeHead(409, PROBLEM_TYPE).end(problem('refused', 409, { motif: 'deja-rattache' }))
      else if (q.method === 'PATCH') r.writeHead(200, JSON_TYPE).end('nothing')
      else r.writeHead(201, JSON_TYPE).end('{"a":[1,null]}')
    })
  })
  expect(await request({ method: 'POST', path: 'account/v1/join', body: { siret: '1' } }, 'jeton')).toEqual({ a: [1, null] })
  expect(await request({ method: 'DELETE', path: 'account/v1/x%2Fy' }, 'jeton')).toBeNull()
  expect(await failureOf(request({ method: 'GET', path: 'x' }, 'jeton'))).toMatchObject({
    code: 'refused',
    motif: 'deja-rattache',
  })
  expect((await failureOf(request({ method: 'PATCH', path: 'x' }, null))).code).toBe('malformed')
  expect(seen.slice(0, 2)).toEqual(['POST /account/v1/join application/json {"siret":"1"}', 'DELETE /account/v1/x%2Fy - '])
})

test('leaving ends everything that is under way', async () => {
  const leave = new AbortController()
  const arrived = Promise.withResolvers<void>()
  const transport = await serve(() => arrived.resolve(), { signal: leave.signal })
  const asked = failureOf(transport.info())
  await arrived.promise
  leave.abort()
  expect((await asked).code).toBe('network')
  expect((await failureOf(transport.info())).code).toBe('network')
})

test('a file asked for comes whole in base64; a portal’s page, or more than was said, is none', async () => {
  const bytes = Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 255])
  const ask = async (listener: RequestListener, fileBytes = 6) =>
    (await serve(listener)).request({ method: 'GET', path: 'piece', fileBytes }, 'jeton')
  const file: RequestListener = (_, response) => response.writeHead(200, { 'content-type': 'application/pdf' }).end(bytes)
  expect(await ask(file)).toBe(bytes.toString('base64'))
  expect((await failureOf(ask(file, 5))).code).toBe('malformed')
  const page: RequestListener = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Wi-Fi</h1>')
  expect((await failureOf(ask(page))).code).toBe('portal')
  const none: RequestListener = (_, response) => response.writeHead(404, PROBLEM_TYPE).end(problem('not_found', 404))
  expect((await failureOf(ask(none))).code).toBe('not_found')
})

test('a file of a request is announced, then sent part by part as it is, and its refusals are told apart', async () => {
  const heard: { readonly method: string; readonly url: string; readonly type: string | undefined; readonly body: Buffer }[] = []
  const state = { id: '018f0000-0000-7000-8000-000000000001', taille: 6, recu: 0, complete: false }
  const listen =
    (status: number, code = ''): RequestListener =>
    (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const { method = '', url = '', headers } = request
        heard.push({ method, url, type: headers['content-type'], body: Buffer.concat(chunks) })
        if (status !== 200) response.writeHead(status, PROBLEM_TYPE).end(problem(code, status))
        else response.writeHead(200, JSON_TYPE).end(JSON.stringify({ ...state, recu: 3 }))
      })
    }
  const transport = await serve(listen(200))
  const { id } = state
  expect(await transport.announcePiece({ id, nom: 'cv.pdf', taille: 6 }, 'jeton')).toEqual({ ...state, recu: 3 })
  const bytes = new Uint8Array([0, 255, 10, 13]).subarray(1)
  expect(await transport.sendPiece({ id, from: 3, bytes }, 'jeton')).toEqual({ ...state, recu: 3 })
  expect(heard.map(({ method, url, type }) => [method, url, type])).toEqual([
    ['POST', '/orientations/v1/pieces', 'application/json'],
    ['PUT', `/orientations/v1/pieces/${id}?from=3`, 'application/octet-stream'],
  ])
  expect(JSON.parse(String(heard[0]?.body))).toEqual({ id, nom: 'cv.pdf', taille: 6 })
  expect([...(heard[1]?.body ?? [])]).toEqual([255, 10, 13])
  for (const [status, code] of [
    [413, 'too_large'],
    [415, 'bad_request'],
    [409, 'refused'],
    [404, 'not_found'],
  ] as const) {
    const refusing = await serve(listen(status, code))
    expect((await failureOf(refusing.sendPiece({ id, from: 0, bytes }, 'jeton'))).code).toBe(code)
  }
})

test('a part is given longer than any other answer, and not for ever', async () => {
  const part = { id: '018f0000-0000-7000-8000-000000000001', from: 0, bytes: new Uint8Array(10) }
  const state = { id: part.id, taille: 10, recu: 10, complete: true }
  const answers: RequestListener = (request, response) =>
    void request.resume().on('end', () => response.writeHead(200, JSON_TYPE).end(JSON.stringify(state)))
  const patient = await serve(answers, { silenceMs: 0, partSilenceMs: 60_000 })
  expect(await patient.sendPiece(part, 'jeton')).toEqual(state)
  const never = await serve((request) => void request.resume(), { partSilenceMs: 50 })
  expect((await failureOf(never.sendPiece(part, 'jeton'))).code).toBe('network')
})

import { connect } from 'node:net'
import { once } from 'node:events'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Problem } from '#shared/sync/wire.ts'
import { mutation, post, pullBody, putPublic, startTestServer, type Server } from './testing/harness.ts'

const MESSAGES = 10_000
const AT_ONCE = 50

let server: Server
let token: string
beforeAll(async () => {
  server = await startTestServer({
    limits: { perAddress: 1_000_000, perClient: 1_000_000, headersMs: 400, requestMs: 600 },
    logLevel: 'info',
  })
  await putPublic(server.store, 'st-1')
  token = await server.signIn()
})
afterAll(() => server.stop())

const problemOf = async (response: Response) => {
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  const problem = Problem.parse(await response.json())
  expect(problem.status).toBe(response.status)
  return problem
}

/** Bytes as they are on a connection; answers all that came back until the server closed, or one answer was whole. */
const speak = async (bytes: Buffer | string, { end = true } = {}): Promise<string> => {
  const socket = connect(Number(new URL(server.origin).port), '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk: Buffer) => {
    answer += chunk.toString('latin1')
    const [head = '', body] = answer.split('\r\n\r\n', 2)
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? NaN)
    if (body !== undefined && body.length >= length) socket.end()
  })
  socket.on('error', () => {})
  if (end) socket.end(bytes)
  else socket.write(bytes)
  await once(socket, 'close')
  return answer
}

describe('a refusal', () => {
  it.each([
    ['GET', '/nulle-part', 404, 'not_found', undefined],
    ['GET', '/sync/v1/pull', 405, 'bad_request', 'POST'],
    ['DELETE', '/sync/v1/blob/x', 405, 'bad_request', 'GET'],
    ['PUT', '/auth/v1/session', 405, 'bad_request', 'POST, DELETE'],
    ['PATCH', '/health', 405, 'bad_request', 'GET'],
    ['GET', '/sync/v1/blob/%E0%A4%A', 400, 'bad_request', undefined],
  ])('of %s %s is a coded problem', async (method, path, status, code, allow) => {
    const response = await fetch(server.origin + path, { method })
    expect(response.headers.get('allow') ?? undefined).toBe(allow)
    expect(await problemOf(response)).toMatchObject({ status, code })
  })
  it.each([
    ['text/plain', '{}', {}, 415],
    ['application/json', '', {}, 400],
    ['application/json', '{"a":', {}, 400],
    ['application/json', '['.repeat(20_000), {}, 400],
    ['application/json', '{}', { 'content-encoding': 'gzip' }, 415],
    ['application/json', `"${'x'.repeat(400_000)}"`, {}, 413],
  ])('of a body of %s is a coded problem', async (type, body, headers, status) => {
    const response = await fetch(`${server.origin}/sync/v1/push`, {
      method: 'POST',
      headers: { 'content-type': type, authorization: `Bearer ${token}`, ...headers },
      body,
    })
    expect((await problemOf(response)).status).toBe(status)
  })
  it.each([
    ['not HTTP', 'bonjour\r\n\r\n', 400],
    ['headers too large', `GET /health HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`, 431],
    [
      'a body shorter than announced',
      'POST /sync/v1/pull HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"a',
      0,
    ],
    ['an unknown method', 'BREW /health HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ])('of %s', async (_, bytes, status) => {
    const answer = await speak(bytes)
    if (status !== 0)
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [\\s\\S]*application/problem\\+json[\\s\\S]*"code":"bad_request"`))
    expect(answer).not.toContain('HTTP/1.1 5')
  })
})

describe('a client that sends slowly', () => {
  it.each([
    ['its headers', 'GET /sync/v1/info HTTP/1.1\r\nHost: x\r\nX-Lent: '],
    ['its body', 'POST /sync/v1/pull HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{'],
  ])('%s is cut', async (_, start) => {
    expect(await speak(start, { end: false })).toContain('HTTP/1.1 408')
    expect((await fetch(`${server.origin}/health`)).status).toBe(200)
  })
})

describe('limits', () => {
  it('of an address and of an account say when to come back', async () => {
    const limited = await startTestServer({ limits: { perAddress: 12, perClient: 3 } })
    try {
      const pull = (headers = {}) => post(`${limited.origin}/sync/v1/pull`, pullBody({ client_id: 'public' }), headers)
      const account = { authorization: `Bearer ${await limited.signIn()}` }
      for (let n = 0; n < 3; n++) expect((await pull(account)).status).toBe(200)
      const refused = await pull(account)
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await problemOf(refused)).toMatchObject({ status: 429, code: 'rate_limited' })
      // Desks without a session all ask in the same words: they do not count as one.
      for (let n = 0; n < 4; n++) expect((await pull()).status).toBe(200)
      const statuses = await Promise.all(
        Array.from({ length: 12 }, () => fetch(`${limited.origin}/sync/v1/info`).then((r) => r.status)),
      )
      expect(statuses).toContain(429)
      expect((await fetch(`${limited.origin}/health`)).status).toBe(200)
    } finally {
      await limited.stop()
    }
  })
})

describe('health', () => {
  it('tells who watches whether it lives, is ready, and how it goes', async () => {
    const ready = () => fetch(`${server.origin}/ready`)
    expect(await (await ready()).json()).toEqual({ etat: 'pret', instantane: 'pret' })
    server.setShelf([], 'building')
    expect(await (await ready()).json()).toEqual({ etat: 'pret', instantane: 'en-cours' })
    server.setShelf([], 'missing')
    const not = await ready()
    expect(Number(not.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await problemOf(not)).toMatchObject({ status: 503, code: 'unavailable' })
    server.setShelf([])
    const metrics = await (await fetch(`${server.origin}/metrics`)).text()
    for (const name of [
      'dora_requests_total',
      'dora_request_seconds',
      'dora_mutations_total',
      'dora_desks_connected',
      'dora_head_seq',
      'dora_store_seconds',
      'dora_nodejs_eventloop_lag',
      'dora_process_resident_memory_bytes',
    ])
      expect(metrics).toContain(name)
  })
  it('asks desks to wait while the first catalogue is made', async () => {
    server.setFilling(true)
    const response = await fetch(`${server.origin}/sync/v1/info`)
    expect(response.headers.get('retry-after')).toBe('1')
    expect(await problemOf(response)).toMatchObject({ status: 503, code: 'unavailable' })
    server.setFilling(false)
    expect((await fetch(`${server.origin}/sync/v1/info`)).status).toBe(200)
  })
})

describe('ten thousand hostile messages', () => {
  const path = fc.oneof(
    fc.constantFrom(
      '/sync/v1/info',
      '/sync/v1/pull',
      '/sync/v1/push',
      '/sync/v1/blob/x',
      '/auth/v1/session',
      '/health',
      '/ready',
      '/',
    ),
    fc.webPath().map((one) => `/${one}`),
    fc.string({ unit: 'binary-ascii', maxLength: 60 }).map((one) => `/sync/v1/blob/${encodeURIComponent(one)}`),
    fc.stringMatching(/^\/[ -~]{0,40}$/).map((one) => one.replaceAll(' ', '')),
  )
  const header = fc.oneof(
    fc.tuple(
      fc.constantFrom('range', 'if-range', 'if-none-match', 'accept-encoding', 'x-forwarded-for', 'expect', 'origin'),
      fc.stringMatching(/^[ -~]{0,60}$/),
    ),
    fc.tuple(fc.constant('authorization'), fc.oneof(fc.stringMatching(/^[ -~]{0,80}$/), fc.constant('Bearer VALID'))),
    fc.tuple(fc.constant('content-encoding'), fc.constantFrom('gzip', 'br', 'identity', 'x')),
    fc.tuple(fc.constant('transfer-encoding'), fc.constantFrom('chunked', 'gzip', 'x')),
  )
  /** A right message with something wrong in it reaches further than noise. */
  const bent = fc
    .tuple(
      fc.constantFrom<() => object>(
        () => pullBody(),
        () => pullBody({ scopes: [{ id: 'u:me', since: 0 }] }),
        () => ({ proto: 1, client_id: 'hostile', mutations: [mutation(server.user.id)] }),
        () => ({ courriel: 'a@exemple.test', mot_de_passe: 'x', poste: 'y' }),
      ),
      fc.anything({ withNullPrototype: true, maxDepth: 3 }),
      fc.nat(),
      fc.nat(3),
    )
    .map(([make, value, at, bending]) => {
      const message = make() as Record<string, unknown>
      // Some are right: what hostile ones do to them would show.
      if (bending === 0) return safeJson(message)
      const holders = holdersOf(message)
      const holder = holders[at % holders.length] as Record<string, unknown>
      const keys = Object.keys(holder)
      holder[keys[(at >> 8) % keys.length] as string] = value
      return safeJson(message)
    })
  const body = fc.oneof(
    bent,
    bent,
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc.constant(''),
    fc.string().map((one) => one.repeat(200)),
  )
  const message = fc.record({
    method: fc.constantFrom('GET', 'POST', 'POST', 'POST', 'DELETE', 'PUT', 'HEAD', 'OPTIONS', 'PATCH', 'PROPFIND'),
    path,
    type: fc.constantFrom(
      'application/json',
      'application/json',
      'application/json',
      'text/plain',
      'application/json; charset=latin1',
      '',
      'multipart/form-data',
    ),
    headers: fc.array(header, { maxLength: 3 }),
    body,
    cut: fc.oneof(
      { weight: 5, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
    ),
    /** Bent messages go where they belong, with a token. */
    aimed: fc.boolean(),
  })

  it('crash nothing and never are a 500', async () => {
    const messages = fc.sample(message, { numRuns: MESSAGES, seed: 20261123 })
    const statuses = new Map<string, number>()
    const send = async ({ method, path: where, type, headers, body: text, cut, aimed }: (typeof messages)[number]) => {
      const to = aimed ? aim(text) : where
      const lines = [
        `${aimed ? 'POST' : method} ${to} HTTP/1.1`,
        'Host: bureau',
        'Connection: close',
        ...(type === '' ? [] : [`Content-Type: ${aimed ? 'application/json' : type}`]),
        ...(aimed
          ? [`Authorization: Bearer ${token}`]
          : headers.map(([name, value]) => `${name}: ${value.replace('VALID', token)}`)),
        `Content-Length: ${Buffer.byteLength(text)}`,
      ]
      const bytes = Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`)
      // Half-closing says that nothing more comes: Node then drops the request.
      const answer = await speak(cut === null ? bytes : bytes.subarray(0, Math.floor(bytes.length * cut)), { end: cut !== null })
      const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 'none'
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (status.startsWith('5')) throw new Error(`${status} to ${lines[0]}\n${text.slice(0, 2_000)}`)
      if (status.startsWith('4') && method !== 'HEAD') expect(answer).toContain('"code":"')
    }
    for (let from = 0; from < messages.length; from += AT_ONCE) await Promise.all(messages.slice(from, from + AT_ONCE).map(send))
    // It was not all noise: some went through.
    expect(statuses.get('200') ?? 0).toBeGreaterThan(300)
    expect([...statuses.values()].reduce((a, b) => a + b, 0)).toBe(MESSAGES)
    expect((await fetch(`${server.origin}/health`)).status).toBe(200)
    expect(server.logged().filter((line) => line.includes('"level":"error"'))).toEqual([])
  }, 120_000)
})

const aim = (text: string): string =>
  text.includes('mutations') ? '/sync/v1/push' : text.includes('mot_de_passe') ? '/auth/v1/session' : '/sync/v1/pull'

/** The message and every object in it: what is deep is as hostile as what is not. */
const holdersOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value)
    ? value.flatMap(holdersOf)
    : typeof value === 'object' && value !== null && Object.keys(value).length > 0
      ? [value as Record<string, unknown>, ...Object.values(value).flatMap(holdersOf)]
      : []

const safeJson = (value: unknown): string => {
  try {
    return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one))
  } catch {
    return '{}'
  }
}

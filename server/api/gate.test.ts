import { gunzipSync } from 'node:zlib'
import fastify from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { QUOTA_JOUR, QUOTA_MINUTE, type CleDemandee } from '#shared/partners/key.ts'
import { DEFAULT_API_LIMITS } from '../config-api.ts'
import { addAdministrator } from '../accounts/administrators.ts'
import { createLetters } from '../accounts/context.ts'
import { readJournal } from '../accounts/journal.ts'
import { Forbidden } from '../accounts/refusal.ts'
import { createServerLog } from '../ops/log.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { SyncStore, User } from '../store/types.ts'
import { createSeal } from '../sync/seal.ts'
import { apiAccess, callerOf } from './gate-caller.ts'
import { isFresh } from './gate-fresh.ts'
import { installApiGate } from './gate.ts'
import { changeKey, createKey, forgetKey, keysFor, revokeKey } from './keys-acts.ts'
import { ApiProblem } from './problem.ts'

const seal = createSeal(Buffer.alloc(32, 9))
const TODAY = '2026-11-28'
const ASKED: CleDemandee = {
  nom: 'Carte des solutions',
  contact: 'technique@exemple.test',
  portees: ['api'],
  quota: { minute: QUOTA_MINUTE.defaut, jour: QUOTA_JOUR.defaut },
  sources: [],
}

let store: SyncStore
let team: User
let at: number
const lines: string[] = []
const now = () => at
const account = () => ({ store, seal, now, linkTo: () => '', onMail: () => {}, letters: createLetters(now) })

const replica = async ({
  perAddress = 120,
  broken = store,
  prefixed = true,
}: { perAddress?: number; broken?: SyncStore; prefixed?: boolean } = {}) => {
  const app = fastify()
  const under = prefixed ? '' : '/api'
  // As the whole server has.
  app.setNotFoundHandler((_, reply) => reply.code(404).send('ailleurs'))
  const limits = { ...DEFAULT_API_LIMITS, apiPerAddress: perAddress }
  let keys: ReturnType<typeof installApiGate>['keys'] | undefined
  await app.register(
    async (scope) => {
      ;({ keys } = installApiGate(scope, {
        store: broken,
        seal,
        limits,
        now,
        log: createServerLog('debug', { write: (line) => void lines.push(line) }),
      }))
      scope.get(`${under}/v1/services`, async (request, reply) => {
        if (isFresh(request, reply, 'e.1')) return reply
        return { items: ['a'.repeat(2_000)], hidden: [...callerOf(request).hidden] }
      })
      scope.get(`${under}/v1/services/:id`, async () => {
        throw new ApiProblem(422, [{ loc: ['query', 'size'], msg: 'trop', type: 'less_than_equal' }])
      })
      scope.get(`${under}/v1/doc/frais`, apiAccess('open'), async () => [{ value: 'gratuit' }])
      scope.get(`${under}/v1/widget`, apiAccess('widget'), async () => ({}))
      scope.get(`${under}/v2/structures/`, apiAccess('key'), async () => ({}))
      scope.get(`${under}/v1/boom`, async () => {
        throw new Error('secret au fond')
      })
    },
    prefixed ? { prefix: '/api' } : {},
  )
  await app.ready()
  const ask = (
    url: string,
    key?: string,
    headers: Record<string, string> = {},
    method: 'GET' | 'OPTIONS' | 'POST' | 'HEAD' = 'GET',
  ) => app.inject({ method, url, headers: { ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...headers } })
  return { app, ask, flush: () => keys?.flush() }
}

beforeEach(async () => {
  at = Date.parse(`${TODAY}T10:00:00Z`)
  lines.length = 0
  store = await openSqliteStore({ file: ':memory:' })
  team = await addAdministrator(
    store.accounts,
    { courriel: 'equipe@exemple.test', nom: 'Camille Testeuse', password: 'un mot de passe assez long' },
    at,
  )
})
afterEach(() => store.close())

const give = (more: Partial<CleDemandee> = {}) => createKey(account(), team, { ...ASKED, ...more })
const listed = () => keysFor(account(), team, { restricted: ['soliguide'], address: 'https://dora.exemple.test/api/v1' })

test('nobody reads what is public; a key of scope api passes, one of a widget does not, garbage is refused', async () => {
  const { ask, app } = await replica()
  const [api, widget] = [await give(), await give({ portees: ['widget'] })]
  const statuses = async (key?: string) =>
    Promise.all(
      ['/api/v1/services', '/api/v1/doc/frais', '/api/v1/widget', '/api/v2/structures/'].map(
        async (url) => (await ask(url, key)).statusCode,
      ),
    )
  expect(await statuses()).toEqual([200, 200, 200, 401])
  expect(await statuses(api.cle)).toEqual([200, 200, 200, 200])
  expect(await statuses(widget.cle)).toEqual([403, 200, 200, 403])
  expect(await statuses('nimporte-quoi')).toEqual([401, 200, 401, 401])
  expect(await statuses(`${api.cle.slice(0, -1)}${api.cle.endsWith('A') ? 'B' : 'A'}`)).toEqual([401, 200, 401, 401])
  const basic = await ask('/api/v1/services', undefined, { authorization: 'Basic eDp5' })
  expect([basic.statusCode, basic.headers['www-authenticate']]).toEqual([401, 'Bearer error="invalid_token"'])
  // As DORA’s own clients write it.
  expect((await ask('/api/v2/structures/', undefined, { authorization: `Token ${api.cle}` })).statusCode).toBe(200)
  const inAddress = await ask(`/api/v1/services?token=${api.cle}`)
  expect([inAddress.statusCode, inAddress.json().detail]).toEqual([401, expect.stringContaining('Authorization: Bearer')])
  expect(lines.join('\n')).not.toContain(api.cle)
  await app.close()
})

test('restricted sources are hidden from everyone but the keys that name them, and tags differ', async () => {
  const { ask, app } = await replica()
  const trusted = await give({ sources: ['soliguide'] })
  const [anyone, one] = [await ask('/api/v1/services'), await ask('/api/v1/services', trusted.cle)]
  expect([anyone.json().hidden, one.json().hidden]).toEqual([['soliguide'], []])
  expect(anyone.headers.etag).not.toBe(one.headers.etag)
  expect([anyone.headers['cache-control'], one.headers['cache-control']]).toEqual(['public, max-age=60', 'private, max-age=60'])
  expect(anyone.headers.vary).toBe('Accept-Encoding, Authorization')
  await app.close()
})

test.each([true, false])(
  'a page of another site may read; methods other than reading, unknown paths and failures keep the shape (%s)',
  async (prefixed) => {
    const { ask, app } = await replica({ prefixed })
    expect((await ask('/ailleurs')).body).toBe('ailleurs')
    const preflight = await ask(
      '/api/v1/services',
      undefined,
      { origin: 'https://ailleurs.exemple.test', 'access-control-request-method': 'GET' },
      'OPTIONS',
    )
    expect([
      preflight.statusCode,
      preflight.headers['access-control-allow-origin'],
      preflight.headers['access-control-allow-headers'],
    ]).toEqual([204, '*', 'Authorization, If-None-Match, Accept'])
    const answers = await Promise.all([
      ask('/api/v1/services', undefined, {}, 'POST'),
      ask('/api/nulle-part', 'nimporte-quoi'),
      ask('/api/nulle-part', undefined, {}, 'POST'),
      ask('/api/v1/services/x'),
      ask('/api/v1/boom'),
    ])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([405, 404, 404, 422, 500])
    expect(answers.map((answer) => answer.json())).toEqual([
      { detail: 'Method Not Allowed' },
      { detail: 'Not Found' },
      { detail: 'Not Found' },
      { detail: [{ loc: ['query', 'size'], msg: 'trop', type: 'less_than_equal' }] },
      { detail: 'Internal Server Error' },
    ])
    for (const { headers } of answers) {
      expect(headers['access-control-allow-origin']).toBe('*')
      expect(headers['cache-control']).toBe('no-store')
      expect(headers.etag).toBeUndefined()
    }
    expect(answers[0]?.headers.allow).toBe('GET, HEAD, OPTIONS')
    const slashed = await ask('/api/v1/services/?page=2')
    expect([slashed.statusCode, slashed.headers.location]).toEqual([307, '/api/v1/services?page=2'])
    await app.close()
  },
)

test('what is already there is not sent again; each encoding has its tag', async () => {
  const { ask, app } = await replica()
  const plain = await ask('/api/v1/services')
  const squeezed = await ask('/api/v1/services', undefined, { 'accept-encoding': 'gzip' })
  expect(squeezed.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(squeezed.rawPayload).toString()).toBe(plain.body)
  expect(squeezed.headers.etag).toBe(String(plain.headers.etag).replace(/"$/, '-gzip"'))
  for (const tag of [plain.headers.etag, squeezed.headers.etag, `W/${plain.headers.etag}`, `"x", ${plain.headers.etag}`, '*']) {
    const again = await ask('/api/v1/services', undefined, { 'if-none-match': String(tag) })
    expect([again.statusCode, again.body, again.headers['cache-control']]).toEqual([304, '', 'public, max-age=60'])
  }
  expect((await ask('/api/v1/services?page=2', undefined, { 'if-none-match': String(plain.headers.etag) })).statusCode).toBe(200)
  // By its bytes, where the handler says nothing.
  const doc = await ask('/api/v1/doc/frais')
  expect((await ask('/api/v1/doc/frais', undefined, { 'if-none-match': String(doc.headers.etag) })).statusCode).toBe(304)
  const head = await ask('/api/v1/services', undefined, {}, 'HEAD')
  expect([head.statusCode, head.headers.etag, head.body]).toEqual([200, plain.headers.etag, ''])
  await app.close()
})

test('an address without a key has so many a minute; so has a key, and so many a day in Paris', async () => {
  const { ask, app } = await replica({ perAddress: 2 })
  const key = await give({ quota: { minute: 3, jour: 5 } })
  const status = async (cle?: string) => (await ask('/api/v1/services', cle)).statusCode
  expect([await status(), await status(), await status()]).toEqual([200, 200, 429])
  const refused = await ask('/api/v1/services')
  expect(refused.json().detail).toContain('2 par minute sans clé')
  expect([refused.headers['retry-after'], refused.headers['ratelimit-limit'], refused.headers['ratelimit-remaining']]).toEqual([
    '60',
    '2',
    '0',
  ])
  // Garbage does not buy another count.
  expect(await status('nimporte-quoi')).toBe(429)

  expect([await status(key.cle), await status(key.cle), await status(key.cle), await status(key.cle)]).toEqual([
    200, 200, 200, 429,
  ])
  at += 60_000
  const fourth = await ask('/api/v1/services', key.cle)
  expect([fourth.headers['ratelimit-remaining'], fourth.headers['ratelimit-policy']]).toEqual(['1', '3;w=60, 5;w=86400'])
  expect([await status(key.cle), await status(key.cle)]).toEqual([200, 429])
  const spent = await ask('/api/v1/services', key.cle)
  expect(spent.json().detail).toContain('5 demandes par jour')
  // Midnight in Paris is 23:00 UTC.
  expect(Number(spent.headers['retry-after'])).toBe((Date.parse(`${TODAY}T23:00:00Z`) - at) / 1000)
  at = Date.parse(`${TODAY}T23:00:01Z`)
  expect(await status(key.cle)).toBe(200)
  await app.close()
})

test('a key revoked on one replica is refused by the other within a second, and counts add up', async () => {
  const [one, two] = [await replica(), await replica()]
  const key = await give({ quota: { minute: 100, jour: 5 } })
  for (const { ask } of [one, two, one]) expect((await ask('/api/v1/services', key.cle)).statusCode).toBe(200)
  await one.flush()
  await two.flush()
  expect((await listed()).cles).toMatchObject([{ vue_le: TODAY, jours: [{ jour: TODAY, demandes: 3, refusees: 0 }] }])
  // Each knows of the other’s since it wrote its own, and one that starts knows of all.
  const three = await replica()
  const statuses = []
  for (let n = 0; n < 3; n++) statuses.push((await three.ask('/api/v1/services', key.cle)).statusCode)
  expect(statuses).toEqual([200, 200, 429])
  await revokeKey(account(), team, key.id)
  at += 1_000
  for (const { ask, app } of [one, two, three]) {
    expect((await ask('/api/v1/services', key.cle)).statusCode).toBe(401)
    await app.close()
  }
  expect((await listed()).cles).toMatchObject([
    { revoquee_le: new Date(at - 1_000).toISOString(), jours: [{ demandes: 5, refusees: 1 }] },
  ])
})

test('a store out of reach: keys are believed for a minute, then nobody is told that theirs is wrong', async () => {
  let down = false
  const broken: SyncStore = {
    ...store,
    read: (work) => (down ? Promise.reject(Object.assign(new Error('down'), { code: 'ECONNREFUSED' })) : store.read(work)),
  }
  const { ask, app } = await replica({ broken })
  const { cle } = await give()
  expect((await ask('/api/v1/services', cle)).statusCode).toBe(200)
  down = true
  at += 30_000
  expect((await ask('/api/v1/services', cle)).statusCode).toBe(200)
  at += 31_000
  const failed = await ask('/api/v1/services', cle)
  expect([failed.statusCode, failed.headers['retry-after'], typeof failed.json().detail]).toEqual([503, '5', 'string'])
  down = false
  expect((await ask('/api/v1/services', cle)).statusCode).toBe(200)
  await app.close()
})

test('keys are given, changed and taken back by the team alone; nothing of a key is kept, and the journal has it all', async () => {
  const someone = { ...team, id: 'autre', role: 'professionnel' as const }
  await expect(createKey(account(), someone, ASKED)).rejects.toThrow(Forbidden)
  const { id, cle } = await give()
  await changeKey(account(), team, id, { ...ASKED, nom: 'Carte des aides', quota: { minute: 5, jour: 50 } })
  await expect(forgetKey(account(), team, id)).rejects.toMatchObject({ motif: 'cle-active' })
  await revokeKey(account(), team, id)
  await revokeKey(account(), team, id)
  await expect(changeKey(account(), team, id, ASKED)).rejects.toMatchObject({ motif: 'cle-revoquee' })
  const [shown] = (await listed()).cles
  expect(shown).toMatchObject({ nom: 'Carte des aides', debut: cle.slice(0, 9), quota: { minute: 5, jour: 50 } })
  expect(JSON.stringify(shown)).not.toContain(cle.slice(0, 20))
  await forgetKey(account(), team, id)
  await expect(revokeKey(account(), team, id)).rejects.toMatchObject({ motif: 'cle-inconnue' })
  const acts = await store.read(async (reader) => {
    const all = []
    for await (const { action, objet } of readJournal(reader, seal)) all.push([action, objet.kind])
    return all
  })
  expect(acts.slice(-4)).toEqual([
    ['cle.creee', 'cle-api'],
    ['cle.modifiee', 'cle-api'],
    ['cle.revoquee', 'cle-api'],
    ['cle.oubliee', 'cle-api'],
  ])
})

import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createBroadcast } from '#main/broadcast.ts'
import { createLog } from '#main/log.ts'
import { createNodePlatform } from '#main/platform/node.ts'
import { createServices } from '#main/services.ts'
import { createHttpTransport } from '#main/sync/transport-http.ts'
import type { SyncStatus } from '#shared/contract/sync.ts'
import type { Mutation } from '#shared/sync/wire.ts'
import { type ServerConfig, readConfig } from '#server/config.ts'
import { createServerLog } from '#server/ops/log.ts'
import { type Running, startServer } from '#server/ops/run.ts'
import { fill, service, structure } from '#server/sync/testing.ts'

/** A real server and real desks, headless: the same services as behind the screens, over HTTP, SQLite on both sides. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'desks-'))
let server: Running
let origin: string
let password = ''

const startIt = async (port: number): Promise<void> => {
  const read = readConfig({
    platform: process.platform,
    home: folder,
    env: { DORA_SERVER_FOLDER: join(folder, 'serveur'), DORA_SERVER_PORT: String(port), DORA_SERVER_LOG: 'silent' },
  })
  if ('errors' in read) throw new Error(read.errors.join('\n'))
  const config: ServerConfig = read.config
  server = await startServer({
    config,
    embedded: true,
    log: createServerLog('silent'),
    say: () => {},
    onListening: () => {},
    fill: async ({ store }) => {
      await fill(
        store,
        [structure('s-1')],
        Array.from({ length: 30 }, (_, n) => service(`v-${n}`, 's-1', { nom: `Atelier numéro ${n}` })),
      )
    },
  })
  await server.settled
  origin = server.origin
}

type Desk = {
  readonly call: <T>(name: string, input?: unknown) => Promise<T>
  readonly status: () => Promise<SyncStatus>
  readonly heard: string[]
  readonly close: () => Promise<void>
}

const desks: Desk[] = []
const openDesk = (name: string, address = `${origin}/`): Desk => {
  const dataFolder = join(folder, name)
  mkdirSync(dataFolder, { recursive: true })
  const broadcast = createBroadcast((error) => {
    throw error
  })
  const services = createServices({
    platform: createNodePlatform({ dataFolder, version: '0' }),
    broadcast,
    log: createLog(join(dataFolder, 'logs')),
    geoFolders: [],
    server: { address, embedded: false },
    checkOutputs: true,
  })
  const heard: string[] = []
  broadcast.subscribe(({ name: event }) => {
    heard.push(event)
  })
  const call = async <T>(procedure: string, input?: unknown): Promise<T> => {
    const reply = await services.router.call(procedure, input)
    if (!reply.ok) throw new Error(`${procedure}: ${reply.error.code}`)
    return reply.value as T
  }
  services.warm()
  const desk = { call, status: () => call<SyncStatus>('sync.status'), heard, close: services.close }
  desks.push(desk)
  return desk
}

const SOON = { timeout: 60_000, interval: 20 }
const names = async (desk: Desk, words: string): Promise<string[]> => {
  const filters = {}
  const { hits } = await desk.call<{ hits: { nom: string }[] }>('search.run', {
    text: words,
    place: null,
    filters,
    sort: 'pertinence',
    limit: 50,
    offset: 0,
  })
  return hits.map(({ nom }) => nom)
}
const upToDate = (desk: Desk) =>
  vi.waitFor(async () => expect(await desk.status()).toMatchObject({ etat: 'a-jour', erreur: null, en_attente: 0 }), SOON)

beforeAll(async () => {
  await startIt(0)
  password = /Mot de passe[^:]*: (\S+)/.exec(readFileSync(join(folder, 'serveur/premier-administrateur.txt'), 'utf8'))?.[1] ?? ''
})
afterAll(async () => {
  for (const desk of desks) await desk.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('two desks: bootstrap, an edit seen by a search, favourites from one to the other, a cut and its end', async () => {
  let a = openDesk('a')
  const b = openDesk('b')
  await upToDate(a)
  await upToDate(b)
  expect(await names(a, 'atelier')).toHaveLength(30)

  // An administrator's change reaches a search of every desk.
  const transport = createHttpTransport({ server: `${origin}/`, poste: 'essai', version: '0' })
  const { token } = await transport.signIn('admin@dora.local', password)
  const edit = (n: number, from: string, to: string): Mutation => ({
    mut_id: crypto.randomUUID(),
    n,
    deps: [],
    schema: 1,
    type: 'service.update',
    key: { kind: 'service', id: 'v-7' },
    base_ver: n,
    base: { nom: from },
    patch: { nom: to },
    client_time: new Date().toISOString(),
  })
  const pushed = await transport.push(
    { proto: 1, client_id: 'c-essai', mutations: [edit(1, 'Atelier numéro 7', 'Bricolage solidaire')] },
    token,
  )
  expect(pushed.results).toMatchObject([{ status: 'applied' }])
  for (const desk of [a, b])
    await vi.waitFor(async () => expect(await names(desk, 'bricolage')).toEqual(['Bricolage solidaire']), SOON)

  // The same person on two desks.
  for (const desk of [a, b]) {
    expect(await desk.call('sync.signIn', { courriel: 'admin@dora.local', motDePasse: password })).toMatchObject({
      compte: { courriel: 'admin@dora.local' },
    })
  }
  await expect(a.call('sync.signIn', { courriel: 'admin@dora.local', motDePasse: 'un autre mot' })).rejects.toThrow(
    'sync-identifiants',
  )
  await a.call('favourites.add', { kind: 'service', id: 'v-7', nom: 'Bricolage solidaire' })
  await a.call('favourites.update', { kind: 'service', id: 'v-7', note: 'le mardi' })
  await vi.waitFor(async () => expect(await b.call('favourites.list')).toMatchObject([{ id: 'v-7', note: 'le mardi' }]), SOON)
  expect(b.heard).toContain('favourites.changed')
  await upToDate(a)

  // The server goes: everything local works, what is written waits.
  const port = Number(new URL(origin).port)
  await server.stop()
  await a.call('favourites.update', { kind: 'service', id: 'v-7', note: 'le jeudi' })
  await a.call('sync.now')
  await vi.waitFor(async () => {
    expect(await a.status()).toMatchObject({ etat: 'hors-ligne', en_attente: 1, erreur: { code: 'sync-hors-ligne' } })
  }, SOON)
  expect(await names(a, 'bricolage')).toEqual(['Bricolage solidaire'])

  // Closed and opened again without network: everything is there, what waits too, and the data say how old they are.
  await a.close()
  a = openDesk('a')
  await vi.waitFor(async () => expect(await a.status()).toMatchObject({ etat: 'hors-ligne', en_attente: 1 }), SOON)
  const { donnees_du, depuis, compte } = await a.status()
  expect([donnees_du, depuis, compte?.courriel]).toEqual([depuis, expect.any(String), 'admin@dora.local'])
  expect(await names(a, 'bricolage')).toEqual(['Bricolage solidaire'])
  expect(await a.call('favourites.list')).toMatchObject([{ note: 'le jeudi' }])

  await startIt(port)
  await a.call('sync.now')
  await b.call('sync.now')
  await upToDate(a)
  await vi.waitFor(async () => expect(await b.call('favourites.list')).toMatchObject([{ note: 'le jeudi' }]), SOON)
  expect(await a.status()).toMatchObject({ depuis: null, a_verifier: 0 })
})

test('a desk that carries one département without a service, one with some, then all of France', async () => {
  const desk = openDesk('c')
  await upToDate(desk)
  expect(await desk.call('sync.setTerritories', { departements: ['33'] })).toMatchObject({ territoires: ['33'] })
  await vi.waitFor(async () => expect(await names(desk, 'atelier')).toEqual([]), SOON)
  await desk.call('sync.setTerritories', { departements: ['75'] })
  await vi.waitFor(async () => expect(await names(desk, 'atelier')).toContain('Atelier numéro 3'), SOON)
  await desk.call('sync.setTerritories', { departements: [] })
  await vi.waitFor(async () => expect(await desk.status()).toMatchObject({ etat: 'a-jour', territoires: [] }), SOON)
  expect(await names(desk, 'atelier')).toContain('Atelier numéro 3')
})

test('an address in the clear is refused, and changes nothing', async () => {
  const desk = openDesk('d')
  await expect(desk.call('sync.setServer', { adresse: 'http://exemple.fr/' })).rejects.toThrow('sync-adresse-refusee')
  expect((await desk.status()).serveur).toBe(`${origin}/`)
})

test('another server is told nothing of the session of the first', async () => {
  const desk = openDesk('e')
  await desk.call('sync.signIn', { courriel: 'admin@dora.local', motDePasse: password })
  expect(await desk.call('sync.setServer', { adresse: 'http://127.0.0.1:1' })).toMatchObject({ compte: null, embarque: false })
  await vi.waitFor(async () => expect((await desk.status()).etat).toBe('hors-ligne'), SOON)
  expect(await desk.call('sync.setServer', { adresse: null })).toMatchObject({ serveur: `${origin}/`, compte: null })
})

test('a desk started with another server tells it nothing of the session, and finds it again with its own', async () => {
  const first = openDesk('f')
  await first.call('sync.signIn', { courriel: 'admin@dora.local', motDePasse: password })
  await upToDate(first)
  await first.close()

  const asked: (string | undefined)[] = []
  const other = createServer((request, response) => {
    asked.push(request.headers.authorization)
    response.writeHead(503).end()
  })
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const elsewhere = openDesk('f', `http://127.0.0.1:${(other.address() as AddressInfo).port}/`)
  await vi.waitFor(async () => expect((await elsewhere.status()).etat).toBe('hors-ligne'), SOON)
  expect(await elsewhere.status()).toMatchObject({ compte: { courriel: 'admin@dora.local' }, session_expiree: true })
  await elsewhere.close()
  other.close()
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.filter((token) => token !== undefined)).toEqual([])

  const back = openDesk('f')
  await upToDate(back)
  expect(await back.status()).toMatchObject({ compte: { courriel: 'admin@dora.local' }, session_expiree: false })
})

test('a user’s file that a newer application wrote is no failure: the catalogue is followed, and it is said', async () => {
  const before = openDesk('g')
  await before.call('sync.signIn', { courriel: 'admin@dora.local', motDePasse: password })
  await upToDate(before)
  await before.close()
  const db = new Database(join(folder, 'g', 'user.db'))
  db.pragma('user_version = 99')
  db.prepare("UPDATE meta SET valeur = ? WHERE cle = 'min_safe_version'").run(Buffer.from('99'))
  db.close()
  const desk = openDesk('g')
  await upToDate(desk)
  expect(await desk.status()).toMatchObject({ lecture_seule: true, compte: { courriel: 'admin@dora.local' } })
})

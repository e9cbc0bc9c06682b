import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Service } from '#shared/catalogue/record.ts'
import type { Frequence } from '#shared/memory/search.ts'
import { SearchQuery, type SearchQueryInput } from '#shared/search/query.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { type AccountBench, DAY_MS, openAccounts, START } from '../accounts/testing/bench.ts'
import { removeAccount } from '../accounts/removal.ts'
import { createMailer } from '../mail/mailer.ts'
import { sendQueued } from '../mail/send.ts'
import { smtpTransport } from '../mail/smtp.ts'
import { FROM } from '../mail/testing/bench.ts'
import { startSmtp } from '../mail/testing/smtp.ts'
import { createServerLog } from '../ops/log.ts'
import { openPostgresqlStore } from '../store/postgresql.ts'
import type { SyncStore, User } from '../store/types.ts'
import { putService } from '../sync/commands/catalogue-rows.ts'
import { putPrivate } from '../sync/rows.ts'
import { startPostgres, type TestPostgres } from '../testing/postgres.ts'
import { createSearchLetters } from './letters.ts'
import { type Places, readPlaces } from './places.ts'
import { followedSearches, stopLetters } from './rows.ts'

// A real geography and a real PostgreSQL.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const URL_OF = 'https://dora.exemple.test'
let places: Places
let postgres: TestPostgres
beforeAll(async () => {
  places = await readPlaces()
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

const stores: SyncStore[] = []
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
})

const logged: string[] = []
const log = createServerLog('info', { write: (line) => void logged.push(line) })

const bench = async (store?: SyncStore) => {
  const accounts = await openAccounts(store === undefined ? {} : { store })
  stores.push(accounts.store)
  const { parts } = accounts
  const { seal } = parts
  return {
    ...accounts,
    run: (over: SyncStore = accounts.store, delivers = true) =>
      createSearchLetters({ ...parts, store: over, log, publicUrl: () => URL_OF, delivers, places: async () => places }).run(),
    service: async (id: string, more: Partial<Service> = {}) => {
      const one: Service = {
        id,
        source: 'essai',
        structure_id: null,
        nom: `Service ${id}`,
        date_maj: '2026-11-01',
        latitude: 50.633,
        longitude: 3.066,
        code_insee: '59350',
        modes_accueil: ['en-presentiel'],
        ...more,
      }
      await accounts.store.write((writer) => putService(writer, seal, one as unknown as Doc))
    },
    remove: (id: string) => accounts.store.write((writer) => writer.remove({ kind: 'service', id })),
    keep: async (user: User, asked: SearchQueryInput, frequence: Frequence = 'quinzaine', nom = 'Ma recherche') => {
      const id = `${user.id}/${randomUUID()}`
      const doc = { nom, query: SearchQuery.parse(asked), lieu: 'Lille (59)', frequence, cree_le: '2026-11-01T00:00:00.000Z' }
      await accounts.store.write((writer) =>
        putPrivate(writer, seal, { kind: 'recherche', id }, { doc: doc as unknown as Doc, userId: user.id, current: null }),
      )
      return id
    },
  }
}
const LILLE: SearchQueryInput = { place: { kind: 'commune', code: '59350' }, radiusKm: 20 }
const searchesIn = (letters: Awaited<ReturnType<AccountBench['letters']>>) =>
  letters.flatMap(({ template }) => (template.kind === 'recherches' ? template.recherches : []))

test('what is new, what changed and how, what disappeared since the last letter; then nothing until something does', async () => {
  const { run, service, remove, keep, people, pass, letters } = await bench()
  const user = await people.person()
  await keep(user, LILLE)
  await keep(user, { ...LILLE, text: 'permis' }, 'mois', 'Permis')
  await keep(user, LILLE, 'jamais')
  await service('a', { horaires_accueil: 'Mo-Fr 09:00-12:00' })
  await service('b')
  // The first look tells nothing: all of it was there.
  expect(await run()).toBe(0)
  await service('a', { horaires_accueil: 'Mo-Fr 14:00-17:00', date_maj: '2026-12-02' })
  await service('b', { date_maj: '2026-12-02' })
  await service('c', { nom: 'Passer le permis' })
  await service('loin', { latitude: 43.3, longitude: 5.4 })
  pass(13 * DAY_MS)
  expect(await run()).toBe(0)
  pass(DAY_MS)
  expect([await run(), await run()]).toEqual([1, 0])
  const first = await letters()
  expect(first.map(({ to }) => to)).toEqual([user.courriel])
  expect(searchesIn(first)).toMatchObject([
    {
      nom: 'Ma recherche',
      nouveaux: [{ nom: 'Passer le permis', lien: `${URL_OF}/service/c` }],
      modifies: [{ nom: 'Service a', champs: ['horaires'] }],
      disparus: [],
      autres: 0,
    },
  ])
  await remove('b')
  pass(16 * DAY_MS)
  expect(await run()).toBe(1)
  const second = searchesIn(await letters()).toSorted((x, y) => (x.nom < y.nom ? -1 : 1))
  expect(second).toMatchObject([
    { nom: 'Ma recherche', nouveaux: [], modifies: [], disparus: [{ nom: 'Service b' }] },
    { nom: 'Permis', nouveaux: [{ nom: 'Passer le permis' }] },
  ])
  pass(30 * DAY_MS)
  expect(await run()).toBe(0)
  expect(await letters()).toEqual([])
})

test('nobody is written to where nothing leaves, when their address is not proved, nor once they stopped', async () => {
  const { run, service, keep, people, pass, letters, store, parts } = await bench()
  const [stopped, unproved, gone] = [await people.person(), await people.person({ valide: false }), await people.person()]
  for (const user of [stopped, unproved, gone]) await keep(user, LILLE)
  await run()
  expect(await run(store, false)).toBe(0)
  await service('a')
  await store.write((writer) => stopLetters(writer, parts.seal, stopped.id))
  await removeAccount(parts, gone, { by: gone, motif: 'demande' })
  pass(15 * DAY_MS)
  await letters()
  expect(await run()).toBe(0)
  expect(await letters()).toEqual([])
  // Nothing of the one who left stays; who stopped keeps the search.
  const kinds: string[] = []
  for (const kind of ['recherche', 'recherche-suivi'])
    await store.read(async (reader) => {
      for await (const { id } of reader.scan(kind)) if (id.startsWith(gone.id)) kinds.push(kind)
    })
  expect(kinds).toEqual([])
  expect((await store.read((reader) => followedSearches(reader, parts.seal))).map(({ userId }) => userId)).toEqual([unproved.id])
})

/** The writes of a store, of which one fails: before it is done, or once it is. */
const cutting = (store: SyncStore, at: number, when: 'before' | 'after'): SyncStore => {
  let writes = 0
  return {
    ...store,
    write: async (work) => {
      writes += 1
      if (writes !== at) return store.write(work)
      if (when === 'after') await store.write(work)
      throw new Error('cut')
    },
  }
}

test.each([
  [1, 'before'],
  [1, 'after'],
  [2, 'before'],
  [2, 'after'],
  [3, 'before'],
] as const)('cut at its write %i, %s: each letter is written once', async (at, when) => {
  const { run, service, keep, people, pass, letters, store } = await bench()
  const users = [await people.person(), await people.person()]
  for (const user of users) await keep(user, LILLE)
  await run()
  await service('a')
  pass(14 * DAY_MS)
  await run(cutting(store, at, when)).catch(() => {})
  await run()
  await run()
  expect((await letters()).map(({ to }) => to).sort()).toEqual(users.map(({ courriel }) => courriel).sort())
})

test('two replicas on one PostgreSQL write each letter once, and a real mail server gets it, to be stopped in one click', async () => {
  const url = await postgres.newDatabase()
  const [one, other] = [await openPostgresqlStore({ url }), await openPostgresqlStore({ url })]
  stores.push(other)
  const { run, service, keep, people, pass, parts } = await bench(one)
  const users = [await people.person(), await people.person(), await people.person()]
  for (const user of users) await keep(user, { ...LILLE, text: 'vélo' })
  await service('autre')
  await run()
  await service('a', { nom: 'Atelier vélo' })
  pass(14 * DAY_MS)
  const done = await Promise.all([run(one), run(other), run(one), run(other)])
  expect(done.reduce((sum, letters) => sum + letters)).toBe(3)
  const smtp = await startSmtp()
  const mailer = createMailer({ transport: smtpTransport(smtp.url), from: FROM })
  await sendQueued({ store: one, seal: parts.seal, mailer, now: () => START + 15 * DAY_MS, log })
  await smtp.stop()
  expect(smtp.delivered.flatMap(({ to }) => to).sort()).toEqual(users.map(({ courriel }) => courriel).sort())
  const [first] = smtp.delivered
  expect(first?.text).toContain('- Atelier vélo\n  https://dora.exemple.test/service/a')
  expect(first?.header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  expect(first?.header('list-unsubscribe')).toMatch(/^<https:\/\/dora\.exemple\.test\/recherches\?jeton=.+>$/)
})

test('nothing of anyone is in the log', () => {
  expect(logged.join('')).not.toMatch(/exemple\.test|Ma recherche|permis/)
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Settings } from '#shared/contract/app.ts'
import type { Service } from '#shared/catalogue/record.ts'
import { DoraError } from '#shared/errors.ts'
import { type Mark, markOf } from '#shared/memory/marks.ts'
import { SearchQuery } from '#shared/search/query.ts'
import type { CatalogueServices } from '#main/catalogue/handlers.ts'
import { testService } from '#main/testing/catalogue.ts'
import { openAt, countingIds, signedIn } from '#main/user/testing/account.ts'
import { createSearchMethods } from '#main/user/searches-worker.ts'
import type { UserStore } from '#main/user/store.ts'
import { createAlertHandlers, type SearchesFile } from './alerts.ts'
import { decideAlerts, type AlertsMemory } from './alerts-notice.ts'

/** Kept searches over the real file of the person; the catalogue is a list that the test changes. */

let folder: string
let store: UserStore
const opened: { readonly close: () => void }[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-alerts-'))
  store = openAt(folder, countingIds())
})
afterEach(() => {
  for (const one of opened.splice(0)) one.close()
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const QUERY = SearchQuery.parse({ text: 'permis', filters: { publics: ['jeunes'] } })
const card = (service: Service) => ({ id: service.id, nom: service.nom }) as never

const desk = () => {
  let services: readonly Service[] = []
  let state = 0
  let broken: DoraError | null = null
  let now = Date.parse('2026-12-01T09:00:00Z')
  const told: { readonly name: string; readonly payload: unknown }[] = []
  const methods = Object.fromEntries(
    Object.entries(createSearchMethods((act) => act(store))).map(([name, method]) => [
      name,
      async (ask: never) => (method as (ask: never) => unknown)(ask),
    ]),
  )
  const user = (async () => methods) as unknown as SearchesFile
  const catalogue = {
    marks: async (_: SearchQuery, from: number, most: number) => {
      if (broken !== null) throw broken
      const marks = services.slice(from, from + most).map((one): [string, Mark] => [one.id, markOf(one, null)])
      return { total: services.length, state, marks }
    },
    handlers: {
      'catalogue.cards': ({ ids }: { ids: string[] }) => ids.flatMap((id) => services.filter((one) => one.id === id).map(card)),
    },
  } as unknown as Pick<CatalogueServices, 'marks' | 'handlers'>
  const alerts = createAlertHandlers({
    catalogue,
    user,
    settings: () => Settings.parse({}),
    notify: () => false,
    noticesFile: join(folder, 'alertes.json'),
    emit: (name, payload) => void told.push({ name, payload }),
    onOutbox: () => {},
    log: (_, error) => {
      throw error
    },
    clock: { now: () => now, sleep: (ms) => (ms < 1_000 || ms === 3_000 ? Promise.resolve() : new Promise(() => {})) },
  })
  opened.push(alerts)
  const { handlers } = alerts
  return {
    alerts,
    handlers,
    told,
    pass: (ms: number) => void (now += ms),
    has: (next: readonly Service[]) => {
      services = next
      state += 1
    },
    breaks: (error: DoraError | null) => void (broken = error),
    keep: async () => (await handlers['alertes.creer']({ query: QUERY, nom: '', lieu: '', frequence: 'jamais' })).id,
    /** Once what it told is known. */
    list: async () => {
      await handlers['alertes.list'](undefined)
      return expect.poll(async () => (await handlers['alertes.list'](undefined)).every(({ total }) => total !== null)).toBe(true)
    },
  }
}

const a = testService('a', { horaires_accueil: 'Mo-Fr 09:00-12:00', frais: 'gratuit' })
const b = testService('b')

test('what is new, what changed and in which words, what disappeared; then nothing once seen', async () => {
  const { handlers, has, keep } = desk()
  has([a, b])
  const id = await keep()
  expect(await handlers['alertes.get']({ id })).toMatchObject({
    alerte: {
      nom: 'permis, Jeunes',
      total: 2,
      criteres: ['Mots\u202f: «\u202fpermis\u202f»', 'Partout en France', 'Publics\u202f: Jeunes'],
    },
    nouveaux: [],
    modifies: [],
    disparus: [],
  })
  has([{ ...a, horaires_accueil: 'Mo-Fr 14:00-17:00', frais: 'payant', date_maj: '2026-11-30' }, testService('c')])
  expect(await handlers['alertes.get']({ id })).toMatchObject({
    nouveaux: [{ id: 'c' }],
    modifies: [{ card: { id: 'a' }, champs: ['frais', 'horaires'] }],
    disparus: [{ id: 'b', nom: 'Service b' }],
  })
  // What has come since the screen was read is not seen with it.
  has([a, testService('c'), testService('d')])
  await handlers['alertes.vue']({ id })
  expect(await handlers['alertes.get']({ id })).toMatchObject({
    nouveaux: [{ id: 'd' }],
    modifies: [{ card: { id: 'a' } }],
    disparus: [],
  })
})

test('a search that this desk cannot run, or that finds too much, says why and tells no news', async () => {
  const { handlers, has, keep, breaks } = desk()
  has([a])
  const id = await keep()
  breaks(new DoraError('lieu-inconnu'))
  expect(await handlers['alertes.get']({ id })).toMatchObject({
    alerte: { total: null, probleme: new DoraError('lieu-inconnu').message },
    disparus: [],
  })
  await handlers['alertes.vue']({ id })
  breaks(null)
  expect(await handlers['alertes.get']({ id })).toMatchObject({ nouveaux: [], disparus: [] })
  has(Array.from({ length: 3_001 }, (_, n) => testService(`v${n}`)))
  const wide = await handlers['alertes.get']({ id })
  expect(wide.alerte).toMatchObject({ total: 3_001, nouveautes: { nouveaux: 0 } })
  expect(wide.alerte.probleme).toContain('trop')
})

test('looked at when the list is asked, once, and told in one notice that names nobody', async () => {
  const { handlers, alerts, has, keep, list, told } = desk()
  has([a])
  await keep()
  await list()
  has([a, b])
  alerts.catalogueChanged()
  await handlers['alertes.list'](undefined)
  await expect.poll(() => told.filter(({ name }) => name === 'alertes.notice')).toHaveLength(1)
  expect(told.find(({ name }) => name === 'alertes.notice')?.payload).toEqual({
    titre: 'Recherches gardées',
    corps: '1 nouveau service dans une recherche gardée',
  })
  expect((await handlers['alertes.list'](undefined))[0]).toMatchObject({ total: 2, nouveautes: { nouveaux: 1 } })
})

test('another person on the desk has their own, and nothing is told of the first one’s', async () => {
  const { handlers, has, keep } = desk()
  has([a])
  store.account.set(signedIn('odette'))
  await keep()
  store.account.set(signedIn('fatou'))
  expect(await handlers['alertes.list'](undefined)).toEqual([])
})

test('the last searches: nothing asked is none, and their words are ready to show', async () => {
  const { handlers } = desk()
  await handlers['alertes.noterRecente']({ query: SearchQuery.parse({}), lieu: '', total: 9 })
  await handlers['alertes.noterRecente']({ query: { ...QUERY, offset: 50 }, lieu: '', total: 2 })
  expect(await handlers['alertes.recentes'](undefined)).toMatchObject([
    { texte: 'permis, Jeunes', total: 2, query: { offset: 0 } },
  ])
  await handlers['alertes.oublierRecentes'](undefined)
  expect(await handlers['alertes.recentes'](undefined)).toEqual([])
})

/** A catalogue of four services, each absent or in one of three states. */
const catalogues = fc.array(fc.array(fc.constantFrom(null, 0, 1, 2), { minLength: 4, maxLength: 4 }), {
  minLength: 1,
  maxLength: 12,
})
const made = (states: readonly (number | null)[]): Service[] =>
  states.flatMap((version, at) => (version === null ? [] : [testService(`v${at}`, { description: `Texte ${version}` })]))

test('whatever the changes and the looks, the news are the difference between what was seen and what is there', async () => {
  await fc.assert(
    fc.asyncProperty(catalogues, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), async (history, looks) => {
      const { handlers, has, keep } = desk()
      has([])
      const id = await keep()
      let seen: readonly Service[] = []
      for (const [step, states] of history.entries()) {
        const now = made(states)
        has(now)
        const got = await handlers['alertes.get']({ id })
        const before = new Map(seen.map((one) => [one.id, one.description]))
        expect(got.nouveaux.map((one) => one.id)).toEqual(now.filter((one) => !before.has(one.id)).map((one) => one.id))
        expect(got.modifies.map(({ card: one, champs }) => [one.id, champs])).toEqual(
          now
            .filter((one) => before.has(one.id) && before.get(one.id) !== one.description)
            .map((one) => [one.id, ['présentation']]),
        )
        expect(got.disparus.map((one) => one.id)).toEqual(
          seen.filter((one) => !now.some(({ id: there }) => there === one.id)).map((one) => one.id),
        )
        if (looks[step] === true) {
          await handlers['alertes.vue']({ id })
          seen = now
        }
      }
      await handlers['alertes.remove']({ id })
    }),
    { numRuns: 25 },
  )
})

describe('notices', () => {
  const DAY_MS = 24 * 3_600_000
  const NOW = new Date(2026, 11, 1, 10).getTime()
  const settings = Settings.parse({})
  const news = (cle: string, nouveaux = 1) => [{ id: 'r', cle, nouveautes: { nouveaux, modifies: 0, disparus: 2 } }]
  const decide = (memory: AlertsMemory | null, cle: string, more: Partial<Parameters<typeof decideAlerts>[0]> = {}) =>
    decideAlerts({ owner: 'odette', news: news(cle), memory, settings, now: NOW, ...more })

  test('once a day at most, of what is new since', () => {
    const first = decide(null, 'un')
    expect(first.notice?.corps).toBe('1 nouveau service, 2 services disparus dans une recherche gardée')
    expect(decide(first.memory, 'un', { now: NOW + 2 * DAY_MS }).notice).toBeNull()
    const soon = decide(first.memory, 'deux', { now: NOW + DAY_MS / 2 })
    expect([soon.notice, soon.again]).toEqual([null, NOW + DAY_MS])
    expect(decide(soon.memory, 'deux', { now: NOW + DAY_MS }).notice).not.toBeNull()
    expect(decide(first.memory, 'deux', { owner: 'fatou' }).notice).not.toBeNull()
  })

  test('suspended or in quiet hours they wait; unwanted, they count as told', () => {
    const until = new Date(NOW + 3 * DAY_MS).toISOString()
    expect(decide(null, 'un', { settings: { ...settings, notificationsSuspenduesJusquA: until } }).again).toBe(NOW + 3 * DAY_MS)
    const quiet = decide(null, 'un', { settings: { ...settings, heuresCalmes: { de: '08:00', a: '18:00', weekEnd: false } } })
    expect([quiet.notice, quiet.again]).toEqual([null, new Date(2026, 11, 1, 18).getTime()])
    const unwanted = decide(null, 'un', { settings: { ...settings, notifications: 'recues' } })
    expect([unwanted.notice, unwanted.again]).toEqual([null, null])
    expect(decide(unwanted.memory, 'un').notice).toBeNull()
  })
})

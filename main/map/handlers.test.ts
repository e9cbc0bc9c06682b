import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Settings } from '#shared/contract/app.ts'
import { catalogueContract } from '#shared/contract/catalogue.ts'
import type { Service } from '#shared/catalogue/record.ts'
import { DoraError } from '#shared/errors.ts'
import type { ResolvedPlace } from '#shared/geo/types.ts'
import type { PlaceRef, SearchQueryInput } from '#shared/search/query.ts'
import { createBroadcast } from '#main/broadcast.ts'
import { createCatalogueHandlers } from '#main/catalogue/handlers.ts'
import { installTestCatalogue, testService, testStructure } from '#main/testing/catalogue.ts'
import { createMapHandlers, type MapCatalogue } from './handlers.ts'

const threads = vi.hoisted(() => [] as { readonly url: string; readonly stop: () => Promise<void> }[])
// The real thing, remembered so that a test can kill a thread.
vi.mock('#main/worker/start.ts', async (original) => {
  const real = await original<typeof import('#main/worker/start.ts')>()
  const startWorker: typeof real.startWorker = (url, data) => {
    const worker = real.startWorker<never>(url, data)
    threads.push({ url: url.href, stop: worker.stop })
    return worker as never
  }
  return { ...real, startWorker }
})

// Real workers on a real catalogue file: slow on a busy machine, never endless.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const LILLE: ResolvedPlace = {
  label: 'Lille (59)',
  lat: 50.63,
  lon: 3.06,
  approximatif: false,
  zoneCodes: ['59350', '59'],
  departements: null,
}
const resolve = (place: PlaceRef): ResolvedPlace => {
  if (place.kind !== 'commune' || place.code !== '59350') throw new DoraError('lieu-inconnu')
  return LILLE
}
const FRANCE = { ouest: -6, sud: 41, est: 10, nord: 52 }
const at = (id: string, latitude: number, longitude: number, more: Partial<Service> = {}): Service =>
  testService(id, {
    structure_id: 'st',
    modes_accueil: ['en-presentiel'],
    zone_eligibilite: ['france'],
    latitude,
    longitude,
    ...more,
  })

/** Two services at one address in Lille, one further away in the town, one in Paris, one without point. */
const SERVICES: readonly Service[] = [
  at('permis', 50.63, 3.06, { nom: 'Permis de conduire' }),
  at('budget', 50.63, 3.06, { nom: 'Atelier budget' }),
  at('velo', 50.66, 3.1, { nom: 'École de vélo' }),
  at('paris', 48.86, 2.35, { nom: 'Cours de français' }),
  testService('distance', { structure_id: 'st', modes_accueil: ['a-distance'], zone_eligibilite: ['france'] }),
]

let folder: string
let stop: () => Promise<unknown> = () => Promise.resolve()
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carte-'))
})
afterEach(async () => {
  await stop()
  rmSync(folder, { recursive: true, force: true })
})

const install = (services: readonly Service[], seq = 0) =>
  installTestCatalogue(folder, { structures: [testStructure('st')], services }, seq)

const start = async () => {
  const broadcast = createBroadcast((error) => {
    throw error
  })
  const catalogue = createCatalogueHandlers({ folder, geo: { resolve, zoneName: () => null }, emit: broadcast.emit })
  const positions = vi.fn<MapCatalogue['positions']>(catalogue.positions)
  const cardsByRowid = vi.fn<MapCatalogue['cardsByRowid']>(catalogue.cardsByRowid)
  const map = createMapHandlers({ catalogue: { ...catalogue, positions, cardsByRowid }, resolve, subscribe: broadcast.subscribe })
  stop = () => Promise.all([map.close(), catalogue.close()])
  const { input, output } = catalogueContract.procedures['map.clusters']
  const clusters = async (query: SearchQueryInput, zoom = 5) =>
    output.parse(await map.handlers['map.clusters'](input.parse({ query, bbox: FRANCE, zoom })))
  const members = async (query: SearchQueryInput, cle: number, limit = 50) =>
    map.handlers['map.members'](catalogueContract.procedures['map.members'].input.parse({ query, cle, zoom: 5, limit }))
  // The first opening of a file is announced as a change, and a change forgets what was built: it must be behind us.
  await catalogue.refresh()
  return { broadcast, catalogue, positions, cardsByRowid, clusters, members }
}

test('counts what is placed and says what is not', async () => {
  install(SERVICES)
  const { clusters } = await start()
  const far = await clusters({})
  expect(far.clusters.reduce((sum, { count }) => sum + count, 0)).toBe(4)
  expect(far).toMatchObject({ total: 4, sansPoint: 1 })
  expect(far.bounds?.sud).toBeCloseTo(48.86, 2)
  expect(far.bounds?.nord).toBeCloseTo(50.66, 2)
})

test('names the single services, marks those of one address, and lists them', async () => {
  install(SERVICES)
  const { clusters, members } = await start()
  const near = await clusters({}, 16)
  expect(near.clusters.filter(({ count }) => count === 1).map(({ id, nom }) => [id, nom])).toEqual(
    expect.arrayContaining([
      ['velo', 'École de vélo'],
      ['paris', 'Cours de français'],
    ]),
  )
  const [address, ...others] = near.clusters.filter(({ memeLieu }) => memeLieu)
  expect(others).toEqual([])
  expect(address).toMatchObject({ count: 2, id: null, nom: null })
  const { cards, total } = await members({}, address?.cle ?? -1)
  expect(total).toBe(2)
  expect(cards.map(({ nom }) => nom)).toEqual(['Atelier budget', 'Permis de conduire'])
})

test('lists the nearest to the place searched first', async () => {
  install(SERVICES)
  const { clusters, members } = await start()
  const query: SearchQueryInput = { place: { kind: 'commune', code: '59350' }, radiusKm: 300 }
  const [all] = (await clusters(query, 0)).clusters
  const { cards, total } = await members(query, all?.cle ?? -1, 3)
  expect(total).toBe(4)
  expect(cards.map(({ id }) => id)).toEqual(['budget', 'permis', 'velo'])
})

test('follows words, and reads the catalogue once whatever the page, the order or the view', async () => {
  install(SERVICES)
  const { clusters, positions } = await start()
  expect((await clusters({ text: 'budget' })).total).toBe(1)
  await clusters({ text: 'budget', offset: 50, sort: 'nom' }, 12)
  await clusters({ text: 'budget', limit: 5 }, 3)
  expect(positions).toHaveBeenCalledTimes(1)
  await clusters({ text: 'permis' })
  expect(positions).toHaveBeenCalledTimes(2)
})

test('answers everyone who asks for the same map at once with one build', async () => {
  install(SERVICES)
  const { clusters, positions } = await start()
  const answers = await Promise.all([clusters({}), clusters({}, 12), clusters({}, 3)])
  expect(answers.map(({ total }) => total)).toEqual([4, 4, 4])
  expect(positions).toHaveBeenCalledTimes(1)
})

test('leaves out what was asked while another map was being built', async () => {
  install(SERVICES)
  const { clusters } = await start()
  const first = clusters({ text: 'permis' })
  const between = clusters({ text: 'budget' })
  const last = clusters({ text: 'vélo' })
  await expect(between).rejects.toMatchObject({ code: 'carte-remplacee' })
  expect((await first).total).toBe(1)
  expect((await last).total).toBe(1)
})

test('shows the new catalogue after a swap', async () => {
  install(SERVICES)
  const { broadcast, catalogue, clusters } = await start()
  expect((await clusters({})).total).toBe(4)
  const changed = new Promise<void>((resolve) => {
    broadcast.subscribe(({ name }) => {
      if (name === 'catalogue.changed') resolve()
    })
  })
  install([at('seul', 45.76, 4.84, { nom: 'Nouveau service' })], 1)
  await catalogue.refresh()
  await changed
  const { total, clusters: shown } = await clusters({})
  expect(total).toBe(1)
  expect(shown[0]).toMatchObject({ id: 'seul', nom: 'Nouveau service' })
})

test('a failure is a failure, never an empty map', async () => {
  const { clusters } = await start()
  await expect(clusters({})).rejects.toMatchObject({ code: 'catalogue-absent' })
  install(SERVICES)
  await expect(clusters({ place: { kind: 'commune', code: '00000' } })).rejects.toMatchObject({ code: 'lieu-inconnu' })
  expect((await clusters({ text: 'zzzxq introuvable' }, 5)).bounds === null).toBe(true)
})

test('naming markers asks for no search', async () => {
  install(SERVICES)
  const { clusters, cardsByRowid } = await start()
  expect((await clusters({}, 16)).clusters.filter(({ nom }) => nom !== null)).toHaveLength(2)
  expect(cardsByRowid).not.toHaveBeenCalled()
})

test('never lists the services of the new file under a cluster of the old one', async () => {
  install(SERVICES)
  const { catalogue, clusters, members, cardsByRowid } = await start()
  const address = (await clusters({}, 16)).clusters.find(({ memeLieu }) => memeLieu)
  cardsByRowid.mockImplementationOnce(async (rowids, query) => {
    // The swap comes after the cluster was read and before its services are.
    install([at('autre', 45.76, 4.84, { nom: 'Autre service' }), at('ailleurs', 45.76, 4.84, { nom: 'Ailleurs' })], 1)
    await catalogue.refresh()
    return catalogue.cardsByRowid(rowids, query)
  })
  const { cards, total } = await members({}, address?.cle ?? -1)
  // The key is the old file's: in the new one it is a place of its own or none, and what is listed is what it counts.
  expect(cardsByRowid).toHaveBeenCalledTimes(2)
  expect(cards).toHaveLength(total)
})

test('a thread that dies is replaced at the next question', async () => {
  install(SERVICES)
  const { clusters } = await start()
  expect((await clusters({})).total).toBe(4)
  await threads.findLast(({ url }) => url.includes('/map/'))?.stop()
  expect((await clusters({})).total).toBe(4)
})

test('only the synonyms, among the settings, make the map anew', async () => {
  install(SERVICES)
  const { broadcast, clusters, positions } = await start()
  const settings = Settings.parse({})
  broadcast.emit('settings.changed', settings)
  await clusters({})
  broadcast.emit('settings.changed', { ...settings, theme: 'sombre' })
  await clusters({})
  expect(positions).toHaveBeenCalledTimes(1)
  broadcast.emit('settings.changed', {
    ...settings,
    synonymes: [{ mots: 'code', thematiques: ['mobilite--preparer-un-permis-de-conduire'] }],
  })
  await clusters({})
  expect(positions).toHaveBeenCalledTimes(2)
})

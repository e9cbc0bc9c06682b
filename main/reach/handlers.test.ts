import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PlaceRef } from '#shared/search/query.ts'
import { createReachHandlers, type Reach, type ReachDependencies } from './handlers.ts'
import { gtfsFiles, PLACES, testGtfs, zipOf } from './testing/gtfs.ts'

let folder: string
let reach: Reach
let said: string[]
const point = (at: { readonly lat: number; readonly lon: number }): PlaceRef => ({ kind: 'point', ...at, label: 'Ici' })
const cards = Object.entries(PLACES).map(([id, at]) => ({ id, ...at }))

const start = (more: Partial<ReachDependencies> = {}): Reach =>
  createReachHandlers({
    folder: join(folder, 'reseaux'),
    settings: () => ({ itinerairesEnLigne: false }),
    resolve: (place) => (place.kind === 'point' ? place : { lat: null, lon: null }),
    catalogue: { 'catalogue.cards': ({ ids }) => cards.filter(({ id }) => ids.includes(id)) as never },
    today: () => '2026-03-02',
    emit: (name) => said.push(name),
    ...more,
  })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-reach-'))
  said = []
  reach = start()
})
afterEach(async () => {
  await reach.close()
  rmSync(folder, { recursive: true, force: true })
})

const load = async (bytes: Buffer, nom = 'Réseau d’essai.zip') => {
  const { handlers } = reach
  const { uploadId } = await handlers['portee.chargerDebut']({ nom, taille: bytes.length })
  for (let at = 0; at < bytes.length; at += 700)
    await handlers['portee.chargerPart']({ uploadId, base64: bytes.subarray(at, at + 700).toString('base64') })
  return handlers['portee.chargerFin']({ uploadId })
}
const WHEN = { jour: '2026-03-02', arrivee: '09:00' }

describe('timetables', () => {
  it('are loaded in parts, kept for the next start, and taken away', async () => {
    const made = await load(testGtfs())
    expect(made).toMatchObject({
      nom: 'Réseau d’essai',
      du: '2026-01-01',
      au: '2026-12-31',
      arrets: 12,
      lignes: 3,
      valable: true,
    })
    await reach.close()
    reach = start({ today: () => '2027-01-01' })
    expect(await reach.handlers['portee.reseaux']()).toMatchObject([{ id: made.id, valable: false }])
    await reach.handlers['portee.retirer']({ id: made.id })
    expect(await reach.handlers['portee.reseaux']()).toEqual([])
    expect(said).toEqual(['portee.changed', 'portee.changed'])
  })

  it('that cannot be read change nothing, and leave nothing behind', async () => {
    await load(testGtfs())
    const bad = zipOf({ ...gtfsFiles(), 'trips.txt': 'route_id,service_id,trip_id\n9,S,a7\n' })
    await expect(load(bad)).rejects.toMatchObject({ code: 'gtfs-illisible', details: { champ: 'trips.txt, ligne 2' } })
    const { uploadId } = await reach.handlers['portee.chargerDebut']({ nom: 'a.zip', taille: 10 })
    await expect(async () => reach.handlers['portee.chargerFin']({ uploadId })).rejects.toMatchObject({ code: 'gtfs-illisible' })
    await expect(async () =>
      reach.handlers['portee.chargerDebut']({ nom: 'a.zip', taille: 201 * 1024 * 1024 }),
    ).rejects.toMatchObject({
      code: 'gtfs-trop-lourd',
    })
    expect(await reach.handlers['portee.reseaux']()).toHaveLength(1)
    expect(readdirSync(join(folder, 'reseaux'))).toHaveLength(1)
  })
})

describe('arriving', () => {
  it('tells each service in the order asked, by the thread of the timetables', async () => {
    await load(testGtfs())
    const found = await reach.handlers['portee.arriver']({
      place: point(PLACES.depart),
      services: ['village', 'inconnu', 'gare', 'loin'],
      ...WHEN,
    })
    expect(found.reseau).toBe('Réseau d’essai')
    expect(found.trajets.map(({ serviceId, trajet }) => [serviceId, trajet?.depart ?? null])).toEqual([
      ['village', '07:10'],
      ['inconnu', null],
      ['gare', '08:05'],
      ['loin', null],
    ])
    const map = await reach.reachOf(point(PLACES.depart), ['gare', 'loin'], WHEN)
    expect([map?.get('gare')?.arrivee, map?.get('loin')]).toEqual(['08:23', null])
  })
  it('is not known without a timetable of that place and day: not the same as out of reach', async () => {
    expect(await reach.reachOf(point(PLACES.depart), ['gare'], WHEN)).toBeNull()
    await load(testGtfs())
    expect(await reach.reachOf(point(PLACES.loin), ['gare'], WHEN)).toBeNull()
    expect(await reach.reachOf(point(PLACES.depart), ['gare'], { ...WHEN, jour: '2027-03-02' })).toBeNull()
    expect(await reach.reachOf({ kind: 'departement', code: '53' }, ['gare'], WHEN)).toBeNull()
  })
})

it('draws rings in kilometres as the crow flies, of no territory', async () => {
  const { cercles } = await reach.handlers['portee.cercles']({ place: point(PLACES.gare) })
  expect(cercles.map(({ moyen, km }) => [moyen, km])).toEqual([
    ['pied', 1],
    ['pied', 2],
    ['velo', 5],
  ])
  for (const { texte } of cercles) expect(texte).toMatch(/km à vol d’oiseau, souvent plus par la route$/)
  await expect(async () =>
    reach.handlers['portee.cercles']({ place: { kind: 'departement', code: '53' } }),
  ).rejects.toMatchObject({
    code: 'lieu-inconnu',
  })
})

it('asks for no route unless allowed', async () => {
  const fetched: string[] = []
  const fetch = (url: string) => {
    fetched.push(url)
    return Promise.resolve(Response.json({ distance: 2, duration: 10 }))
  }
  const asked = { place: point(PLACES.depart), serviceId: 'gare', moyen: 'voiture' } as const
  reach = start({ fetch })
  await expect(async () => reach.handlers['portee.itineraire'](asked)).rejects.toMatchObject({
    code: 'itineraires-non-autorises',
  })
  expect(fetched).toEqual([])
  reach = start({ fetch, settings: () => ({ itinerairesEnLigne: true }) })
  expect(await reach.handlers['portee.itineraire'](asked)).toMatchObject({ moyen: 'voiture', minutes: 10, km: 2 })
  expect(fetched).toHaveLength(1)
})

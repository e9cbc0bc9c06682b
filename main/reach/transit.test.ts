import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readGtfs } from './gtfs.ts'
import { gtfsFiles, PLACES, testGtfs, zipOf } from './testing/gtfs.ts'
import { createTransit } from './transit.ts'

let folder: string
let file: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-gtfs-'))
  file = join(folder, 'gtfs.zip')
  writeFileSync(file, testGtfs())
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const transit = createTransit()
/** Monday. */
const LUNDI = '2026-03-02'

describe('the days', () => {
  it('are told, with stops and lines', async () => {
    expect(await transit.look({ file })).toEqual({ du: '2026-01-01', au: '2026-12-31', arrets: 12, lignes: 3 })
  })
  it.each([
    ['a working day', LUNDI, '09:30', '08:05'],
    ['a working day taken away', '2026-07-14', '09:30', null],
    ['a Saturday', '2026-03-07', '09:30', null],
    ['a Saturday added', '2026-08-15', '11:00', '10:00'],
  ])('hold the exceptions: %s', async (_, jour, arrivee, depart) => {
    const found = await transit.arriver({ file, place: PLACES.depart, vers: [PLACES.gare], jour, arrivee })
    expect(found?.[0]?.depart ?? null).toBe(depart)
  })
})

describe('arriving before an hour', () => {
  const to = async (vers: keyof typeof PLACES, arrivee: string) =>
    (await transit.arriver({ file, place: PLACES.depart, vers: [PLACES[vers]], jour: LUNDI, arrivee }))?.[0]

  it('leaves as late as one can, the change being made in time', async () => {
    // 08:05 reaches the station at 08:23; line 2 leaves at 08:27 and the change asks for five minutes: 07:10, then 07:40, it is.
    expect(await to('hopital', '09:00')).toEqual({
      minutes: 50,
      depart: '07:10',
      arrivee: '08:00',
      correspondances: 1,
      etapes: [
        'À pied jusqu’à l’arrêt Les Ormes\u202f: 10 m à vol d’oiseau',
        '07:10 ligne 1, de Les Ormes à Gare (arrivée 07:28)',
        'À pied jusqu’à l’arrêt Gare nord\u202f: 110 m à vol d’oiseau',
        '07:40 ligne 2, de Gare nord à Hôpital (arrivée 08:00)',
        'À pied depuis l’arrêt Hôpital\u202f: 10 m à vol d’oiseau',
      ],
    })
  })
  it.each([
    ['gare', '08:30', '08:05', '08:23', 0],
    ['gare', '08:22', '07:10', '07:28', 0],
    ['gare', '07:27', null, null, null],
    ['hopital', '10:00', '08:05', '09:30', 1],
    ['village', '09:00', '07:10', '08:36', 2],
    ['village', '10:30', '08:05', '10:06', 2],
    ['loin', '10:30', null, null, null],
  ] as const)('to %s before %s', async (vers, arrivee, depart, reached, changes) => {
    const found = await to(vers, arrivee)
    expect([found?.depart ?? null, found?.arrivee ?? null, found?.correspondances ?? null]).toEqual([depart, reached, changes])
  })
  it('says nothing where no stop is near, which is not the same as out of reach', async () => {
    const asked = { file, jour: LUNDI, arrivee: '09:00', vers: [PLACES.gare] }
    expect(await transit.arriver({ ...asked, place: PLACES.loin })).toBeNull()
    expect(await transit.arriver({ ...asked, place: PLACES.village })).toEqual([null])
  })
})

describe('what is reached', () => {
  it('counts from the hour asked, waiting and change included', async () => {
    const stops = await transit.isochrone({ file, place: PLACES.depart, jour: LUNDI, depart: '07:05', minutes: 60 })
    expect(Object.fromEntries((stops ?? []).map(({ nom, minutes }) => [nom, minutes]))).toEqual({
      'Le Moulin': 10,
      'La Poste': 15,
      Gare: 23,
      Mairie: 41,
      'Lycée, entrée': 47,
      Hôpital: 55,
    })
  })
  it('follows a vehicle past midnight, from the evening and from the next day', async () => {
    const evening = { file, place: PLACES.gare, jour: '2026-03-06', depart: '23:45', minutes: 60 }
    expect((await transit.isochrone(evening))?.map(({ nom, minutes }) => [nom, minutes])).toEqual([
      ['Les Ormes', 35],
      ['Le Moulin', 25],
      ['La Poste', 17],
    ])
    const fromMill = { lat: PLACES.gare.lat + 0.035, lon: PLACES.gare.lon }
    const saturday = { file, place: fromMill, jour: '2026-08-15', depart: '00:05', minutes: 60 }
    expect((await transit.isochrone(saturday))?.map(({ nom, minutes }) => [nom, minutes])).toEqual([['Les Ormes', 15]])
  })
})

describe('a file that cannot be read', () => {
  const failing = (change: Record<string, string>) => readGtfs(zipOf({ ...gtfsFiles(), ...change }))
  it.each([
    ['stops.txt', 'stop_id,stop_name,stop_lat,stop_lon\nA1,Ici,123,0\n', 'stops.txt, ligne 2'],
    [
      'stop_times.txt',
      'trip_id,arrival_time,departure_time,stop_id,stop_sequence\na7,7h10,7h10,A1,1\n',
      'stop_times.txt, ligne 2',
    ],
    [
      'stop_times.txt',
      'trip_id,arrival_time,departure_time,stop_id,stop_sequence\na7,07:10:00,07:10:00,Z,1\n',
      'stop_times.txt, ligne 2',
    ],
    ['calendar.txt', 'service_id,monday,start_date,end_date\nS,1,2026,2027\n', 'calendar.txt, ligne 2'],
    ['trips.txt', 'route_id,service_id,trip_id\n9,S,a7\n', 'trips.txt, ligne 2'],
  ])('names %s and the line', async (name, text, champ) => {
    await expect(failing({ [name]: text })).rejects.toMatchObject({ code: 'gtfs-illisible', details: { champ } })
  })
  it('is refused when it is no archive, or one that swells', async () => {
    await expect(readGtfs(Buffer.from('bonjour'))).rejects.toMatchObject({ code: 'gtfs-illisible' })
    const bomb = zipOf({ ...gtfsFiles(), 'stops.txt': '\n'.repeat(20 * 1024 * 1024) })
    await expect(readGtfs(bomb)).rejects.toMatchObject({ details: { champ: 'archive démesurée' } })
  })
})

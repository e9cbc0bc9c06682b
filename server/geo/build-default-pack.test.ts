import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FeatureCollection } from 'geojson'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { distanceKm } from '#shared/geo/distance.ts'
import { DEPARTEMENTS } from '#shared/geo/divisions.ts'
import type { PackManifest } from '#shared/geo/pack.ts'
import { readCommunes, readEpcis } from '#shared/geo/pack.ts'
import type { CommuneRow } from '#shared/geo/types.ts'
import { buildDefaultPack } from './build-default-pack.ts'
import { readTabular } from './tabular.ts'

const OFFICIAL = join(import.meta.dirname, '../../../shared/data/geo/communes-2026-licence-claire.tsv')

let folder: string
let rows: readonly CommuneRow[]
const pack = () => join(folder, 'geo')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pack-'))
  await buildDefaultPack(pack())
  rows = readCommunes(await readFile(join(pack(), 'communes.tsv'), 'utf8'))
}, 120_000)

afterAll(() => rm(folder, { recursive: true }))

const find = (code: string, type = 'C'): CommuneRow => {
  const row = rows.find((candidate) => candidate.code === code && candidate.type === type)
  if (row === undefined) throw new Error(`${type} ${code} is missing`)
  return row
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? NaN

test('holds the communes of 2026, their arrondissements and the former communes', () => {
  const count = (type: string) => rows.filter((row) => row.type === type).length
  expect([count('C'), count('A'), count('D')]).toEqual([34_969, 45, 2_576])
  const population = rows.filter((row) => row.type === 'C').reduce((sum, row) => sum + row.population, 0)
  expect(population).toBe(68_952_941)
})

test.each([
  ['01001', 'L’Abergement-Clémenciat', '01', ['01400']],
  ['2A004', 'Ajaccio', '2A', ['20000', '20090', '20167']],
  ['2B033', 'Bastia', '2B', ['20200', '20600']],
  ['97411', 'Saint-Denis', '974', ['97400', '97417', '97490']],
  ['97611', 'Mamoudzou', '976', ['97600', '97605']],
  ['97801', 'Saint-Martin', '978', ['97150']],
  ['98818', 'Nouméa', '988', ['98800']],
])('%s is %s', (code, nom, departement, codesPostaux) => {
  expect(find(code)).toMatchObject({ nom, departement, codesPostaux })
})

test('an arrondissement knows its city, a former commune the one it joined, Greater Paris its two groupings', () => {
  expect(find('75111', 'A')).toMatchObject({ parent: '75056', epcis: ['200054781'] })
  expect(find('01015', 'D')).toMatchObject({ nom: 'Arbignieu', parent: '01015' })
  expect(find('93066').epcis).toEqual(['200054781', '200057867'])
})

describe('coordinates', () => {
  test.each([
    ['Dunkerque, Dunkirk for GeoNames', '59183', 51.03, 2.37],
    ['Saint-Ouen, named in part', '93070', 48.91, 2.33],
    ['Cherbourg, by its former commune', '50129', 49.64, -1.62],
    ['Marseille 9e', '13209', 43.25, 5.41],
    ['Saint-Denis of La Réunion, not of Seine-Saint-Denis', '97411', -20.88, 55.45],
    ['Saint-Martin, by its chef-lieu', '97801', 18.07, -63.09],
  ])('%s', (_, code, lat, lon) => {
    const row = rows.find((candidate) => candidate.code === code && candidate.type !== 'D')
    expect(row?.approximatif).toBe(false)
    expect(distanceKm({ lat: row?.lat ?? 0, lon: row?.lon ?? 0 }, { lat, lon })).toBeLessThan(3)
  })

  test('a namesake hamlet elsewhere in the département is not taken for the commune', () => {
    expect(find('40271').approximatif).toBe(true)
    expect(find('62869').approximatif).toBe(true)
  })

  test('every commune of the mainland has one; none is made up over the Pacific', () => {
    const without = rows.filter((row) => row.type !== 'D' && row.lat === null)
    expect(without.every((row) => row.departement === '973' || row.departement.startsWith('98'))).toBe(true)
    expect(without.length).toBeLessThan(60)
    expect(rows.some((row) => row.approximatif && row.departement.startsWith('98'))).toBe(false)
  })

  test.skipIf(!existsSync(OFFICIAL))(
    'how far they are from the official ones (skipped without the reference data)',
    async () => {
      const official = new Map(
        readTabular(await readFile(OFFICIAL, 'utf8'), null).rows.map((row) => [`${row.code}${row.type}`, row]),
      )
      const errors = { known: [] as number[], guessed: [] as number[] }
      let guessedPeople = 0
      for (const row of rows) {
        const truth = official.get(`${row.code}${row.type}`)
        if (row.type === 'D' || row.lat === null || row.lon === null || truth?.lat == null || truth.lon === null) continue
        const km = distanceKm({ lat: row.lat, lon: row.lon }, { lat: truth.lat, lon: truth.lon })
        errors[row.approximatif ? 'guessed' : 'known'].push(km)
        if (row.approximatif && row.type === 'C') guessedPeople += row.population
      }
      const figures = Object.entries(errors).map(
        ([kind, list]) =>
          `${kind}: ${list.length}, p50 ${percentile(list, 0.5).toFixed(2)} km, p95 ${percentile(list, 0.95).toFixed(2)} km`,
      )
      console.log(figures.join(' · '), `· people of guessed communes: ${(guessedPeople / 1e6).toFixed(1)} M`)
      expect(percentile(errors.known, 0.95)).toBeLessThan(0.1)
      expect(Math.max(...errors.known)).toBeLessThan(15)
      expect(percentile(errors.guessed, 0.5)).toBeLessThan(8)
      expect(percentile(errors.guessed, 0.95)).toBeLessThan(24)
    },
    60_000,
  )
})

describe('base map', () => {
  const layer = async (name: string) =>
    JSON.parse(await readFile(join(pack(), `${name}.geojson`), 'utf8')) as FeatureCollection<null, { code: string; nom: string }>

  test('draws every département and région but Clipperton, under its INSEE code', async () => {
    const codes = (await layer('departements')).features.map(({ properties }) => properties.code)
    expect(codes.toSorted()).toEqual(
      DEPARTEMENTS.map(({ code }) => code)
        .filter((code) => code !== '989')
        .toSorted(),
    )
    expect((await layer('regions')).features).toHaveLength(25)
  })

  test('draws the neighbours around, not France, and the larger towns', async () => {
    const names = (await layer('voisins')).features.map(({ properties }) => properties.nom)
    expect(names).toEqual(expect.arrayContaining(['Belgique', 'Suisse', 'Espagne', 'Suriname']))
    expect(names).not.toContain('France')
    expect((await layer('villes')).features.slice(0, 3).map(({ properties }) => properties.nom)).toEqual([
      'Paris',
      'Marseille',
      'Lyon',
    ])
  })
})

test('credits its sources, names every EPCI of its communes', async () => {
  const manifest = JSON.parse(await readFile(join(pack(), 'pack.json'), 'utf8')) as PackManifest
  expect(manifest.credits.join(' ')).toMatch(/Licence Ouverte.*GeoNames \(CC BY 4\.0\).*Natural Earth/)
  const known = new Set(readEpcis(await readFile(join(pack(), 'epci.tsv'), 'utf8')).map(({ code }) => code))
  expect(rows.flatMap(({ epcis }) => epcis).filter((code) => !known.has(code))).toEqual([])
})

test('is left alone when fresh, and comes out the same to the byte when built again', async () => {
  expect(await buildDefaultPack(pack())).toBe(false)
  const again = join(folder, 'again')
  await buildDefaultPack(again)
  for (const name of await readdir(pack())) {
    expect((await readFile(join(again, name))).equals(await readFile(join(pack(), name))), name).toBe(true)
  }
  expect(await readdir(folder)).toEqual(['again', 'geo'])
}, 120_000)

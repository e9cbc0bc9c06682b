import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { distanceKm } from '#shared/geo/distance.ts'
import { CURRENT, PACK_FORMAT, writeCommunes, writeEpcis } from '#shared/geo/pack.ts'
import type { CommuneRow } from '#shared/geo/types.ts'
import type { Geo } from './geo.ts'
import { createGeo } from './geo.ts'
import { deliveredGeo, deliveredPack } from './testing.ts'

let geo: Geo
beforeAll(() => {
  geo = deliveredGeo()
}, 60_000)

describe('resolve', () => {
  test.each([
    ['a commune, by its EPCI and département', '59350', ['59350', '200093201', '59']],
    [
      'an arrondissement, also by its city and by both groupings of Greater Paris',
      '75111',
      ['75111', '75056', '200054781', '75'],
    ],
    ['a city with arrondissements, by its own code', '69123', ['69123', '200046977', '69']],
    ['a commune of an établissement public territorial', '93066', ['93066', '200054781', '200057867', '93']],
    ['Corse', '2A004', ['2A004', '242010056', '2A']],
    ['La Réunion', '97411', ['97411', '249740119', '974']],
    ['a collectivity without EPCI', '97801', ['97801', '978']],
  ])('%s', (_, code, zoneCodes) => {
    const place = geo.resolve({ kind: 'commune', code })
    expect([...place.zoneCodes].sort()).toEqual([...zoneCodes].sort())
    expect(place.departements).toBeNull()
    expect(place.approximatif).toBe(false)
  })

  test('the code of a former commune is that of the commune it joined', () => {
    expect(geo.resolve({ kind: 'commune', code: '01120' }).zoneCodes[0]).toBe('01262')
  })

  test('a postal code is the union of its communes, at their inhabitants’ centre', () => {
    const place = geo.resolve({ kind: 'code-postal', code: '51300' })
    expect(place).toMatchObject({ label: '51300 (46 communes)', codePostal: '51300', departements: null })
    expect(place.zoneCodes.filter((code) => code.length === 5)).toHaveLength(46)
    const town = geo.resolve({ kind: 'commune', code: '51649' })
    // Vitry-le-François has most of the inhabitants: the centre is drawn to it.
    expect(distanceKm({ lat: place.lat ?? 0, lon: place.lon ?? 0 }, { lat: town.lat ?? 0, lon: town.lon ?? 0 })).toBeLessThan(8)
    expect(geo.resolve({ kind: 'code-postal', code: '75011' }).zoneCodes).toEqual(expect.arrayContaining(['75111', '75056']))
  })

  test('a département and a région are matched by département', () => {
    expect(geo.resolve({ kind: 'departement', code: '2B' })).toMatchObject({
      label: 'Haute-Corse (2B)',
      departements: ['2B'],
      zoneCodes: ['2B'],
    })
    expect(geo.resolve({ kind: 'region', code: '94' })).toMatchObject({ label: 'Corse', departements: ['2A', '2B'] })
    const nord = geo.resolve({ kind: 'departement', code: '59' })
    expect(nord.lat).toBeGreaterThan(50)
    expect(nord.lat).toBeLessThan(51)
  })

  test('a point keeps its own place and takes the zones of its commune, given or nearest', () => {
    const point = { kind: 'point', lat: 50.63, lon: 3.06, label: 'Ici' } as const
    expect(geo.resolve(point)).toMatchObject({ label: 'Ici', lat: 50.63, lon: 3.06 })
    expect(geo.resolve(point).zoneCodes).toContain('59350')
    expect(geo.resolve({ ...point, commune: '59512' }).zoneCodes).toContain('59512')
    expect(geo.resolve({ ...point, lat: 0, lon: -30 }).zoneCodes).toEqual([])
  })

  test('a commune of an archipelago, without coordinates, has none made up', () => {
    expect(geo.resolve({ kind: 'commune', code: '98740' })).toMatchObject({ lat: null, lon: null, zoneCodes: ['98740', '987'] })
  })

  test.each([
    { kind: 'commune', code: '00000' },
    { kind: 'commune', code: 'constructor' },
    { kind: 'code-postal', code: '99999' },
    { kind: 'departement', code: '20' },
    { kind: 'region', code: '00' },
  ] as const)('$kind $code is unknown, and says so', (place) => {
    expect(() => geo.resolve(place)).toThrow(expect.objectContaining({ code: 'lieu-inconnu' }))
  })
})

test.each([
  ['59350', 'Lille (59)'],
  ['200093201', 'Métropole Européenne de Lille'],
  ['2A', 'Corse-du-Sud (2A)'],
  ['france', 'France entière'],
  ['99100', 'France entière'],
  ['01120', 'Cordieux (01)'],
  ['00000', null],
])('zone %s is %s', (code, name) => {
  expect(geo.zoneName(code)).toBe(name)
})

test('a point of the map is told by the nearest commune; one at sea is unknown', async () => {
  expect(await geo.handlers['geo.reverse']({ lat: 43.6, lon: 1.44 })).toMatchObject({
    place: { kind: 'point', lat: 43.6, lon: 1.44, commune: '31555' },
    detail: 'Toulouse (31)',
  })
  expect(() => geo.handlers['geo.reverse']({ lat: 0, lon: -30 })).toThrow(expect.objectContaining({ code: 'lieu-inconnu' }))
})

describe('packs', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'geo-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  const row: CommuneRow = {
    code: '59350',
    nom: 'Lille',
    type: 'C',
    parent: null,
    codesPostaux: ['59000'],
    population: 238_695,
    lat: 50.6,
    lon: 3.1,
    approximatif: false,
    departement: '59',
    region: '32',
    epcis: ['200093201'],
  }

  const install = (name: string) => {
    mkdirSync(join(folder, name, 'communes'), { recursive: true })
    writeFileSync(join(folder, name, 'communes.tsv'), writeCommunes([row]))
    writeFileSync(join(folder, name, 'epci.tsv'), writeEpcis([{ code: '200093201', nom: 'MEL' }]))
    writeFileSync(join(folder, name, 'communes', '59.geojson'), '{"installé":true}')
    const manifest = { format: PACK_FORMAT, nom: 'essai', empreinte: 'x', credits: ['Un organisme'] }
    writeFileSync(join(folder, name, 'pack.json'), JSON.stringify(manifest))
    writeFileSync(join(folder, CURRENT), name)
  }
  const over = () => createGeo({ folders: [folder, deliveredPack()], settings: () => ({ adressesEnLigne: false }) })

  test('the installed one prevails, the delivered one provides what it lacks, both are credited', async () => {
    install('v1')
    const overlaid = over()
    expect(overlaid.resolve({ kind: 'commune', code: '59350' })).toMatchObject({ lat: 50.6, lon: 3.1 })
    expect(await overlaid.handlers['geo.layer']({ layer: 'communes', departement: '59' })).toBe('{"installé":true}')
    expect(await overlaid.handlers['geo.layer']({ layer: 'regions' })).toContain('Bretagne')
    const credits = await overlaid.handlers['geo.credits']()
    expect(credits).toContain('Un organisme')
    expect(credits.join()).toContain('GeoNames (CC BY 4.0)')
  })

  test.each([
    ['an unreadable list', () => writeFileSync(join(folder, 'v1', 'communes.tsv'), 'autre\tchose\n')],
    ['a damaged manifest', () => writeFileSync(join(folder, 'v1', 'pack.json'), '{')],
    ['a newer format', () => writeFileSync(join(folder, 'v1', 'pack.json'), JSON.stringify({ format: PACK_FORMAT + 1 }))],
    ['a pointer that leaves the folder', () => writeFileSync(join(folder, CURRENT), '../../etc')],
    ['a pointer to nothing', () => writeFileSync(join(folder, CURRENT), 'v9')],
  ])('%s gives way to the delivered pack', (_, damage) => {
    install('v1')
    damage()
    expect(over().resolve({ kind: 'commune', code: '59350' }).lat).toBeCloseTo(50.633, 2)
  })

  test('layers of the delivered pack are GeoJSON; what it lacks is null, and no path is let through', async () => {
    for (const layer of ['voisins', 'departements', 'regions', 'villes'] as const) {
      const text = await geo.handlers['geo.layer']({ layer })
      const collection = JSON.parse(text ?? '') as { type: string; features: readonly unknown[] }
      expect(collection.type).toBe('FeatureCollection')
      expect(collection.features.length).toBeGreaterThan(15)
    }
    expect(await geo.handlers['geo.layer']({ layer: 'eau' })).toBeNull()
    expect(await geo.handlers['geo.layer']({ layer: 'communes', departement: '59' })).toBeNull()
    expect(await geo.handlers['geo.layer']({ layer: 'communes', departement: '../pack' })).toBeNull()
    expect(await geo.handlers['geo.layer']({ layer: 'communes' })).toBeNull()
  })

  test('without any pack no place can be told: that is an error, not an empty list', () => {
    const none = createGeo({ folders: [folder], settings: () => ({ adressesEnLigne: false }) })
    expect(() => none.resolve({ kind: 'commune', code: '59350' })).toThrow('no readable geography pack')
  })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { ResolvedPlace } from '#shared/geo/types.ts'
import { SearchQuery, type SearchQueryInput } from '#shared/search/query.ts'
import { testService, testStructure, writeTestCatalogue } from '#main/testing/catalogue.ts'
import { createEngine, type Engine } from './engine.ts'

/** Cases of data-inclusion.md §4 that concern the search; the number of each is in its name. */

type Where = { readonly lat: number; readonly lon: number; readonly code: string; readonly epci: string | null }
const PLACES = {
  dunkerque: { code: '59183', lat: 51.0361, lon: 2.377, epci: '245900428' },
  hazebrouck: { code: '59295', lat: 50.7262, lon: 2.5387, epci: '200040947' },
  lille: { code: '59350', lat: 50.633333, lon: 3.066667, epci: '200093201' },
  roubaix: { code: '59512', lat: 50.690102, lon: 3.18167, epci: '200093201' },
  maubeuge: { code: '59392', lat: 50.277491, lon: 3.973271, epci: '200043396' },
  paris: { code: '75056', lat: 48.866667, lon: 2.333333, epci: '200054781' },
  paris11: { code: '75111', lat: 48.859, lon: 2.379, epci: '200054781' },
  strasbourg: { code: '67482', lat: 48.5734, lon: 7.7521, epci: '246700488' },
  sein: { code: '29083', lat: 48.0372, lon: -4.8505, epci: null },
} as const satisfies Readonly<Record<string, Where>>
type Name = keyof typeof PLACES

const at = (name: Name): Partial<Service> => ({
  code_insee: PLACES[name].code,
  latitude: PLACES[name].lat,
  longitude: PLACES[name].lon,
})
const onSite = { modes_accueil: ['en-presentiel'] }
const remote = { modes_accueil: ['a-distance'] }

const place = (name: Name, more: Partial<ResolvedPlace> = {}): ResolvedPlace => {
  const { code, lat, lon, epci } = PLACES[name]
  // An arrondissement is also found by its city (geography pack, ResolvedPlace).
  const city = code === '75111' ? ['75056'] : []
  return {
    label: name,
    lat,
    lon,
    approximatif: false,
    zoneCodes: [code, ...city, ...(epci === null ? [] : [epci]), code.slice(0, 2)],
    departements: null,
    ...more,
  }
}

let folder: string
let engine: Engine | null = null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conformance-'))
})
afterEach(() => {
  engine?.close()
  engine = null
  rmSync(folder, { recursive: true, force: true })
})

const NOW = new Date(2026, 5, 15, 12).getTime()

const searching = (services: readonly Service[], structures: readonly Structure[] = []) => {
  const file = join(folder, 'catalogue.db')
  writeTestCatalogue(file, { services, structures })
  const opened = createEngine(file)
  engine = opened
  return (where: ResolvedPlace | null, query: SearchQueryInput = {}) =>
    opened.search({ query: SearchQuery.parse({ sort: 'distance', ...query }), place: where, now: NOW })
}
const ids = (result: { readonly hits: readonly { readonly id: string }[] }) => result.hits.map(({ id }) => id)

describe('a service and the place searched', () => {
  test('2, 3: on site, found where it is and not beyond 50 km', () => {
    const search = searching([testService('s', { ...at('dunkerque'), ...onSite })])
    expect(ids(search(place('dunkerque')))).toEqual(['s'])
    expect(ids(search(place('maubeuge')))).toEqual([])
  })

  test('4: on site without coordinates, found nowhere', () => {
    expect(searching([testService('s', onSite)])(place('dunkerque')).total).toBe(0)
  })

  test('5, 6: a city by its code, an arrondissement by its own', () => {
    const search = searching([
      testService('paris', { ...at('paris'), ...onSite }),
      testService('onze', { ...at('paris11'), ...onSite }),
    ])
    expect(ids(search(place('paris')))).toContain('paris')
    expect(ids(search(place('paris11')))).toContain('onze')
  })

  test('§2.1, arrondissement trap put right: a zone of the whole city includes its arrondissements', () => {
    const search = searching([testService('s', { ...at('paris'), ...onSite, zone_eligibilite: ['75056'] })])
    expect(search(place('paris11')).total).toBe(1)
  })

  const north = [
    testService('s1', { ...at('lille'), ...onSite }),
    testService('s2', { ...at('dunkerque'), ...onSite }),
    testService('s3', onSite),
  ]
  test('7: only what is within the radius, with its distance', () => {
    const { hits } = searching(north)(place('roubaix'))
    expect(ids({ hits })).toEqual(['s1'])
    expect(hits[0]?.distanceKm).toBeGreaterThan(0)
    expect(hits[0]?.distanceKm).toBeLessThan(50)
  })

  test('8, 9: a precise point replaces the centre of its commune', () => {
    const search = searching(north)
    expect(search(place('roubaix', { lat: 48.003954, lon: 0.199134 })).total).toBe(0)
    expect(ids(search(place('roubaix', { lat: PLACES.hazebrouck.lat, lon: PLACES.hazebrouck.lon })))).toEqual(['s2', 's1'])
  })

  test('10: without place, no geographic filter', () => {
    const result = searching(north)(null)
    expect(result.total).toBe(3)
    expect(result.hits.every(({ distanceKm }) => distanceKm === null)).toBe(true)
  })

  test('13: a commune without EPCI is a commune', () => {
    expect(ids(searching([testService('s', { ...at('sein'), ...onSite })])(place('sein')))).toEqual(['s'])
  })

  test.each([['99100'], ['france']])('14, 15: remote with the zone %s, found everywhere', (code) => {
    const search = searching([testService('s', { ...at('dunkerque'), ...remote, zone_eligibilite: [code] })])
    expect(search(place('maubeuge')).total).toBe(1)
    expect(search(place('strasbourg')).total).toBe(1)
  })

  test.each([
    ['16: communes', ['59183'], ['59350']],
    ['17: EPCI', ['245900428'], ['200093201']],
    ['18: départements', ['59'], ['62']],
  ])('%s of the zone', (_, first, second) => {
    const search = searching([
      testService('s1', { ...at('dunkerque'), ...remote, zone_eligibilite: first }),
      testService('s2', { ...at('lille'), ...remote, zone_eligibilite: second }),
    ])
    expect(ids(search(place('dunkerque')))).toEqual(['s1'])
  })

  test('19: 44 is a département, never a région', () => {
    expect(searching([testService('s', { ...remote, zone_eligibilite: ['44'] })])(place('strasbourg')).total).toBe(0)
  })

  test('the zone excludes even next door', () => {
    expect(searching([testService('s', { ...at('lille'), ...onSite, zone_eligibilite: ['62'] })])(place('lille')).total).toBe(0)
  })

  test('20, 21: nearest first, 39 km from Hazebrouck to Lille', () => {
    const search = searching([
      testService('s1', { ...at('hazebrouck'), ...onSite }),
      testService('s2', { ...at('lille'), ...onSite }),
      testService('s3', onSite),
    ])
    expect(ids(search(place('roubaix')))).toEqual(['s2', 's1'])
    const lille = search(place('hazebrouck')).hits.find(({ id }) => id === 's2')
    expect(Math.round(lille?.distanceKm ?? 0)).toBe(39)
  })

  test('22: remote services have no distance', () => {
    const { hits, surPlace, aDistance } = searching([
      testService('a', { ...at('dunkerque'), ...remote }),
      testService('b', { ...at('maubeuge'), ...remote }),
    ])(place('dunkerque'))
    expect(hits.map(({ distanceKm }) => distanceKm)).toEqual([null, null])
    expect([surPlace, aDistance]).toEqual([0, 2])
  })

  test('23: both modes but far, found as remote, without distance', () => {
    const result = searching([testService('s', { ...at('paris'), modes_accueil: ['en-presentiel', 'a-distance'] })])(
      place('lille'),
    )
    expect(result.hits.map(({ distanceKm }) => distanceKm)).toEqual([null])
    expect(result.aDistance).toBe(1)
  })

  test('§2.1 note 2: an unknown mode within the radius is kept, and counts as on site (dora-backend.md §2.8, 5)', () => {
    const search = searching([testService('s', { ...at('lille'), modes_accueil: [] }), testService('t', at('paris'))])
    const result = search(place('roubaix'))
    expect(ids(result)).toEqual(['s'])
    expect(result.surPlace).toBe(1)
  })

  test('the radius is inclusive and adjustable', () => {
    const search = searching([testService('s', { ...at('lille'), ...onSite })])
    expect(search(place('hazebrouck'), { radiusKm: 38 }).total).toBe(0)
    expect(search(place('hazebrouck'), { radiusKm: 40 }).total).toBe(1)
    expect(search(place('paris'), { radiusKm: 250 }).total).toBe(1)
  })

  test('within reach: on site and near the point searched around; anywhere on site in a département', () => {
    const search = searching([
      testService('near', { ...at('lille'), ...onSite }),
      testService('far', { ...at('hazebrouck'), ...onSite }),
      testService('remote', { ...at('lille'), ...remote }),
    ])
    const counts = ({ surPlace, aPortee, aDistance }: ReturnType<typeof search>) => [surPlace, aPortee, aDistance]
    expect(counts(search(place('roubaix')))).toEqual([2, 1, 1])
    expect(counts(search(place('roubaix'), { radiusKm: 2 }))).toEqual([0, 0, 1])
    expect(counts(search(place('roubaix'), { filters: { modes_accueil: ['a-distance'] } }))).toEqual([0, 0, 1])
    expect(counts(search(place('lille', { departements: ['59'], lat: null, lon: null })))).toEqual([2, 2, 1])
    expect(counts(search(null))).toEqual([2, 2, 1])
  })

  test('36: a département or a région: located there by the service’s own code, or remote with a zone that includes it', () => {
    const search = searching(
      [
        testService('paris', { ...at('paris'), ...onSite, structure_id: 'st' }),
        testService('lille', { ...at('lille'), ...onSite }),
        testService('partout', { ...remote }),
        testService('nord', { ...remote, zone_eligibilite: ['59'] }),
        testService('commune', { code_insee: '59183', ...onSite }),
      ],
      [testStructure('st', { code_insee: '67482', commune: 'Strasbourg' })],
    )
    const departement = (code: string): ResolvedPlace => ({
      label: code,
      lat: null,
      lon: null,
      approximatif: false,
      zoneCodes: [code],
      departements: [code],
    })
    expect(ids(search(departement('75'), { sort: 'nom' }))).toEqual(['paris', 'partout'])
    expect(ids(search(departement('59'), { sort: 'nom' }))).toEqual(['commune', 'lille', 'nord', 'partout'])
    expect(ids(search(departement('67'), { sort: 'nom' }))).toEqual(['partout'])
    const region = {
      ...departement('32'),
      departements: ['02', '59', '60', '62', '80'],
      zoneCodes: ['02', '59', '60', '62', '80'],
    }
    expect(search(region).total).toBe(4)
  })

  test('a commune without coordinates is searched by its département rather than answered with nothing', () => {
    const search = searching([testService('s', { ...at('lille'), ...onSite }), testService('t', { ...at('paris'), ...onSite })])
    expect(ids(search(place('roubaix', { lat: null, lon: null })))).toEqual(['s'])
  })
})

describe('what is never shown (dora-backend.md §2.8, 4)', () => {
  test('an obsolete structure, a status other than PUBLISHED', () => {
    const search = searching(
      [
        testService('ok', { structure_id: 'vive' }),
        testService('vieux', { structure_id: 'morte' }),
        testService('brouillon', { dora: { status: 'DRAFT' } }),
        testService('archive', { dora: { status: 'ARCHIVED' } }),
        testService('publie', { dora: { status: 'PUBLISHED' } }),
        testService('seul', { structure_id: 'absente' }),
      ],
      [testStructure('vive'), testStructure('morte', { dora: { is_obsolete: true } })],
    )
    expect(ids(search(null)).toSorted()).toEqual(['ok', 'publie', 'seul'])
  })

  test('a suspended service, from the day after its date', () => {
    const search = searching([
      testService('hier', { dora: { suspension_date: '2026-06-14' } }),
      testService('jour', { dora: { suspension_date: '2026-06-15' } }),
    ])
    expect(ids(search(null))).toEqual(['jour'])
  })
})

describe('filters', () => {
  const filtered = (data: Partial<Service>, filters: SearchQueryInput['filters']) =>
    searching([testService('s', data)])(null, { filters }).total === 1

  test.each([
    ['nothing declared', [], ['famille--garde-denfants'], false],
    ['equal', ['famille--garde-denfants'], ['famille--garde-denfants'], true],
    ['different', ['famille--garde-denfants'], ['sante--addictions'], false],
    ['intersecting', ['famille--garde-denfants', 'sante--addictions'], ['sante--addictions'], true],
    [
      'several asked',
      ['difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits', 'numerique--acquerir-un-equipement'],
      ['famille--garde-denfants', 'numerique--acquerir-un-equipement'],
      true,
    ],
    ['a category', ['famille--garde-denfants'], ['famille'], true],
    ['another category', ['famille--garde-denfants'], ['sante'], false],
  ])('24: thématiques, %s', (_, data, asked, expected) => {
    expect(filtered({ thematiques: data }, { thematiques: asked })).toBe(expected)
  })

  test.each([
    ['25', ['femmes', 'seniors'], ['femmes'], true],
    ['25', ['femmes', 'seniors'], ['femmes', 'jeunes'], true],
    ['25', ['femmes', 'seniors'], ['jeunes'], false],
    ['25', ['femmes', 'seniors'], [], true],
    ['26', ['tous-publics'], ['jeunes'], true],
    ['27', ['jeunes'], ['tous-publics'], true],
  ])('%s: publics %j asked %j', (_, data, asked, expected) => {
    expect(filtered({ publics: data }, { publics: asked })).toBe(expected)
  })

  test.each([[[]], [null]])('28, beyond data·inclusion: publics %j is open to all, and kept (issue 2)', (data) => {
    expect(filtered({ publics: data }, { publics: ['femmes'] })).toBe(true)
  })

  test('31: types', () => {
    const search = searching(['information', 'accompagnement', 'formation'].map((type) => testService(type, { type })))
    expect(search(null, { filters: { types: ['information', 'accompagnement'] } }).total).toBe(2)
    expect(search(null, { filters: { types: ['atelier'] } }).total).toBe(0)
  })

  test('33, 34: frais, modes d’accueil', () => {
    const search = searching([
      testService('a', { frais: 'gratuit', ...onSite }),
      testService('b', { frais: 'payant', ...remote }),
      testService('c', { modes_accueil: [] }),
      testService('d', { modes_accueil: null }),
    ])
    expect(ids(search(null, { filters: { frais: ['gratuit'] } }))).toEqual(['a'])
    expect(ids(search(null, { filters: { modes_accueil: ['en-presentiel'] } }))).toEqual(['a'])
  })

  test('35: sources; an unknown one leaves nothing, without failing', () => {
    const search = searching(['dora', 'emplois', 'autre'].map((source) => testService(source, { source })))
    expect(search(null, { filters: { sources: ['dora', 'emplois'] } }).total).toBe(2)
    expect(search(null, { filters: { sources: ['inconnue'] } }).total).toBe(0)
  })
})

describe('words (§2.2)', () => {
  test('44: an acronym matches itself, not what it stands for; no words, everything', () => {
    const search = searching(
      [testService('court', { structure_id: 'a' }), testService('long', { structure_id: 'b' })],
      [
        testStructure('a', { nom: 'L’Agefiph Hauts-de-France' }),
        testStructure('b', { nom: 'Association de gestion du fonds pour l’insertion professionnelle' }),
      ],
    )
    expect(ids(search(null, { text: 'agefiph' }))).toEqual(['court'])
    expect(search(null, { text: '' }).total).toBe(2)
  })

  test.each([
    ['mobilite', 'Mobilité'],
    ['mobilité', 'Mobilite'],
    ['mobilite', 'mobilite'],
    ['mobilité', 'mobilité'],
  ])('45: « %s » finds « %s »', (text, nom) => {
    expect(ids(searching([testService('s', { nom }), testService('t', { nom: 'Autre' })])(null, { text }))).toEqual(['s'])
  })

  test('47: labels of needs, publics and networks are searched', () => {
    const search = searching(
      [
        testService('besoin', { thematiques: ['famille--soutien-aidants'] }),
        testService('public', { publics: ['jeunes'] }),
        testService('reseau', { structure_id: 'ft' }),
      ],
      [testStructure('ft', { nom: 'Agence', reseaux_porteurs: ['france-travail'] })],
    )
    expect(ids(search(null, { text: 'Soutien aux aidants' }))).toEqual(['besoin'])
    expect(ids(search(null, { text: 'jeunes' }))).toContain('public')
    expect(ids(search(null, { text: 'France Travail' }))).toEqual(['reseau'])
  })

  test('48: with equal words, the nearest first', () => {
    const search = searching([
      testService('paris', { nom: 'Atelier', ...at('paris'), ...onSite }),
      testService('lille', { nom: 'Atelier', ...at('lille'), ...onSite }),
      testService('roubaix', { nom: 'Atelier', ...at('roubaix'), ...onSite }),
    ])
    expect(ids(search(place('lille'), { text: 'atelier', sort: 'pertinence' }))).toEqual(['lille', 'roubaix'])
    expect(ids(search(place('lille'), { text: 'atelier', sort: 'pertinence', radiusKm: 250 }))).toEqual([
      'lille',
      'roubaix',
      'paris',
    ])
  })
})

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Service } from '#shared/catalogue/record.ts'
import {
  DUNKERQUE,
  found,
  given,
  HAZEBROUCK,
  LILLE,
  MAUBEUGE,
  NOWHERE,
  onSite,
  PARIS,
  PARIS_11,
  remote,
  ROUBAIX,
  type Scene,
  startScene,
} from './testing/scene.ts'

/** Cases 2 to 35 of data-inclusion.md §4: `/search/services`. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
})
afterAll(() => scene.stop())

const SEARCH = '/search/services'
const around = (code: string, more = ''): string => `${SEARCH}?code_commune=${code}${more}`
const LE_MANS = '&lat=48.003954&lon=0.199134'
const AT_HAZEBROUCK = '&lat=50.7262&lon=2.5387'

type Services = readonly Partial<Service>[]
const three: Services = [onSite(LILLE), onSite(DUNKERQUE), onSite(NOWHERE)]
const zones = (...lists: readonly (readonly string[])[]): Services =>
  lists.map((zone, at) => onSite(at === 0 ? DUNKERQUE : LILLE, { zone_eligibilite: [...zone] }))

describe('place and zone', () => {
  const cases: readonly (readonly [name: string, services: Services, path: string, expected: string])[] = [
    ['2. on site, of the commune', [onSite(DUNKERQUE)], around('59183'), 'a'],
    ['3. on site, further than 50 km', [onSite(DUNKERQUE)], around('59392'), ''],
    ['4. on site, without a place', [onSite(NOWHERE)], around('59183'), ''],
    ['5. a city with arrondissements', [onSite(PARIS)], around('75056'), 'a'],
    ['6. an arrondissement', [onSite(PARIS_11)], around('75111'), 'a'],
    [
      '6 bis. an arrondissement is in the zone of its city',
      [onSite(PARIS_11, { zone_eligibilite: ['75056'] })],
      around('75111'),
      'a',
    ],
    [
      '6 ter. a city is not in the zone of an arrondissement',
      [onSite(PARIS_11, { zone_eligibilite: ['75111'] })],
      around('75056'),
      '',
    ],
    ['8. the point prevails over the commune', three, around(ROUBAIX, LE_MANS), ''],
    ['9. around a point, the nearest first', three, around(ROUBAIX, AT_HAZEBROUCK), 'ba'],
    ['10. a point without a commune says nothing', three, `${SEARCH}?lat=48.003954&lon=0.199134`, 'abc'],
    ['13. a commune without EPCI (Île-d’Yeu)', [remote(NOWHERE)], around('85113'), 'a'],
    [
      '14. at a distance, zone of the country by its code',
      [remote(DUNKERQUE, { zone_eligibilite: ['99100'] })],
      around('59392'),
      'a',
    ],
    [
      '15. at a distance, zone of the country by its name',
      [remote(DUNKERQUE, { zone_eligibilite: ['france'] })],
      around('59392'),
      'a',
    ],
    ['16. zones of communes', zones(['59183'], ['59350']), around('59183'), 'a'],
    ['17. zones of EPCI', zones(['245900428'], ['200093201']), around('59183'), 'a'],
    ['18. zones of départements', zones(['59'], ['62']), around('59183'), 'a'],
    ['19. no zone is a région', zones(['44']), around('59183'), ''],
    ['20. by distance, what has no place left out', [onSite(HAZEBROUCK), onSite(LILLE), onSite(NOWHERE)], around(ROUBAIX), 'ba'],
    ['what says no way of receiving, near, is kept', [DUNKERQUE, { ...DUNKERQUE, modes_accueil: [] }], around('59183'), 'ab'],
  ]
  test.each(cases)('%s', async (_name, services, path, expected) => {
    expect(await found(scene, await given(scene, services), path)).toBe(expected)
  })

  const distances: readonly (readonly [name: string, services: Services, path: string, expected: readonly (number | null)[]])[] =
    [
      ['21. Lille is 39 km from Hazebrouck', [onSite(LILLE)], around('59295', AT_HAZEBROUCK), [39]],
      ['22. at a distance: none', [remote(DUNKERQUE), remote(MAUBEUGE)], around('59183'), [null, null]],
      ['23. both ways, far: none', [{ ...PARIS, modes_accueil: ['en-presentiel', 'a-distance'] }], around('59350'), [null]],
      [
        'both ways, near: where it is',
        [{ ...LILLE, modes_accueil: ['en-presentiel', 'a-distance'] }],
        around('59350', '&lat=50.633333&lon=3.066667'),
        [0],
      ],
      ['no way said, near: none', [LILLE], around('59350'), [null]],
      ['without a commune: none', [onSite(LILLE)], SEARCH, [null]],
    ]
  test.each(distances)('distance: %s', async (_name, services, path, expected) => {
    const source = await given(scene, services)
    const { body } = await scene.get(`${path}${path.includes('?') ? '&' : '?'}sources=${source}`)
    expect(body.items?.map(({ distance }) => distance)).toEqual(expected)
  })
  test('7. only what is near, at some distance', async () => {
    const source = await given(scene, three)
    const { body } = await scene.get(`${around(ROUBAIX)}&sources=${source}`)
    expect(body.items).toHaveLength(1)
    expect(body.items?.[0]?.service?.id).toBe(`${source}--a`)
    expect(body.items?.[0]?.distance).toBeGreaterThan(0)
    expect(body.items?.[0]?.distance).toBeLessThan(50)
  })
  test('holds its structure, without its services', async () => {
    const source = await given(scene, [onSite(LILLE)])
    const { body } = await scene.get(`${SEARCH}?sources=${source}`)
    expect(body.items?.[0]?.service).toMatchObject({
      id: `${source}--a`,
      adresse_certifiee: false,
      score_qualite: expect.any(Number) as number,
      structure: { id: `${source}--s`, adresse_certifiee: false },
    })
  })
})

describe('11, 12. refusals', () => {
  const TOGETHER = 'The `lat` and `lon` must be simultaneously filled.'
  test.each([
    ['lat alone', `${SEARCH}?code_commune=59183&lat=50`, TOGETHER],
    ['lon alone', `${SEARCH}?code_commune=59183&lon=2`, TOGETHER],
    ['lon alone in the other search', '/search?lon=2', TOGETHER],
    ['a commune that is none', `${SEARCH}?code_commune=59999`, 'This `code_commune` does not exist.'],
  ])('%s', async (_name, path, detail) => {
    expect(await scene.get(path)).toEqual({ status: 422, body: { detail } })
  })
})

const GARDE = 'famille--garde-denfants'
const EQUIPEMENT = 'numerique--acquerir-un-equipement'
const SOINS = 'sante--acces-aux-soins'
const asking = (name: string, values: readonly string[]): string =>
  `${SEARCH}?${values.map((value) => `${name}=${encodeURIComponent(value)}`).join('&')}`

describe('values', () => {
  const cases: readonly (readonly [name: string, service: Partial<Service>, path: string, expected: boolean])[] = [
    ['24. no thématique', { thematiques: [] }, asking('thematiques', [GARDE]), false],
    ['24. the thématique', { thematiques: [GARDE] }, asking('thematiques', [GARDE]), true],
    ['24. another thématique', { thematiques: [EQUIPEMENT] }, asking('thematiques', [GARDE]), false],
    ['24. one of two', { thematiques: [GARDE, EQUIPEMENT] }, asking('thematiques', [GARDE]), true],
    ['24. two that meet', { thematiques: [SOINS, EQUIPEMENT] }, asking('thematiques', [GARDE, EQUIPEMENT]), true],
    ['24. a whole category', { thematiques: [GARDE] }, asking('thematiques', ['famille']), true],
    ['24. a category beside a value', { thematiques: [EQUIPEMENT] }, asking('thematiques', ['famille', EQUIPEMENT]), true],
    ['25. a public', { publics: ['femmes', 'seniors'] }, asking('publics', ['femmes']), true],
    ['25. the other', { publics: ['femmes', 'seniors'] }, asking('publics', ['seniors']), true],
    ['25. one of two asked', { publics: ['femmes', 'seniors'] }, asking('publics', ['femmes', 'jeunes']), true],
    ['25. none of them', { publics: ['femmes', 'seniors'] }, asking('publics', ['jeunes']), false],
    ['25. nothing asked', { publics: ['femmes', 'seniors'] }, SEARCH, true],
    ['26. open to all, some asked', { publics: ['tous-publics'] }, asking('publics', ['jeunes']), true],
    ['27. open to some, all asked', { publics: ['jeunes'] }, asking('publics', ['tous-publics']), true],
    ['27. not said, all asked', { publics: null }, asking('publics', ['tous-publics']), true],
    ['28. none said', { publics: [] }, asking('publics', ['femmes']), false],
    ['28. null', { publics: null }, asking('publics', ['femmes']), false],
    ['30. a slug', { publics: ['femmes'] }, asking('recherche_public', ['femme']), true],
    ['30. a slug in the plural', { publics: ['jeunes'] }, asking('recherche_public', ['jeune']), true],
    ['30. another slug', { publics: ['femmes'] }, asking('recherche_public', ['jeune']), false],
    [
      '30. a slug that holds one word of three',
      { publics: ['personnes-en-situation-de-handicap'] },
      asking('recherche_public', ['handicap jeune difficulte']),
      false,
    ],
  ]
  const precisions: readonly (readonly [said: string, asked: string, expected: boolean])[] = [
    ['jeunes moins de 18 ans', 'jeunes', true],
    ['jeune moins de 18 ans', 'jeunes', true],
    ['jeunes et personne age', 'vieux', false],
    ['jeunes et personne age', 'personne OR vieux', true],
    ['jeunes et personne age', 'personne jeune', true],
    ['jeunes et personne age', 'jeunes -personne', false],
    ['jeunes et personne age', '"personne jeune"', false],
    ['jeunes et personne agee', 'âgée', true],
    ['jeunes', '', false],
    ['jeunes', 'de la', false],
  ]
  const all = [
    ...cases,
    ...precisions.map(
      ([said, asked, expected]) =>
        [
          `29. « ${said} », asked « ${asked} »`,
          { publics_precisions: said },
          asking('recherche_public', [asked]),
          expected,
        ] as const,
    ),
  ]
  test.each(all)('%s', async (_name, service, path, expected) => {
    expect(await found(scene, await given(scene, [service]), path)).toBe(expected ? 'a' : '')
  })

  const MANY: Services = [
    { type: 'information', frais: 'gratuit', modes_accueil: ['en-presentiel'] },
    { type: 'accompagnement', frais: 'payant', modes_accueil: ['a-distance'] },
    { type: 'formation', modes_accueil: [] },
    { modes_accueil: null },
  ]
  test.each([
    ['31. two types', asking('types', ['information', 'accompagnement']), 'ab'],
    ['31. a type that none has', asking('types', ['atelier']), ''],
    ['33. frais', asking('frais', ['gratuit']), 'a'],
    ['34. modes_accueil', asking('modes_accueil', ['en-presentiel']), 'a'],
  ])('%s', async (_name, path, expected) => {
    expect(await found(scene, await given(scene, MANY), path)).toBe(expected)
  })
  test('32. score_qualite_minimum, that score included', async () => {
    const source = await given(scene, [
      { thematiques: [GARDE], publics: ['jeunes'], frais: 'gratuit', courriel: 'accueil@exemple.test' },
      { thematiques: [GARDE], publics: ['jeunes'], frais: 'gratuit' },
      {},
    ])
    const { body } = await scene.get(`/services?sources=${source}`)
    const scores = (body.items ?? []).map(({ score_qualite }) => Number(score_qualite))
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(new Set(scores).size).toBe(3)
    expect(await found(scene, source, `${SEARCH}?score_qualite_minimum=${scores[1]}`)).toBe('ab')
  })
  test('35. sources, and one that nobody knows', async () => {
    const [one, two, three] = [await given(scene, [{}]), await given(scene, [{}]), await given(scene, [{}])]
    expect(await scene.ids(`${SEARCH}?sources=${one}&sources=${three}`)).toEqual([`${one}--a`, `${three}--a`].sort())
    expect(await scene.ids(`${SEARCH}?sources=inconnue`)).toEqual([])
    expect(two).not.toBe(one)
  })
})

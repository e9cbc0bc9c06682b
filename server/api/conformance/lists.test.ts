import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Service } from '#shared/catalogue/record.ts'
import {
  aService,
  aStructure,
  found,
  given,
  LILLE,
  NOWHERE,
  onSite,
  PARIS,
  type Scene,
  startScene,
  STRASBOURG,
} from './testing/scene.ts'

/** Cases 36 to 49 of data-inclusion.md §4: lists, duplicates, pages, `/search`, and what is loaded. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
})
afterAll(() => scene.stop())

describe('36. places of a list', () => {
  const cases = [
    ['code_departement=75', true],
    ['slug_departement=paris', true],
    ['code_region=11', true],
    ['slug_region=ile-de-france', true],
    ['code_commune=75056', true],
    ['code_departement=62', false],
    ['slug_region=la-reunion', false],
    ['code_commune=59183', false],
    ['code_departement=67', false],
    ['code_region=11&code_departement=75', true],
    ['code_region=11&code_departement=59', false],
  ] as const
  test.each(cases)('services: %s', async (query, expected) => {
    // Its structure is in Strasbourg.
    const source = await given(scene, [onSite(PARIS)], { code_insee: STRASBOURG.code_insee })
    expect(await found(scene, source, `/services?${query}`)).toBe(expected ? 'a' : '')
  })
  test.each(cases)('structures: %s', async (query, expected) => {
    const source = await given(scene, [], { code_insee: PARIS.code_insee })
    expect(await found(scene, source, `/structures?${query}`)).toBe(expected ? 's' : '')
  })
})

test('38. in the order of identifiers', async () => {
  const ids = Array.from({ length: 25 }, (_, at) => String.fromCharCode(97 + at))
  for (const id of ids.toReversed()) {
    const rows = id === 'y' ? [aStructure('ordre', 's')] : []
    await scene.put(rows, [aService('ordre', id, 'ordre--s')])
    // What is followed one by one takes its place too.
    if (id === 'm') expect((await scene.ids('/services?sources=ordre')).length).toBe(13)
  }
  const expected = ids.map((id) => `ordre--${id}`)
  expect(await scene.ids('/services?sources=ordre')).toEqual(expected)
  expect(await scene.ids('/search/services?sources=ordre')).toEqual(expected)
})

/** From the best told to the least: the score is of what is said. */
const QUALITY = {
  high: {
    thematiques: ['famille--garde-denfants'],
    publics: ['jeunes'],
    frais: 'gratuit',
    modes_mobilisation: ['se-presenter'],
    mobilisable_par: ['usagers'],
    adresse: '1 rue Inventée',
    lien_mobilisation: 'https://exemple.test/',
  },
  middle: { thematiques: ['famille--garde-denfants'], publics: ['jeunes'] },
  low: { thematiques: ['numerique--acquerir-un-equipement'] },
} satisfies Readonly<Record<string, Partial<Service>>>

describe('39 to 41. duplicates', () => {
  beforeAll(async () => {
    const one = { siret: '12345678900011' }
    const two = { siret: '12345678900029' }
    await scene.put(
      [
        aStructure('src_1', 'a', one),
        aStructure('src_1', 'b', one),
        aStructure('src_2', 'c', one),
        aStructure('src_1', 'd', { ...two, date_maj: '2024-01-01' }),
        aStructure('src_2', 'e', { ...two, date_maj: '2020-01-01' }),
        aStructure('src_1', 'f', { siret: '12345678900037' }),
      ],
      [
        aService('src_1', 'a1', 'src_1--a', QUALITY.middle),
        aService('src_1', 'a2', 'src_1--a', { ...QUALITY.middle, thematiques: ['sante--acces-aux-soins'] }),
        aService('src_1', 'b1', 'src_1--b', QUALITY.low),
        aService('src_2', 'c1', 'src_2--c', QUALITY.high),
        aService('src_1', 'd1', 'src_1--d', QUALITY.middle),
        aService('src_2', 'e1', 'src_2--e', QUALITY.middle),
        aService('src_1', 'f1', 'src_1--f', QUALITY.high),
      ],
    )
  })
  const BOTH = 'sources=src_1&sources=src_2&exclure_doublons=true'
  const ONE = 'sources=src_1&exclure_doublons=true'
  test.each([
    ['39. structures of one source', `/structures?${ONE}`, ['src_1--a', 'src_1--d', 'src_1--f']],
    ['39. structures of both', `/structures?${BOTH}`, ['src_1--d', 'src_1--f', 'src_2--c']],
    ['40. services of one source', `/search/services?${ONE}`, ['src_1--a1', 'src_1--a2', 'src_1--d1', 'src_1--f1']],
    ['40. services of both', `/search/services?${BOTH}`, ['src_1--d1', 'src_1--f1', 'src_2--c1']],
    ['40. after the filters', `/search/services?${BOTH}&thematiques=sante--acces-aux-soins`, ['src_1--a2']],
    ['41. the better one has no such service', `/search/services?${BOTH}&thematiques=numerique`, ['src_1--b1']],
    ['not excluded', '/structures?sources=src_1&exclure_doublons=false', ['src_1--a', 'src_1--b', 'src_1--d', 'src_1--f']],
  ])('%s', async (_name, path, expected) => {
    expect(await scene.ids(path)).toEqual(expected)
  })
  test('are told by the list, and whole by the detail', async () => {
    const { body } = await scene.get('/structures?sources=src_2')
    expect(body.items?.[1]?.['doublons']).toEqual([{ source: 'src_1', id: 'src_1--d' }])
    const { body: detail } = await scene.get('/structures/src_2--c')
    expect(detail['doublons']).toMatchObject([
      { id: 'src_1--a', nom: 'Accueil src_1 a' },
      { id: 'src_1--b', siret: '12345678900011' },
    ])
    expect(detail['services']).toMatchObject([{ id: 'src_2--c1', structure_id: 'src_2--c' }])
  })
  test('also without a SIRET: same town, same telephone, names alike', async () => {
    const where = { ...LILLE, telephone: '+33320000000' }
    await scene.put(
      [
        aStructure('double-1', 's', { ...where, nom: 'Mission locale des Invités' }),
        aStructure('double-2', 's', { ...where, nom: 'MISSION LOCALE DES INVITES' }),
        aStructure('double-3', 's', { ...where, nom: 'Garage solidaire' }),
        aStructure('double-4', 's', { ...where, nom: 'Mission locale des Invités', code_insee: '59183' }),
      ],
      [],
    )
    const { body } = await scene.get('/structures?sources=double-1&sources=double-3')
    expect(body.items?.map(({ doublons }) => doublons)).toEqual([[{ source: 'double-2', id: 'double-2--s' }], []])
  })
})

describe('42. extra', () => {
  test.each([
    ['', undefined],
    ['&extra=false', undefined],
    ['&extra=true', null],
  ])('%s', async (query, expected) => {
    const source = await given(scene, [{}])
    const { body } = await scene.get(`/services?sources=${source}${query}`)
    expect(body.items?.[0]?.['extra']).toBe(expected)
  })
})

describe('43. pages', () => {
  beforeAll(() =>
    scene.put(
      [aStructure('pages', 's')],
      Array.from({ length: 100 }, (_, at) => aService('pages', String(at).padStart(3, '0'), 'pages--s')),
    ),
  )
  test.each([
    ['size=10&page=1', { total: 100, page: 1, size: 10, pages: 10 }],
    ['size=10&page=2', { total: 100, page: 2, size: 10, pages: 10 }],
    ['size=30&page=4', { total: 100, page: 4, size: 10, pages: 4 }],
    ['size=1000', { total: 100, page: 1, size: 100, pages: 1 }],
    ['', { total: 100, page: 1, size: 100, pages: 1 }],
    ['page=9', { total: 100, page: 9, size: 0, pages: 1 }],
  ])('%s', async (query, expected) => {
    for (const path of ['/services', '/search/services', '/search']) {
      const { body } = await scene.get(`${path}?sources=pages&${query}`)
      expect(body).toMatchObject(expected)
      expect(body.items).toHaveLength(expected.size)
    }
  })
  test('of nothing', async () => {
    expect((await scene.get('/structures?sources=inconnue')).body).toEqual({ items: [], total: 0, page: 1, size: 0, pages: 0 })
  })
})

describe('/search', () => {
  const AGEFIPH = 'L’Agefiph Hauts-de-France'
  const cases: readonly (readonly [
    name: string,
    service: Partial<Service>,
    structure: { nom?: string; reseaux_porteurs?: string[] },
    q: string | null,
    expected: boolean,
  ])[] = [
    ['44. a name', {}, { nom: AGEFIPH }, 'agefiph', true],
    ['44. not a name in full', {}, { nom: 'Association de gestion du fonds pour l’insertion' }, 'agefiph', false],
    ['44. nothing written', {}, {}, '', false],
    ['44. nothing asked', {}, {}, null, true],
    ['44. words that tell nothing', {}, {}, 'de la', false],
    ['45. accents on neither', { nom: 'Aide a la mobilite' }, {}, 'mobilite', true],
    ['45. accents on one', { nom: 'Aide à la mobilité' }, {}, 'mobilite', true],
    ['45. accents on the other', { nom: 'Aide a la mobilite' }, {}, 'mobilité', true],
    ['45. accents on both', { nom: 'Aide à la mobilité' }, {}, 'mobilité', true],
    ['47. the label of a thématique', { thematiques: ['famille--soutien-aidants'] }, {}, 'Soutien aux aidants', true],
    ['47. the label of a public', { publics: ['jeunes'] }, {}, 'Jeunes', true],
    ['47. the label of a réseau', {}, { reseaux_porteurs: ['france-travail'] }, 'France Travail', true],
    ['47. not that of a mode', { modes_accueil: ['en-presentiel'] }, {}, 'présentiel', false],
    ['neither thématique nor public: found too', { nom: 'Atelier vélo' }, {}, 'vélo', true],
    ['every word', { nom: 'Atelier vélo' }, {}, 'vélo permis', false],
  ]
  test.each(cases)('%s', async (_name, service, structure, q, expected) => {
    const source = await given(scene, [service], structure)
    const path = q === null ? '/search' : `/search?q=${encodeURIComponent(q)}`
    expect(await found(scene, source, path)).toBe(expected ? 'a' : '')
  })
  test('46. words close together first, then quality', async () => {
    const [long, short] = ['France Travail, agence de la ville de Paris et alentours', 'France Travail Paris']
    const source = await given(scene, [
      { nom: short, ...QUALITY.low },
      { nom: short, ...QUALITY.high },
      { nom: long, ...QUALITY.low },
      { nom: long, ...QUALITY.high },
    ])
    expect(await found(scene, source, '/search?q=france+travail+paris')).toBe('badc')
    const { body } = await scene.get(`/search?q=france+travail+paris&sources=${source}`)
    for (const { score_recherche: score } of body.items ?? []) expect(score).toBeLessThan(1)
    expect(body.items?.[0]?.score_recherche).toBeGreaterThan(body.items?.[3]?.score_recherche ?? 1)
  })
  test('46. what is equal goes by identifier in the end', async () => {
    const source = await given(scene, [{ nom: 'Permis' }, { nom: 'Permis' }])
    expect(await found(scene, source, '/search?q=permis')).toBe('ab')
  })
  describe('48. around a point', () => {
    const AT_LILLE = 'lat=50.633333&lon=3.066667'
    test.each([
      ['50 km unless told', `?${AT_LILLE}`, 'a'],
      ['250 km', `?${AT_LILLE}&distance=250`, 'ab'],
      ['nowhere', '?', 'abc'],
      ['words and place, the nearest first', `?${AT_LILLE}&distance=250&q=atelier`, 'ab'],
    ])('%s', async (_name, path, expected) => {
      const source = await given(
        scene,
        [onSite(LILLE), onSite(PARIS), onSite(NOWHERE)].map((one) => ({ ...one, nom: 'Atelier' })),
      )
      expect(await found(scene, source, `/search${path}`)).toBe(expected)
    })
  })
})

test('49. what is wrong is not there, nor what hangs on it; an unknown commune is left out of the place alone', async () => {
  await scene.put(
    [
      aStructure('charge', 'date', { date_maj: '1999-12-31' }),
      aStructure('charge', 'close', { dora: { is_obsolete: true } }),
      aStructure('charge', 'bien'),
    ],
    [
      aService('charge', '1', 'charge--date'),
      aService('charge', '2', 'charge--close'),
      aService('charge', '3', 'charge--absente'),
      aService('charge', '4', 'charge--bien'),
      aService('charge', '5', 'charge--bien', { nom: 'Un' }),
    ],
  )
  expect(await scene.ids('/structures?sources=charge')).toEqual(['charge--bien'])
  expect(await scene.ids('/services?sources=charge')).toEqual(['charge--4'])
  for (const path of ['/structures/charge--close', '/services/charge--2', '/services/charge--5', '/services/inconnu'])
    expect(await scene.get(path)).toEqual({ status: 404, body: { detail: 'Not Found' } })
})

describe('422', () => {
  test.each([
    ['/services?size=0', 'size', 'greater_than_equal', 'Input should be greater than or equal to 1'],
    ['/services?size=10001', 'size', 'less_than_equal', 'Input should be less than or equal to 10000'],
    ['/services?page=un', 'page', 'int_parsing', 'Input should be a valid integer, unable to parse string as an integer'],
    ['/services?code_commune=7505', 'code_commune', 'string_too_short', 'String should have at least 5 characters'],
    ['/services?code_commune=750566', 'code_commune', 'string_too_long', 'String should have at most 5 characters'],
    [
      '/services?code_commune=75-56',
      'code_commune',
      'string_pattern_mismatch',
      String.raw`String should match pattern '^\w{5}$'`,
    ],
    [
      '/structures?exclure_doublons=oui',
      'exclure_doublons',
      'bool_parsing',
      'Input should be a valid boolean, unable to interpret input',
    ],
    ['/search?lat=nord&lon=1', 'lat', 'float_parsing', 'Input should be a valid number, unable to parse string as a number'],
  ])('%s', async (path, name, type, msg) => {
    expect(await scene.get(path)).toEqual({ status: 422, body: { detail: [{ loc: ['query', name], msg, type }] } })
  })
  test('a value that is none, with the place it has in the list', async () => {
    const { status, body } = await scene.get('/search/services?frais=gratuit&frais=cher')
    expect(status).toBe(422)
    expect(body.detail).toEqual([{ loc: ['query', 'frais', 1], msg: "Input should be 'gratuit' or 'payant'", type: 'enum' }])
  })
  test('all that is wrong at once', async () => {
    const { body } = await scene.get('/services?size=0&page=0&code_departement=999&thematiques=x&publics=y')
    expect((body.detail as readonly unknown[]).length).toBe(5)
  })
})

describe('référentiels', () => {
  test.each([
    ['frais', 2],
    ['modes-accueil', 2],
    ['modes-mobilisation', 4],
    ['personnes-mobilisatrices', 2],
    ['publics', 14],
    ['reseaux-porteurs', 108],
    ['thematiques', 69],
    ['types-services', 6],
  ])('%s', async (name, many) => {
    const { body } = await scene.get(`/doc/${name}`)
    const values = (body as unknown as readonly { value: string }[]).map(({ value }) => value)
    expect(values).toHaveLength(many)
    expect(values).toEqual([...values].sort())
    expect(Object.keys((body as unknown as readonly object[])[0] ?? {})).toEqual(['value', 'label', 'description'])
  })
  test('sources, not by pages', async () => {
    const { body } = await scene.get('/sources')
    expect(body).toEqual(expect.arrayContaining([{ slug: 'dora', nom: 'DORA', description: null }]))
  })
  test('a final « / » works', async () => {
    expect((await scene.get('/services/?size=1')).status).toBe(200)
    expect((await scene.get('/doc/frais/')).status).toBe(200)
  })
})

test('37. a source that is told under terms of its own is nowhere for who has no key', async () => {
  const closed = await startScene(['soliguide'])
  try {
    await closed.put(
      [
        aStructure('soliguide', 's', { ...PARIS, siret: '12345678900011' }),
        aStructure('autre', 's', { siret: '12345678900011' }),
      ],
      [aService('soliguide', 'a', 'soliguide--s', onSite(PARIS)), aService('autre', 'a', 'autre--s', onSite(PARIS))],
    )
    for (const path of ['/services', '/search/services?code_commune=75056', '/search', '/search?q=service'])
      expect(await closed.ids(path)).toEqual(['autre--a'])
    const { body } = await closed.get('/structures')
    expect(body.items).toMatchObject([{ id: 'autre--s', doublons: [] }])
    expect((await closed.get('/services/soliguide--a')).status).toBe(404)
    expect((await closed.get('/structures/soliguide--s')).status).toBe(404)
  } finally {
    await closed.stop()
  }
})

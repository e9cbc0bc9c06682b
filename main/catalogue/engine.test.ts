import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CATALOGUE_VERSION } from '#shared/catalogue/file.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { ErrorCode } from '#shared/errors.ts'
import type { ResolvedPlace } from '#shared/geo/types.ts'
import { SearchQuery, type SearchQueryInput } from '#shared/search/query.ts'
import { termOf } from '#shared/search/text.ts'
import { testService, testStructure, writeTestCatalogue } from '#main/testing/catalogue.ts'
import { createEngine, type Engine } from './engine.ts'
import type { OwnSynonyms } from '#shared/search/reading.ts'

const NOW = new Date(2026, 5, 15, 12).getTime()
const LILLE: ResolvedPlace = {
  label: 'Lille (59)',
  lat: 50.633333,
  lon: 3.066667,
  approximatif: false,
  zoneCodes: ['59350', '200093201', '59'],
  departements: null,
}
/** On site, so many kilometres north of Lille. */
const north = (km: number): Partial<Service> => ({
  latitude: 50.633333 + km / 111.19,
  longitude: 3.066667,
  modes_accueil: ['en-presentiel'],
})

let folder: string
let opened: Engine[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-'))
})
afterEach(() => {
  for (const engine of opened) engine.close()
  opened = []
  rmSync(folder, { recursive: true, force: true })
})

const open = (services: readonly Service[], structures: readonly Structure[] = []): Engine => {
  const file = join(folder, `catalogue-${opened.length}.db`)
  writeTestCatalogue(file, { services, structures })
  const engine = createEngine(file)
  opened.push(engine)
  return engine
}
const run = (engine: Engine, query: SearchQueryInput, place: ResolvedPlace | null = null, synonymes: OwnSynonyms = []) =>
  engine.search({ query: SearchQuery.parse(query), place, now: NOW, synonymes })
const ids = (result: { readonly hits: readonly { readonly id: string }[] }) => result.hits.map(({ id }) => id)

describe('words', () => {
  const services = [
    testService('permis', { nom: 'Passer le permis B', description: 'Auto-école associative.' }),
    testService('garde', { nom: 'Garder son enfant', description: 'Halte-garderie ouverte tôt.' }),
    testService('logement', { nom: 'Trouver un logement', description: 'Aide à la recherche et au dépôt de dossier.' }),
    testService('cuisine', { nom: 'Atelier cuisine', description: 'Cuisiner à petit budget.' }),
    testService('besoin', { nom: 'Se déplacer', thematiques: ['mobilite--preparer-un-permis'] }),
  ]

  test('accents, plurals and forms are one word', () => {
    const engine = open(services)
    expect(ids(run(engine, { text: 'LOGEMENTS ' }))).toEqual(['logement'])
    expect(ids(run(engine, { text: 'dépot de dossiers ' }))).toEqual(['logement'])
  })

  test('the last word may still be unfinished', () => {
    const engine = open(services)
    expect(ids(run(engine, { text: 'cuisi' }))).toEqual(['cuisine'])
    expect(ids(run(engine, { text: 'atelier cui' }))).toEqual(['cuisine'])
  })

  test('a typing mistake is corrected, and said', () => {
    const result = run(open(services), { text: 'halte garderrie ' })
    expect(ids(result)).toEqual(['garde'])
    expect(result.lecture.corrections).toEqual([{ de: 'garderrie', vers: 'garderie' }])
  })

  test('a word found nowhere is set aside, and said; when it was the only one, nothing is shown', () => {
    const engine = open(services)
    const some = run(engine, { text: 'zzyzx logement ' })
    expect(ids(some)).toEqual(['logement'])
    expect(some.lecture.ignores).toEqual(['zzyzx'])
    const none = run(engine, { text: 'zzyzx ' })
    expect(none.total).toBe(0)
    expect(none.pourquoi).toContain('zzyzx')
    expect(none.assouplir).toContainEqual(expect.objectContaining({ kind: 'mots', total: services.length }))
  })

  test('counsellors’ words reach the services that declare the need, beside those that say the word', () => {
    const result = run(open(services), { text: 'permis ' })
    expect(ids(result).toSorted()).toEqual(['besoin', 'permis'])
    expect(result.lecture.besoins).toEqual([{ mots: 'permis', thematiques: ['mobilite--preparer-un-permis'] }])
    const besoin = result.hits.find(({ id }) => id === 'besoin')
    expect(besoin?.raisons[0]).toEqual({ code: 'besoin', label: 'Répond au besoin «\u202fPréparer un permis\u202f»' })
  })

  test('the user’s own synonyms count too', () => {
    const engine = open(services)
    expect(run(engine, { text: 'bagnole du chef ' }).hits.map(({ id }) => id)).not.toContain('besoin')
    const own = [{ mots: 'bagnole du chef', thematiques: ['mobilite--preparer-un-permis'] }]
    expect(ids(run(engine, { text: 'bagnole du chef ' }, null, own))).toContain('besoin')
  })

  test('all the words first; where too few have them all, enough of them, those with all still ahead', () => {
    const engine = open([
      testService('a', { nom: 'Soudure de nuit' }),
      testService('b', { nom: 'Soudure' }),
      testService('c', { nom: 'Soudure de jour' }),
      ...Array.from({ length: 20 }, (_, i) => testService(`autre${i}`, { nom: 'Poterie' })),
    ])
    const result = run(engine, { text: 'soudure nuit ' })
    expect(ids(result)[0]).toBe('a')
    expect(ids(result).toSorted()).toEqual(['a', 'b', 'c'])
    expect(result.hits[1]?.raisons[0]).toEqual({ code: 'mot', label: '1 mot sur 2\u202f: soudure' })
  })

  test('ticking a filter narrows, and never turns the words optional', () => {
    const engine = open([
      ...['a', 'b', 'c'].map((id) => testService(id, { nom: 'Soudure de nuit', frais: id === 'a' ? 'gratuit' : 'payant' })),
      testService('d', { nom: 'Soudure', frais: 'gratuit' }),
    ])
    expect(ids(run(engine, { text: 'soudure nuit ', filters: { frais: ['gratuit'] } }))).toEqual(['a'])
  })

  test('a name counts more than a text', () => {
    const engine = open([
      testService('texte', { nom: 'Accueil', description: 'Une épicerie solidaire est à côté.' }),
      testService('nom', { nom: 'Épicerie solidaire' }),
    ])
    expect(ids(run(engine, { text: 'épicerie ' }))).toEqual(['nom', 'texte'])
  })

  test('any string is answered', { timeout: 60_000 }, () => {
    const engine = open(services)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(run(engine, { text }).total).toBeLessThanOrEqual(services.length)
      }),
      { numRuns: 100 },
    )
  })
})

describe('order', () => {
  const services = [
    testService('loin', { nom: 'C', date_maj: '2026-06-10', ...north(20) }),
    testService('pres', { nom: 'B', date_maj: '2024-01-01', ...north(1) }),
    testService('distance', { nom: 'a', date_maj: '2025-01-01', modes_accueil: ['a-distance'] }),
    testService('moyen', { nom: 'É', date_maj: '2026-01-01', ...north(10) }),
  ]
  test.each([
    ['distance', ['pres', 'moyen', 'loin', 'distance']],
    ['fraicheur', ['loin', 'moyen', 'distance', 'pres']],
    ['nom', ['distance', 'pres', 'loin', 'moyen']],
  ] as const)('%s', (sort, expected) => {
    expect(ids(run(open(services), { sort }, LILLE))).toEqual(expected)
  })

  test('DORA’s: nearest first on site, two on site then one remote, the same all day, another the day after', () => {
    const remote = Array.from({ length: 30 }, (_, i) => testService(`d${i}`, { modes_accueil: ['a-distance'] }))
    const onSite = Array.from({ length: 5 }, (_, i) => testService(`p${i}`, north(i * 5)))
    const engine = open([...remote, ...onSite])
    const order = (now: number) =>
      engine.search({ query: SearchQuery.parse({ sort: 'dora' }), place: LILLE, now }).hits.map(({ id }) => id)
    const today = order(NOW)
    expect(today.map((id) => id[0]).join('')).toBe(`ppdppdpd${'d'.repeat(27)}`)
    expect(today.filter((id) => id.startsWith('p'))).toEqual(['p0', 'p1', 'p2', 'p3', 'p4'])
    expect(order(NOW + 3_600_000)).toEqual(today)
    expect(order(NOW + 86_400_000)).not.toEqual(today)
    const pages = [0, 10, 20, 30].flatMap((offset) =>
      ids(engine.search({ query: SearchQuery.parse({ sort: 'dora', offset, limit: 10 }), place: LILLE, now: NOW })),
    )
    expect(pages).toEqual(today)
  })

  test.each(['pertinence', 'distance', 'fraicheur', 'nom', 'dora'] as const)('pages of %s make the whole, each once', (sort) => {
    const engine = open(Array.from({ length: 57 }, (_, i) => testService(`s${i}`, i % 3 === 0 ? {} : north(i / 3))))
    const whole = ids(run(engine, { sort, limit: 100 }, LILLE))
    const pages = [0, 20, 40, 60].flatMap((offset) => ids(run(engine, { sort, offset, limit: 20 }, LILLE)))
    expect(pages).toEqual(whole)
    expect(new Set(whole).size).toBe(run(engine, { sort, limit: 0 }, LILLE).total)
  })
})

describe('an empty or short answer', () => {
  test('says what loosening would bring, and each count is the truth', () => {
    const engine = open([
      testService('a', { nom: 'Poterie', frais: 'payant', ...north(70) }),
      testService('b', { nom: 'Poterie', frais: 'gratuit', ...north(250) }),
      testService('c', { nom: 'Vannerie', frais: 'gratuit', ...north(5) }),
      testService('d', { nom: 'Poterie', frais: 'gratuit', ...north(400) }),
    ])
    const query = { text: 'poterie ', filters: { frais: ['gratuit'] } }
    const result = run(engine, query, LILLE)
    expect(result.total).toBe(0)
    expect(result.pourquoi).toBe(
      'Aucun service ne répond à «\u202fpoterie\u202f» avec le filtre choisi à moins de 50\u202fkm de Lille (59), ni à distance.',
    )
    expect(result.assouplir.map(({ kind, total }) => [kind, total])).toEqual([
      ['rayon', 1],
      ['lieu', 2],
      ['mots', 1],
    ])
    for (const one of result.assouplir) {
      const changed = one.kind === 'mots' ? { ...query, text: '' } : { ...query, radiusKm: one.radiusKm ?? 50 }
      expect(run(engine, changed, one.kind === 'lieu' ? null : LILLE).total).toBe(one.total)
    }
    expect(result.assouplir[0]).toMatchObject({ label: '1 service en élargissant à 300\u202fkm', radiusKm: 300 })
  })

  test('dropping a filter is offered by its name', () => {
    const engine = open([testService('a', { nom: 'Poterie', frais: 'payant' })])
    const result = run(engine, { text: 'poterie ', filters: { frais: ['gratuit'] } })
    expect(result.assouplir).toContainEqual({
      kind: 'filtre',
      label: '1 service sans le filtre «\u202fGratuit\u202f»',
      total: 1,
      facet: 'frais',
    })
  })

  test('offers nothing when there is enough', () => {
    const result = run(open(['a', 'b', 'c'].map((id) => testService(id))), {})
    expect([result.pourquoi, result.assouplir]).toEqual([null, []])
  })
})

describe('the map', () => {
  test('points of the results on site; the others are counted', () => {
    const engine = open([
      testService('pres', north(3)),
      testService('loin', north(90)),
      testService('distance', { latitude: 50.63, longitude: 3.06, modes_accueil: ['a-distance'] }),
    ])
    const request = { query: SearchQuery.parse({ limit: 1, offset: 3 }), place: LILLE, now: NOW }
    const { rowids, lat, total, sansPoint } = engine.positions(request)
    expect([rowids.length, total, sansPoint]).toEqual([1, 2, 1])
    expect(lat[0]).toBeCloseTo(50.66, 2)
    expect(engine.cardsByRowid([...rowids], request).map(({ id, distanceKm }) => [id, distanceKm])).toEqual([['pres', 3]])
  })
})

describe('sheets', () => {
  test('a service with its structure, hours inherited, others of the structure', () => {
    const engine = open(
      [
        testService('a', { structure_id: 'st', courriel: 'contact@exemple.fr' }),
        testService('b', { structure_id: 'st' }),
        testService('c', { structure_id: 'st', dora: { status: 'ARCHIVED' } }),
      ],
      [testStructure('st', { horaires_accueil: 'Mo-Fr 09:00-12:00' })],
    )
    const sheet = engine.service('a', NOW)
    expect(sheet.structure?.id).toBe('st')
    expect(sheet.horaires).toMatchObject({ decode: true, deStructure: true })
    expect(sheet.orientable.ok).toBe(true)
    expect(sheet.autres.map(({ id }) => id)).toEqual(['b'])
    expect(sheet.score).toBeGreaterThan(0)
  })

  test('a structure with its parent, branches and services', () => {
    const engine = open(
      [testService('a', { structure_id: 'fille' })],
      [
        testStructure('mere', { commune: 'Lille' }),
        testStructure('fille', { commune: 'Lens', dora: { parent: 'mere' } }),
        testStructure('fermee', { dora: { parent: 'mere', is_obsolete: true } }),
      ],
    )
    expect(engine.structure('mere', NOW).antennes).toEqual([{ id: 'fille', nom: 'Structure fille', commune: 'Lens' }])
    const daughter = engine.structure('fille', NOW)
    expect(daughter.parent).toEqual({ id: 'mere', nom: 'Structure mere' })
    expect(daughter.services.map(({ id }) => id)).toEqual(['a'])
  })

  test('what is not there is said to have left', () => {
    const engine = open([testService('a')])
    expect(() => engine.service('x', NOW)).toThrow(expect.objectContaining({ code: 'service-introuvable' }))
    expect(() => engine.structure('x', NOW)).toThrow(expect.objectContaining({ code: 'structure-introuvable' }))
    expect(engine.cards(['x', 'a']).map(({ id }) => id)).toEqual(['a'])
  })
})

describe('a file that cannot be used is refused with its reason', () => {
  const refused = (file: string, code: ErrorCode) => {
    expect(() => createEngine(file)).toThrow(expect.objectContaining({ code }))
  }
  const catalogue = () => {
    const file = join(folder, 'x.db')
    writeTestCatalogue(file, { services: Array.from({ length: 200 }, (_, i) => testService(`s${i}`)) })
    return file
  }
  const change = (file: string, sql: string) => {
    const db = new Database(file)
    db.exec(sql)
    db.close()
  }

  test('a newer file that says it is not safe', () => {
    const file = catalogue()
    change(
      file,
      `PRAGMA user_version = ${CATALOGUE_VERSION + 1}; UPDATE meta SET value = '${CATALOGUE_VERSION + 1}' WHERE key = 'minSafeVersion'`,
    )
    refused(file, 'catalogue-trop-recent')
  })

  test('a newer file that says it is safe is opened', () => {
    const file = catalogue()
    change(file, `PRAGMA user_version = ${CATALOGUE_VERSION + 1}`)
    createEngine(file).close()
  })

  test('a file whose writing was never finished', () => {
    const file = catalogue()
    change(file, 'PRAGMA user_version = 0')
    refused(file, 'catalogue-illisible')
  })

  test('a truncated file, a file that is no database, a missing one', () => {
    const file = catalogue()
    truncateSync(file, 20_000)
    refused(file, 'catalogue-illisible')
    writeFileSync(join(folder, 'y.db'), 'bonjour')
    refused(join(folder, 'y.db'), 'catalogue-illisible')
    refused(join(folder, 'z.db'), 'catalogue-illisible')
  })
})

test('damage anywhere in a file is said, or does no harm: it never makes another failure', { timeout: 60_000 }, () => {
  const file = join(folder, 'whole.db')
  const services = Array.from({ length: 60 }, (_, i) =>
    testService(`s${i}`, { nom: `Poterie ${i}`, structure_id: 'st', thematiques: ['mobilite--preparer-un-permis'], ...north(i) }),
  )
  writeTestCatalogue(file, { services, structures: [testStructure('st')] })
  const whole = readFileSync(file)
  let run = 0
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.uint8Array({ minLength: 1, maxLength: 40 })), {
        minLength: 1,
        maxLength: 6,
      }),
      (damages) => {
        const bytes = Buffer.from(whole)
        for (const [offset, damage] of damages) bytes.set(damage.subarray(0, bytes.length - offset), offset)
        const damaged = join(folder, `damaged-${run++}.db`)
        writeFileSync(damaged, bytes)
        let engine: Engine | null = null
        try {
          engine = createEngine(damaged)
          const query = SearchQuery.parse({ text: 'poterie permis', sort: run % 2 === 0 ? 'nom' : 'pertinence' })
          engine.search({ query, place: LILLE, now: NOW })
          engine.structure('st', NOW)
          engine.service('s7', NOW)
        } catch (error) {
          expect(['catalogue-illisible', 'catalogue-trop-recent', 'service-introuvable', 'structure-introuvable']).toContain(
            (error as { code?: unknown }).code,
          )
        } finally {
          engine?.close()
          rmSync(damaged, { force: true })
        }
      },
    ),
    { numRuns: 150 },
  )
})

test('a service added after the packing of the index is found like any other', () => {
  const file = join(folder, 'later.db')
  writeTestCatalogue(file, { services: [testService('a', { nom: 'Poterie' }), testService('b', { nom: 'Poterie tardive' })] })
  // What a patch of one row leaves: the service under a new rowid, its stems in FTS5, the packed lists as they were.
  const db = new Database(file)
  db.exec(`
    UPDATE services SET rowid = 9 WHERE id = 'b';
    UPDATE service_facts SET rowid = 9 WHERE rowid = 2;
    DELETE FROM textes WHERE rowid = 2;
  `)
  db.prepare("INSERT INTO textes (rowid, nom, besoins, structure, texte) VALUES (9, ?, '', '', '')").run(termOf('poterie'))
  db.close()
  const engine = createEngine(file)
  opened.push(engine)
  expect(ids(run(engine, { text: 'poterie ' })).toSorted()).toEqual(['a', 'b'])
})

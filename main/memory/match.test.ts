import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayNumber } from '#shared/catalogue/facts.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { ResolvedPlace } from '#shared/geo/types.ts'
import { markOf } from '#shared/memory/marks.ts'
import { createMatching } from '#shared/memory/match.ts'
import { SearchQuery, type SearchQueryInput } from '#shared/search/query.ts'
import { createEngine, type Engine } from '#main/catalogue/engine.ts'
import { testService, testStructure, writeTestCatalogue } from '#main/testing/catalogue.ts'

/** The same rows, searched by the desk's indexes and told one by one as the server does: the same services answer. */

const TODAY = '2026-06-15'
const NOW = new Date(2026, 5, 15, 12).getTime()
const place = (zoneCodes: readonly string[], lat: number | null, lon: number | null, more: Partial<ResolvedPlace> = {}) => ({
  label: 'x',
  lat,
  lon,
  approximatif: false,
  zoneCodes,
  departements: null,
  ...more,
})
const PLACES: readonly (ResolvedPlace | null)[] = [
  null,
  place(['59350', '200093201', '59'], 50.633, 3.066),
  place(['62041', '62'], 50.29, 2.78),
  place(['59'], 50.5, 3.1, { departements: ['59'] }),
  place(['97801', '978'], null, null),
]

const STRUCTURES: readonly Structure[] = [
  testStructure('s1', { nom: 'Mission locale de Lille', siret: '21590350100017' }),
  testStructure('s2', { nom: 'Ancienne', dora: { is_obsolete: true } }),
]
const WORDS = ['permis', 'garde d’enfants', 'cuisine', 'logement', 'français', 'numérique', 'vélo', 'code de la route', 'atelier']
const service = fc
  .record({
    nom: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }),
    description: fc.array(fc.constantFrom(...WORDS, 'accompagnement', 'aide'), { maxLength: 4 }),
    structure_id: fc.constantFrom('s1', 's2', null),
    thematiques: fc.subarray([
      'mobilite--preparer-un-permis',
      'famille--garde-denfants',
      'logement-hebergement--rechercher-un-logement',
    ]),
    publics: fc.subarray(['jeunes', 'femmes', 'tous-publics']),
    type: fc.constantFrom('atelier', 'formation', null),
    frais: fc.constantFrom('gratuit', 'payant', null),
    modes_accueil: fc.subarray(['en-presentiel', 'a-distance']),
    zone_eligibilite: fc.constantFrom<string[] | null>(null, ['59'], ['59350'], ['france'], ['62']),
    code_insee: fc.constantFrom('59350', '62041', '97801'),
    spot: fc.constantFrom([50.63, 3.06], [50.3, 2.8], [48.85, 2.35], null),
    date_maj: fc.constantFrom('2026-06-01', '2025-10-01', '2023-01-01', '2000-01-01'),
    courriel: fc.constantFrom('a@exemple.test', null),
    suspension: fc.constantFrom(undefined, '2026-06-14', '2026-06-15'),
    status: fc.constantFrom(undefined, 'PUBLISHED' as const, 'DRAFT' as const),
  })
  .map(
    ({ nom, description, spot, suspension, status, ...rest }) =>
      (id: string): Service =>
        testService(id, {
          ...rest,
          nom: nom.join(' '),
          description: description.join(' '),
          latitude: spot?.[0] ?? null,
          longitude: spot?.[1] ?? null,
          dora: {
            ...(suspension === undefined ? {} : { suspension_date: suspension }),
            ...(status === undefined ? {} : { status }),
          },
        }),
  )

const query = fc.record({
  text: fc.oneof(
    fc.constant(''),
    fc
      .array(fc.constantFrom(...WORDS, 'pemris', 'garder mon enfant', 'introuvable', 'jeunes', 'per', 'à distance', 'lille'), {
        minLength: 1,
        maxLength: 3,
      })
      .chain((words) => fc.constantFrom(words.join(' '), words.join(', '), `${words.join(' ')} `)),
  ),
  radiusKm: fc.constantFrom(5, 50, 100),
  filters: fc.record({
    thematiques: fc.subarray(['mobilite', 'famille--garde-denfants'], { maxLength: 1 }),
    publics: fc.subarray(['jeunes', 'femmes', 'tous-publics'], { maxLength: 1 }),
    types: fc.subarray(['atelier'], { maxLength: 1 }),
    frais: fc.subarray(['gratuit'], { maxLength: 1 }),
    modes_accueil: fc.subarray(['a-distance'], { maxLength: 1 }),
    fraicheur: fc.subarray(['moins-de-6-mois', 'inconnue']),
    orientable: fc.subarray(['oui'], { maxLength: 1 }),
    zone: fc.subarray(['departement', 'inconnue']),
  }),
})

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'match-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
const opened = (services: readonly Service[]): Engine => {
  const file = join(folder, `${(files += 1)}.db`)
  writeTestCatalogue(file, { services, structures: STRUCTURES })
  return createEngine(file)
}
const byEngine = (engine: Engine, asked: SearchQueryInput, at: ResolvedPlace | null): string[] => {
  const request = { query: SearchQuery.parse(asked), place: at, now: NOW }
  const first = engine.marks(request, 0, 7)
  const rest = engine.marks(request, 7, 10_000)
  return [...first.marks, ...rest.marks].map(([id]) => id).sort()
}
const byRows = (
  services: readonly Service[],
  asked: readonly (readonly [SearchQueryInput, ResolvedPlace | null])[],
): string[][] => {
  const matching = createMatching(
    asked.map(([one, at], key) => ({ key: String(key), query: SearchQuery.parse(one), place: at })),
    dayNumber(TODAY),
    () => null,
  )
  const structureOf = ({ structure_id }: Service) => STRUCTURES.find(({ id }) => id === structure_id) ?? null
  for (const one of services) matching.learn(one, structureOf(one))
  for (const one of services) matching.take(one, structureOf(one))
  const results = matching.results()
  return asked.map((_, key) => [...(results.get(String(key)) ?? [])].sort())
}

test('whatever the rows and the searches, indexes and rows answer the same', () => {
  fc.assert(
    fc.property(
      fc.array(service, { minLength: 1, maxLength: 25 }),
      fc.array(fc.tuple(query, fc.constantFrom(...PLACES)), { minLength: 1, maxLength: 12 }),
      (makers, asked) => {
        const services = makers.map((make, at) => make(`v${at}`))
        const engine = opened(services)
        try {
          expect(byRows(services, asked)).toEqual(asked.map(([one, at]) => byEngine(engine, one, at)))
        } finally {
          engine.close()
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('the desk marks a service as the server does', () => {
  const one = testService('v', { structure_id: 's1', horaires_accueil: 'Mo-Fr 09:00-12:00' })
  const engine = opened([one])
  const { marks } = engine.marks({ query: SearchQuery.parse({}), place: null, now: NOW }, 0, 10)
  expect(marks).toEqual([['v', markOf(one, STRUCTURES[0] ?? null)]])
  engine.close()
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayNumber } from '#shared/catalogue/facts.ts'
import type { Service } from '#shared/catalogue/record.ts'
import { widestZone } from '#shared/geo/zone.ts'
import { orientable } from '#shared/orientation/orientable.ts'
import { FACETS, type Filters, FRAICHEURS, SearchQuery, type Facet } from '#shared/search/query.ts'
import { testService, writeTestCatalogue } from '#main/testing/catalogue.ts'
import { createEngine } from './engine.ts'

const NOW = new Date(2026, 5, 15, 12).getTime()
const TODAY = dayNumber('2026-06-15')

const NEEDS = ['famille--garde-denfants', 'famille--soutien-aidants', 'sante--addictions', 'famille', 'valeur-inconnue']
const PUBLICS = ['femmes', 'jeunes', 'tous-publics']
const some = (values: readonly string[]) => fc.option(fc.subarray([...values]), { nil: null })
const maybe = (values: readonly string[]) => fc.option(fc.constantFrom(...values), { nil: null })

const service = fc.record({
  thematiques: some(NEEDS),
  publics: some(PUBLICS),
  type: maybe(['atelier', 'formation']),
  frais: maybe(['gratuit', 'payant']),
  modes_accueil: some(['en-presentiel', 'a-distance']),
  modes_mobilisation: some(['telephoner', 'se-presenter']),
  mobilisable_par: some(['usagers', 'professionnels']),
  source: fc.constantFrom('dora', 'essai'),
  zone_eligibilite: some(['59', '59350', '245900428', 'france']),
  courriel: maybe(['contact@exemple.fr']),
  date_maj: fc.constantFrom(
    '2026-06-15',
    '2025-12-15',
    '2025-12-14',
    '2025-06-16',
    '2025-06-15',
    '2024-06-15',
    '2019-01-01',
    '2027-01-01',
  ),
})
const filters = fc.record({
  thematiques: fc.subarray([...NEEDS, 'famille', 'jamais-vue']),
  publics: fc.subarray([...PUBLICS, 'seniors']),
  types: fc.subarray(['atelier', 'formation']),
  frais: fc.subarray(['gratuit']),
  modes_accueil: fc.subarray(['en-presentiel', 'a-distance']),
  modes_mobilisation: fc.subarray(['telephoner']),
  mobilisable_par: fc.subarray(['usagers']),
  sources: fc.subarray(['dora', 'ailleurs']),
  fraicheur: fc.subarray([...FRAICHEURS]),
  orientable: fc.subarray(['oui', 'non']),
  zone: fc.subarray(['departement', 'france', 'inconnue']),
})

/** The rules said again, plainly, one service at a time. */
const passes = (one: Service, facet: Facet, chosen: readonly string[]): boolean => {
  if (chosen.length === 0) return true
  const has = (values: readonly string[] | null | undefined) => chosen.some((value) => values?.includes(value) === true)
  const age = TODAY - dayNumber(one.date_maj)
  switch (facet) {
    case 'thematiques':
      return (one.thematiques ?? []).some((value) => chosen.includes(value) || chosen.includes(value.split('--')[0] ?? ''))
    case 'publics':
      if (chosen.includes('tous-publics') || (one.publics ?? []).length === 0) return true
      return one.publics?.includes('tous-publics') === true || has(one.publics)
    case 'types':
      return has([one.type ?? ''])
    case 'frais':
      return has([one.frais ?? ''])
    case 'sources':
      return has([one.source])
    case 'fraicheur':
      return has([age < 183 ? 'moins-de-6-mois' : age < 365 ? 'de-6-a-12-mois' : age < 730 ? 'de-1-a-2-ans' : 'plus-de-2-ans'])
    case 'orientable':
      return has([orientable(one, null).ok ? 'oui' : 'non'])
    case 'zone':
      return has([widestZone(one.zone_eligibilite)])
    case 'modes_accueil':
    case 'modes_mobilisation':
    case 'mobilisable_par':
      return has(one[facet])
  }
}

test('every count is what choosing that value alone in its facet leaves, the other facets kept', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'facets-'))
  let run = 0
  fc.assert(
    fc.property(fc.array(service, { maxLength: 25 }), filters, (data, chosen) => {
      const services = data.map((one, i) => testService(`s${i}`, one))
      const file = join(folder, `${run++}.db`)
      writeTestCatalogue(file, { services })
      const engine = createEngine(file)
      const query = SearchQuery.parse({ filters: chosen, limit: 0 })
      const result = engine.search({ query, place: null, now: NOW })
      engine.close()
      rmSync(file)

      const left = (asked: Filters) => services.filter((one) => FACETS.every((facet) => passes(one, facet, asked[facet]))).length
      expect(result.total).toBe(left(query.filters))
      for (const facet of FACETS) {
        for (const { value, count } of result.facets[facet]) {
          expect([facet, value, count]).toEqual([facet, value, left({ ...query.filters, [facet]: [value] })])
        }
        for (const value of query.filters[facet]) expect(result.facets[facet].map((one) => one.value)).toContain(value)
      }
    }),
    { numRuns: 60 },
  )
  rmSync(folder, { recursive: true })
})

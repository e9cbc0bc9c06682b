import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayNumber } from '#shared/catalogue/facts.ts'
import { SearchQuery } from '#shared/search/query.ts'
import { testService, writeTestCatalogue } from '#main/testing/catalogue.ts'
import { createAnswers } from './answer.ts'
import { loadColumns } from './columns.ts'
import { openCatalogue } from './open.ts'
import { openPostings } from './postings.ts'
import { loadVocabulary } from './vocabulary.ts'

const LILLE = { label: 'Lille', lat: 50.63, lon: 3.06, approximatif: false, zoneCodes: ['59350', '59'], departements: null }
const RADII = [10, 50, 80, 300]

const service = fc.record({
  nom: fc.constantFrom('Soudure de nuit', 'Soudure', 'Travail de nuit', 'Poterie'),
  frais: fc.constantFrom('gratuit', 'payant'),
  modes_accueil: fc.subarray(['en-presentiel', 'a-distance']),
  zone_eligibilite: fc.constantFrom<string[] | null>(null, ['59'], ['62']),
  latitude: fc.option(fc.double({ min: 49, max: 53, noNaN: true }), { nil: null }),
  longitude: fc.constant(3.06),
})

test('counts at several radii what a search at each would find', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'by-radius-'))
  let run = 0
  fc.assert(
    fc.property(
      fc.array(service, { maxLength: 30 }),
      fc.constantFrom('', 'soudure nuit ', 'soudure '),
      fc.subarray(['gratuit']),
      (data, text, frais) => {
        const file = join(folder, `${run++}.db`)
        writeTestCatalogue(file, { services: data.map((one, i) => testService(`s${i}`, one)) })
        const { db, meta } = openCatalogue(file)
        const columns = loadColumns(db)
        const answers = createAnswers(columns, loadVocabulary(db), openPostings(db, meta.packed, columns))
        const asked = (radiusKm: number) => ({
          query: SearchQuery.parse({ text, filters: { frais }, radiusKm }),
          place: LILLE,
          synonymes: [],
          today: dayNumber('2026-06-15'),
        })
        const expected = RADII.map((radius) => answers.answer(asked(radius)).selected.rows.length)
        expect(answers.countByRadius(asked(5), RADII)).toEqual(expected)
        db.close()
        rmSync(file)
      },
    ),
    { numRuns: 80 },
  )
  rmSync(folder, { recursive: true })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Service } from './record.ts'
import { scoreService, scoreStructure } from './score.ts'

const NOW = new Date(2026, 10, 23, 15, 0)
const daysAgo = (days: number): string => new Date(Date.UTC(2026, 10, 23) - days * 86_400_000).toISOString().slice(0, 10)

const service = (fields: Partial<Service> = {}): Service => ({
  source: 'dora',
  structure_id: 'dora--s',
  id: 'dora--1',
  nom: 'Un service',
  date_maj: daysAgo(0),
  ...fields,
})
const value = (fields: Partial<Service>, code: string) => scoreService(service(fields), NOW).criteres.find((c) => c.code === code)
const points = (fields: Partial<Service>, code: string): number | null => {
  const found = value(fields, code)
  return found?.applicable === true ? found.valeur : null
}

// Conformance case 51 of data-inclusion.md §4.
describe('case 51: description', () => {
  it.each([
    [0, 0],
    [49, 0],
    [50, 0.5],
    [199, 0.5],
    [200, 1],
    [1999, 1],
    [2000, 0.5],
    [10_000, 0.5],
    [10_001, 0],
  ])('%i characters → %d', (length, expected) => {
    expect(points({ description: 'x'.repeat(length) }, 'description_bien_definie')).toBe(expected)
  })
  it('counts code points, not UTF-16 units', () => {
    expect(points({ description: '🚲'.repeat(49) }, 'description_bien_definie')).toBe(0)
    expect(points({ description: '🚲'.repeat(50) }, 'description_bien_definie')).toBe(0.5)
  })
})

describe('case 51: freshness', () => {
  it.each([
    [0, 1],
    [179, 1],
    [180, 1],
    [181, 1],
    [455, 0.5],
    [729, 0],
    [730, 0],
    [5000, 0],
    [-3, 1],
  ])('%i days → %d', (days, expected) => expect(points({ date_maj: daysAgo(days) }, 'date_maj_recente')).toBeCloseTo(expected, 2))
  it.each(['agefiph', 'france-travail'])('does not apply to %s', (source) => {
    expect(points({ source, date_maj: daysAgo(900) }, 'date_maj_recente')).toBeNull()
  })
})

describe('case 51: every other cell of §3.1', () => {
  it.each<[string, Partial<Service>, number | null]>([
    ['adresse_bien_definie', {}, null],
    ['adresse_bien_definie', { modes_accueil: ['a-distance'], modes_mobilisation: ['telephoner'] }, null],
    ['adresse_bien_definie', { modes_accueil: ['en-presentiel'] }, 0],
    ['adresse_bien_definie', { modes_accueil: ['en-presentiel'], adresse: '1 rue du Port' }, 1],
    ['adresse_bien_definie', { modes_mobilisation: ['se-presenter'] }, 0],
    ['modes_mobilisation_bien_definis', {}, 0],
    ['modes_mobilisation_bien_definis', { modes_mobilisation: ['telephoner'] }, 0.5],
    ['modes_mobilisation_bien_definis', { mobilisable_par: ['usagers'] }, 0.5],
    ['modes_mobilisation_bien_definis', { modes_mobilisation: ['telephoner'], mobilisable_par: ['usagers'] }, 1],
    ['au_moins_un_public', {}, 0],
    ['au_moins_un_public', { publics: [] }, 0],
    ['au_moins_un_public', { publics: ['jeunes'] }, 1],
    ['au_moins_une_thematique', { thematiques: null }, 0],
    ['au_moins_une_thematique', { thematiques: ['famille--garde-denfants'] }, 1],
    ['au_moins_un_moyen_de_contact', {}, 0],
    ['au_moins_un_moyen_de_contact', { courriel: 'accueil@example.org' }, 1],
    ['au_moins_un_moyen_de_contact', { lien_mobilisation: 'https://example.org' }, 1],
    ['au_moins_un_moyen_de_contact', { telephone: '+33100000000' }, 1],
    ['courriel_bien_defini', { courriel: 'accueil@example.org' }, null],
    ['courriel_bien_defini', { modes_mobilisation: ['envoyer-un-courriel'] }, 0],
    ['courriel_bien_defini', { modes_mobilisation: ['envoyer-un-courriel'], courriel: 'accueil@example.org' }, 1],
    ['telephone_bien_defini', {}, null],
    ['telephone_bien_defini', { modes_mobilisation: ['telephoner'] }, 0],
    ['telephone_bien_defini', { modes_mobilisation: ['telephoner'], telephone: '+33100000000' }, 1],
    ['frais_bien_definis', {}, 0],
    ['frais_bien_definis', { frais: 'gratuit' }, 1],
    ['frais_bien_definis', { frais: 'payant' }, 0.5],
    ['frais_bien_definis', { frais: 'payant', frais_precisions: '' }, 0.5],
    ['frais_bien_definis', { frais: 'payant', frais_precisions: '5 € par mois' }, 1],
  ])('%s %o → %s', (code, fields, expected) => expect(points(fields, code)).toBe(expected))
})

it('is the mean of the criteria that apply, two decimals', () => {
  // Applies: mobilisation 0, publics 0, thématiques 0, contact 0, date 1, frais 0, description 0 → 1/7.
  expect(scoreService(service(), NOW).score).toBe(0.14)
  expect(scoreStructure([0.5, 0.7, 0.2])).toBe(0.47)
  expect(scoreStructure([])).toBe(0)
})

it('stays between 0 and 1 and explains itself, whatever the record', () => {
  const list = fc.option(fc.array(fc.constantFrom('en-presentiel', 'telephoner', 'envoyer-un-courriel', 'se-presenter', 'x')))
  const text = fc.option(fc.string())
  fc.assert(
    fc.property(
      list,
      list,
      text,
      text,
      text,
      fc.integer({ min: 0, max: 9000 }),
      (accueil, mobilisation, courriel, description, frais, days) => {
        const { score, criteres } = scoreService(
          service({
            modes_accueil: accueil,
            modes_mobilisation: mobilisation,
            courriel,
            description,
            frais,
            date_maj: daysAgo(days),
          }),
          NOW,
        )
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        for (const { explication } of criteres) expect(explication).toMatch(/\.$/)
      },
    ),
  )
})

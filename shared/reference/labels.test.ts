import { describe, expect, test } from 'vitest'
import { FACETS, FRAICHEURS, ZONES } from '../search/query.ts'
import { compareIn, descriptionOf, entriesOf, isKnown, labelOf } from './labels.ts'
import type { ListName } from './labels.ts'
import { CATEGORIES, NEEDS, categoryOf, expandThematique, needsOf } from './thematiques.ts'

describe('lists', () => {
  test.each<[ListName, number]>([
    ['thematiques', 16 + 69],
    ['publics', 14],
    ['types', 6],
    ['frais', 2],
    ['modes_accueil', 2],
    ['modes_mobilisation', 4],
    ['mobilisable_par', 2],
    ['reseaux_porteurs', 108],
    ['typology', 92],
    ['update_frequency', 6],
  ])('%s holds the %i values of the standard, each once', (list, size) => {
    const values = entriesOf(list).map((entry) => entry.value)
    expect(values).toHaveLength(size)
    expect(new Set(values).size).toBe(size)
  })

  test('every facet has a list, and the computed ones the values of the contract', () => {
    for (const facet of FACETS) expect(entriesOf(facet).length).toBeGreaterThan(1)
    expect(entriesOf('fraicheur').map((entry) => entry.value)).toEqual([...FRAICHEURS])
    expect(entriesOf('zone').map((entry) => entry.value)).toEqual([...ZONES])
  })

  test('labels follow French typography: no straight apostrophe, no stray space', () => {
    for (const list of [...FACETS, 'reseaux_porteurs', 'typology', 'national_labels', 'funding_labels'] as const) {
      for (const { label, description = '' } of entriesOf(list)) {
        expect(`${label} ${description}`).not.toMatch(/'|^\s| {2}/)
        expect(label).toBe(label.trim())
      }
    }
  })
})

describe('labelOf', () => {
  test.each<[ListName, string, string]>([
    ['types', 'aide-materielle', 'Aide matérielle'],
    ['thematiques', 'mobilite--preparer-un-permis', 'Préparer un permis'],
    ['thematiques', 'mobilite', 'Mobilité'],
    ['thematiques', 'numerique--prendre-en-main-un-smartphone', 'Prendre en main un smartphone'],
    ['sources', 'carif-oref', 'Réseau des Carif-Oref'],
    ['sources', 'une-source-neuve', 'Une source neuve'],
    ['publics', 'constructor', 'Constructor'],
    ['publics', '--', '--'],
    ['publics', '', ''],
  ])('%s %s → %s', (list, value, label) => {
    expect(labelOf(list, value)).toBe(label)
  })

  test('unknown values are told apart, described by nothing and sorted last', () => {
    expect(isKnown('frais', 'gratuit')).toBe(true)
    expect(isKnown('frais', 'toString')).toBe(false)
    expect(descriptionOf('frais', 'inconnu')).toBeUndefined()
    expect(['zzz', 'payant', 'aaa', 'gratuit'].sort(compareIn('frais'))).toEqual(['gratuit', 'payant', 'aaa', 'zzz'])
  })
})

describe('thématiques', () => {
  test('every need has a category and every category its needs, none lost', () => {
    expect(CATEGORIES.flatMap((category) => needsOf(category.value))).toHaveLength(NEEDS.length)
    for (const need of NEEDS) expect(needsOf(categoryOf(need.value))).toContainEqual(need)
  })

  test('a category stands for all its needs, anything else for itself', () => {
    expect(expandThematique('se-former')).toEqual([
      'se-former--monter-son-dossier-de-formation',
      'se-former--trouver-sa-formation',
    ])
    expect(expandThematique('sante--addictions')).toEqual(['sante--addictions'])
    expect(expandThematique('inconnue')).toEqual(['inconnue'])
  })
})

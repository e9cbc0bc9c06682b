import { describe, expect, test } from 'vitest'
import type { Ligne } from './line.ts'
import { lastQuarters, quarterLabel, quarterOf, quarterSpan } from './quarter.ts'
import { partInWords, placeLabel, reasonsInWords, themeLabel } from './say.ts'

const LINE: Ligne = {
  id: 'zone:1.33:mobilite',
  niveau: 'zone',
  code: '1.33',
  nom: 'CC Inventée',
  departement: '33',
  region: '75',
  commune: '33001',
  thematique: 'mobilite',
  population: 20_000,
  score: 3,
  preuves: ['recherches'],
  besoin: {
    personnes: 25,
    sans: { min: 15, max: 19 },
    rien: 10,
    loin: 5,
    distance: null,
    declare: { min: 5, max: 9 },
    raisons: [{ raisons: ['aucun', 'trop-loin'], personnes: 5 }],
  },
  alentours: null,
  offre: {
    sur_place: 0,
    complets: 0,
    a_distance: 0,
    pour_10000: 0,
    mediane: 2.1,
    couverts: 0,
    sur_place_couverts: 0,
    comparables: 0.2,
    voisins: 0.5,
  },
}
const plain = (all: readonly string[]): readonly string[] => all.map((text) => text.replace(/[\u00a0\u202f]/g, ' '))

describe('a gap in words', () => {
  test('who looked, what they said, what is here and elsewhere', () => {
    expect(plain(reasonsInWords(LINE))).toEqual([
      '25 personnes au moins ont cherché, 15 à 19 sans rien à moins de 20 km ni à distance, dont 10 au moins sans aucun résultat.',
      '« Pas de solution » dit par 5 à 9 (aucun service ou trop loin : 5).',
      'Aucun service sur place ; ailleurs, là où il y en a : 2,1 pour 10 000 habitants.',
      '5 sur 10 des territoires voisins en ont.',
    ])
  })
  test('what is told of a wider place, and services that are there but full', () => {
    const alentours = { niveau: 'departement', nom: 'Gironde', personnes: 40, sans: { min: 40, max: 40 } } as const
    const offre = { ...LINE.offre, sur_place: 2, complets: 2, couverts: 0.62, a_distance: 1, mediane: null }
    expect(plain(reasonsInWords({ ...LINE, besoin: null, alentours, offre }))).toEqual([
      'Trop peu de recherches ici pour être dites ; dans le reste du département (Gironde), 40 personnes au moins ont cherché, toutes sans rien à moins de 20 km ni à distance.',
      '2 services à moins de 20 km d’une partie des habitants, tous complets (0 pour 10 000 habitants).',
      '1 service à distance.',
      '4 sur 10 habitants n’ont rien à portée.',
      '5 sur 10 des territoires voisins en ont.',
    ])
  })
  test('bounds, places and themes', () => {
    expect([
      partInWords({ min: 19, max: 19 }, 23),
      partInWords({ min: 20, max: 24 }, 30),
      partInWords({ min: 1, max: 4 }, 23),
      partInWords({ min: 0, max: 7 }, 7),
    ]).toEqual(['19', '20 à 24', '4 au plus', null])
    expect(placeLabel(LINE)).toBe('CC Inventée (33)')
    expect(placeLabel({ niveau: 'region', nom: 'Bretagne', departement: null })).toBe('Bretagne, reste de la région')
    expect([themeLabel('mobilite'), themeLabel('mobilite--preparer-un-permis')]).toEqual([
      'Mobilité (tous besoins)',
      'Préparer un permis',
    ])
  })
  test('quarters follow each other and never overlap', () => {
    expect([quarterOf('2026-01-01'), quarterOf('2026-12-31'), quarterLabel('2026-T1')]).toEqual([
      '2026-T1',
      '2026-T4',
      '1er trimestre 2026',
    ])
    expect(lastQuarters('2026-02-03', 3)).toEqual(['2026-T1', '2025-T4', '2025-T3'])
    expect(quarterSpan('2026-T2')).toEqual({ from: '2026-04-01', to: '2026-06-30' })
  })
})

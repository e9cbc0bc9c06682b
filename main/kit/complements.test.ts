import { expect, test } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import type { Ligne } from '#shared/gaps/line.ts'
import type { ChiffresTerritoire } from '#shared/usage/told.ts'
import { complementsOf } from './complements.ts'

const sum = (n: number, mois_tus = 0) => ({ n, mois_tus })
const figures = (recherches: number, mois_tus = 0): ChiffresTerritoire =>
  ({
    mois: ['2025-12', '2026-11'],
    periode: { recherches: sum(recherches, mois_tus), fiches: sum(10), mobilisations: sum(0), demandes: sum(5) },
  }) as unknown as ChiffresTerritoire
const gap = (score: number, nom: string): Ligne => ({
  id: nom,
  niveau: 'zone',
  code: '1',
  nom,
  departement: '59',
  region: null,
  commune: null,
  thematique: 'mobilite--acceder-a-un-vehicule',
  population: 1_000,
  score,
  preuves: ['offre'],
  besoin: null,
  alentours: null,
  offre: {
    sur_place: 0,
    complets: 0,
    a_distance: 0,
    pour_10000: 0,
    mediane: null,
    couverts: 0,
    sur_place_couverts: 0,
    comparables: 0.6,
    voisins: 0.2,
  },
})
const registre = (lignes: Ligne[]) => ({
  trimestre: '2026-T3',
  jusqu_au: '2026-09-30',
  total: lignes.length,
  lignes,
  categories: {},
  departements: null,
})

test('figures of each département are added up, and the worst gaps of all come first', async () => {
  const told = await complementsOf({
    'chiffres.territoire': ({ departement }) => figures(departement === '59' ? 1_000 : 200),
    'manques.registre': ({ departement }) => registre([gap(departement === '59' ? 1 : 2, `Zone ${departement}`)]),
  })(['59', '62'])
  expect(told.usage).toEqual({
    periode: 'De décembre 2025 à novembre 2026',
    lignes: [
      ['Recherches', '1\u202f200'],
      ['Fiches de service lues', '20'],
      ['Demandes envoyées', '10'],
    ],
  })
  expect(told.manques?.map(({ lieu }) => lieu)).toEqual(['Zone 62 (59)', 'Zone 59 (59)'])
  expect(told.manques?.[0]?.raison).toContain('Aucun service sur place')
})

test('months that are not told make a sum « at least »', async () => {
  const told = await complementsOf({
    'chiffres.territoire': () => figures(100, 2),
    'manques.registre': () => registre([]),
  })(['59'])
  expect(told.usage?.lignes[0]).toEqual(['Recherches', 'au moins 100'])
  expect(told.manques).toEqual([])
})

test('what the server does not tell is left out, not shown as nothing', async () => {
  const none = (): never => {
    throw new DoraError('compte-introuvable')
  }
  expect(await complementsOf({ 'chiffres.territoire': none, 'manques.registre': none })(['59'])).toEqual({
    usage: null,
    manques: null,
  })
  const broken = (): never => {
    throw new Error('broken')
  }
  await expect(complementsOf({ 'chiffres.territoire': broken, 'manques.registre': none })(['59'])).rejects.toThrow('broken')
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChiffresDeStructure } from '#shared/usage/told.ts'
import { figuresFileName, structureTable, territoryTable } from './export-table.ts'
import { territoryOfMonths } from '#shared/usage/territory.ts'
import { createMonthOfUse } from '#shared/usage/figures.ts'

const joins = { service: () => ({ structure: 's', departement: '33', thematiques: ['mobilite--x'] }), structure: () => null }
const month = (name: string, people: number) => {
  const use = createMonthOfUse(name, joins)
  for (let n = 0; n < people; n += 1)
    use.add({ poste: `p-${n}`, activite: null, departement: '33', fait: { type: 'service', service_id: 'v', recherche: null } })
  return use.tell().mois
}

test('a territory: each month a line, and what is kept back is said so', () => {
  const { colonnes, lignes } = territoryTable({
    ...territoryOfMonths({ mois: [month('2026-09', 2), month('2026-10', 6)], avant: [], reponses: [], departement: '33' }),
    prochain: { mois: '2026-11', le: '2026-12-06' },
    delai: { jours: 4, reponses: 12 },
    offre: {
      structures: 3,
      services: 9,
      a_actualiser: 2,
      vues: 40,
      fraicheur: { 'moins-de-6-mois': 9, 'de-6-a-12-mois': 0, 'de-1-a-2-ans': 0, 'plus-de-2-ans': 0, inconnue: 0 },
    },
  })
  expect(colonnes).toEqual(['Chiffre', 'Mois', 'Par', 'Valeur', 'Nombre'])
  expect(lignes).toContainEqual(['Fiches de service consultées', '2026-09', '', '', 'secret'])
  expect(lignes).toContainEqual(['Fiches de service consultées', '2026-10', '', '', '6'])
  expect(lignes).toContainEqual(['Recherches', '2026-10', '', '', '0'])
  expect(lignes).toContainEqual(['Fiches de service consultées', '2026-09 à 2026-10', 'Thématique', 'Mobilité', '5'])
  expect(lignes).toContainEqual(['Délai médian de réponse (jours, sur un an)', '', '', '', '4'])
  expect(lignes.some(([name]) => name?.startsWith('Suites'))).toBe(false)
})

test('a structure: its services, its requests, why it refused', () => {
  const told: ChiffresDeStructure = {
    mois: ['2026-10'],
    prochain: { mois: '2026-11', le: '2026-12-06' },
    structure: { id: 's', nom: 'Garage solidaire', departement: '33' },
    series: { recherches: [10], fiches: [null], structure: [null], mobilisations: [null], demandes: [2] },
    services: [
      {
        id: 'v',
        nom: 'Permis',
        date_maj: '2026-10-01',
        a_actualiser: false,
        recherches: { n: 10, mois_tus: 0 },
        fiches: { n: 0, mois_tus: 1 },
        mobilisations: { n: 0, mois_tus: 1 },
        vues: 12,
        demandes: 2,
      },
    ],
    demandes: {
      depuis: '2026-10-01',
      recues: 2,
      en_attente: 0,
      acceptees: 1,
      refusees: 1,
      expirees: 0,
      retirees: 0,
      motifs: [{ motif: 'session-complète', n: 1 }],
    },
    delai: null,
    delai_territoire: { jours: 6, reponses: 40 },
    vues: 3,
  }
  const { lignes } = structureTable(told)
  expect(lignes).toContainEqual(['Fiches consultées', '2026-10 à 2026-10', 'Service', 'Permis', 'secret'])
  expect(lignes).toContainEqual(['Refus', 'depuis le 01/10/2026', 'Motif', 'Session complète', '1'])
  expect(lignes).toContainEqual(['Délai médian du territoire (jours, sur un an)', '', '', '', '6'])
})

test('whatever it is called, a file has a plain name', () => {
  expect(figuresFileName('Mission locale de l’Agenais', '2026-11-27', 'csv')).toBe(
    'chiffres-dora-mission-locale-de-l-agenais-2026-11-27.csv',
  )
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(figuresFileName(name, '2026-11-27', 'xlsx')).toMatch(/^chiffres-dora-[0-9a-z][0-9a-z-]*-2026-11-27\.xlsx$/)
    }),
    { seed: 7 },
  )
})

import { expect, test } from 'vitest'
import { emptyFilters } from '../search/address.ts'
import { FACETS, SearchQuery, type SearchQueryInput } from '../search/query.ts'
import { criteresOf, memeRecherche, nomProposeOf } from './search.ts'

const query = (asked: SearchQueryInput) => SearchQuery.parse(asked)
const point = { kind: 'point', lat: 50.63331, lon: 3.06662, label: '12 rue des Invités' } as const

test.each<[SearchQueryInput, string, string[], string]>([
  [{}, '', ['Partout en France'], 'Tous les services'],
  [{ text: ' permis ' }, '', ['Mots\u202f: «\u202fpermis\u202f»', 'Partout en France'], 'permis'],
  [
    { text: 'permis', place: { kind: 'commune', code: '59350' }, radiusKm: 20 },
    'Lille (59)',
    ['Mots\u202f: «\u202fpermis\u202f»', 'Lieu\u202f: Lille (59) et 20\u00a0km autour'],
    'permis près de Lille (59)',
  ],
  [
    { place: point, radiusKm: 5 },
    point.label,
    ['Lieu\u202f: 12 rue des Invités et 5\u00a0km autour'],
    'Tous les services près de 12 rue des Invités',
  ],
  [{ place: { kind: 'departement', code: '59' } }, 'Nord (59)', ['Lieu\u202f: Nord (59)'], 'Tous les services, Nord (59)'],
  [
    { filters: { publics: ['jeunes', 'femmes'], frais: ['gratuit'], orientable: ['oui'], fraicheur: ['inconnue'] } },
    '',
    [
      'Partout en France',
      'Publics\u202f: Jeunes, Femmes',
      'Frais\u202f: Gratuit',
      'Mise à jour\u202f: Date inconnue',
      'Orientation\u202f: Orientable avec DORA',
    ],
    'Jeunes, Femmes, Gratuit…',
  ],
])('%j in words', (asked, lieu, criteres, nom) => {
  expect(criteresOf(query(asked), lieu)).toEqual(criteres)
  expect(nomProposeOf(query(asked), lieu)).toBe(nom)
})

test('every filter there is is a criterion, told and compared', () => {
  for (const facet of FACETS) {
    const asked = query({ filters: { ...emptyFilters(), [facet]: ['valeur-inconnue'] } })
    expect(criteresOf(asked, '')).toHaveLength(2)
    expect(memeRecherche(asked, query({}))).toBe(false)
  }
})

test('the same search whatever its page, its order and the order of what is ticked; not at another exact place', () => {
  const one = query({ text: 'permis', place: point, filters: { publics: ['jeunes', 'femmes'] } })
  expect(memeRecherche(one, { ...one, text: 'permis ', filters: { ...one.filters, publics: ['femmes', 'jeunes'] } })).toBe(true)
  expect(memeRecherche(one, { ...one, place: { ...point, lat: 50.63332 } })).toBe(false)
  expect(memeRecherche(one, { ...one, radiusKm: 10 })).toBe(false)
})

import { describe, expect, it } from 'vitest'
import type { Fait } from '#shared/usage/event.ts'
import { communesIn, eventWords, servicesIn, type Names } from './event-words.ts'

const names: Names = {
  commune: (code) => (code === '59350' ? 'Lille' : null),
  service: (id) => (id === 's1' ? 'Permis pour tous' : null),
}
const search: Fait = {
  type: 'recherche',
  genre: 'besoins',
  thematiques: ['mobilite--preparer-un-permis'],
  publics: ['jeunes'],
  lieu: { commune: '59350', departement: '59' },
  rayon_km: 30,
  total: 1,
  a_portee: 0,
  a_distance: 1,
  premiers: [],
}

describe('an event of use, in words', () => {
  it.each<[Fait, string]>([
    [search, 'Recherche\u202f: Préparer un permis, Jeunes | Lille · 30\u00a0km · 1\u00a0service, dont 0 à portée'],
    [
      { ...search, thematiques: [], publics: [], total: 1_200, lieu: { commune: null, departement: '59' } },
      'Recherche | Nord · 1\u202f200\u00a0services, dont 0 sur place',
    ],
    [{ type: 'service', service_id: 's1', recherche: null }, 'Fiche vue\u202f: Permis pour tous | '],
    [{ type: 'structure', structure_id: 'st', recherche: null }, 'Fiche de structure vue\u202f: st | '],
    [
      { type: 'mobilisation', service_id: 's2', geste: 'telephone', recherche: null },
      'fiche «\u202fs2\u202f»\u202f: numéro de téléphone utilisé | ',
    ],
    [
      {
        type: 'sans-solution',
        thematiques: [],
        publics: [],
        lieu: { commune: null, departement: null },
        raison: 'complet',
        recherche: null,
      },
      'Pas de solution (complet)\u202f: besoin non précisé | sans lieu',
    ],
  ])('%#', (fait, words) => {
    const { title, details } = eventWords(fait, names)
    expect(`${title} | ${details.join(' · ')}`).toBe(words)
  })

  it('names the sheets and the places that are to be looked up', () => {
    expect([servicesIn({ type: 'service', service_id: 's1', recherche: null }), servicesIn(search)]).toEqual([['s1'], []])
    expect([communesIn(search), communesIn({ type: 'structure', structure_id: 'x', recherche: null })]).toEqual([['59350'], []])
  })
})

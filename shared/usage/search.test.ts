import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SearchQuery, type SearchQueryInput } from '../search/query.ts'
import { Fait, lieuOf } from './event.ts'
import { isSearch, rechercheOf, searchKey } from './search.ts'

const asked = (query: SearchQueryInput) => SearchQuery.parse(query)
const found = (more: Partial<Parameters<typeof rechercheOf>[1]> = {}) => ({
  total: 12,
  aPortee: 3,
  aDistance: 4,
  hits: Array.from({ length: 25 }, (_, n) => ({ id: `s${n}` })),
  lecture: { besoins: [] },
  ...more,
})
const LILLE = { kind: 'commune', code: '59350' } as const

describe('what is told of a search', () => {
  it('is what was ticked and what was understood, where, and what came first; never the words', () => {
    const told = rechercheOf(
      asked({
        text: 'permis de Odette Fictive',
        place: LILLE,
        radiusKm: 30,
        filters: { thematiques: ['sante', 'mobilite--preparer-un-permis'], publics: ['jeunes'] },
      }),
      found({
        lecture: {
          besoins: [{ mots: 'permis', thematiques: ['mobilite--preparer-un-permis', 'mobilite--acceder-a-un-vehicule'] }],
        },
      }),
    )
    expect(told).toEqual({
      type: 'recherche',
      genre: 'mots',
      thematiques: ['mobilite--acceder-a-un-vehicule', 'mobilite--preparer-un-permis', 'sante'],
      publics: ['jeunes'],
      lieu: { commune: '59350', departement: '59' },
      rayon_km: 30,
      total: 12,
      a_portee: 3,
      a_distance: 4,
      premiers: ['s0', 's1', 's2', 's3', 's4', 's5', 's6', 's7', 's8', 's9'],
    })
  })

  it('is of a kind', () => {
    const genre = (query: SearchQueryInput) => rechercheOf(asked(query), found()).genre
    expect([
      genre({ text: 'x', filters: { thematiques: ['sante'] } }),
      genre({ text: ' ', filters: { thematiques: ['sante'] } }),
      genre({ place: LILLE }),
    ]).toEqual(['mots', 'besoins', 'lieu'])
  })

  it('says the place that was given, no nearer', () => {
    const of = (place: SearchQuery['place']) => lieuOf(place, (commune) => commune.slice(0, 2))
    expect(
      [
        of(LILLE),
        of({ kind: 'point', lat: 50.63, lon: 3.06, label: '3 rue des Fictions, Lille', commune: '59350' }),
        of({ kind: 'point', lat: 50.63, lon: 3.06, label: 'ici' }),
        of({ kind: 'code-postal', code: '59000' }),
        of({ kind: 'code-postal', code: '20090' }),
        of({ kind: 'code-postal', code: '20200' }),
        of({ kind: 'departement', code: '971' }),
        of({ kind: 'region', code: '32' }),
        of(null),
      ].map(({ commune, departement }) => `${commune} ${departement}`),
    ).toEqual(['59350 59', '59350 59', 'null null', 'null 59', 'null 2A', 'null 2B', 'null 971', 'null null', 'null null'])
  })

  it('is nothing while nothing is asked, and the same in another order', () => {
    expect([isSearch(asked({})), isSearch(asked({ text: '  ', sort: 'nom' }))]).toEqual([false, false])
    expect([
      isSearch(asked({ text: 'a' })),
      isSearch(asked({ place: LILLE })),
      isSearch(asked({ filters: { frais: ['payant'] } })),
    ]).toEqual([true, true, true])
    expect(searchKey(asked({ text: 'a ', sort: 'nom', offset: 50 }))).toBe(searchKey(asked({ text: 'a' })))
    expect(searchKey(asked({ text: 'a', radiusKm: 20 }))).not.toBe(searchKey(asked({ text: 'a' })))
  })

  it('holds no text of anyone’s own, whatever the search', () => {
    const word = 'odette fictive'
    const text = fc.constantFrom(word, 'sante', 'jeunes')
    fc.assert(
      fc.property(
        fc.record({ text, thematiques: fc.array(text), publics: fc.array(text), understood: fc.array(text) }),
        ({ text: words, thematiques, publics, understood }) => {
          const query = asked({
            text: words,
            place: { kind: 'point', lat: 1, lon: 1, label: word },
            filters: { thematiques, publics, types: [word] },
          })
          const told = rechercheOf(query, found({ lecture: { besoins: [{ mots: word, thematiques: understood }] } }))
          expect(Fait.parse(told)).toEqual(told)
          expect(JSON.stringify(told)).not.toContain(word)
        },
      ),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Card } from '../search/result.ts'
import { answerOf, type Asked, type Candidate, ranked, whyOf } from './score.ts'

const card = (id: string, more: Partial<Card> = {}): Card => ({
  id,
  nom: id,
  structure: { id: `g-${id}`, nom: `Structure ${id}` },
  resume: '',
  type: null,
  frais: null,
  thematiques: ['mobilite--preparer-un-permis'],
  publics: [],
  modes_accueil: ['en-presentiel'],
  commune: 'Lille',
  code_postal: '59000',
  adresse: null,
  lat: 50,
  lon: 3,
  distanceKm: 5,
  date_maj: '2026-10-01',
  disponibilite: null,
  source: 'dora',
  orientable: { ok: true, raison: '' },
  zone: '',
  raisons: [{ code: 'distance', label: 'À 5 km' }],
  ...more,
})
const asked = (more: Partial<Asked> = {}): Asked => ({
  besoin: { mots: 'permis', thematiques: ['mobilite--preparer-un-permis'], publics: [] },
  contraintes: [],
  found: 100,
  today: '2026-11-28',
  ...more,
})
const order = (cards: readonly (readonly [Card, Candidate['verdict']?])[], more: Partial<Asked> = {}) =>
  ranked(
    cards.map(([one, verdict], rank) => ({ card: one, rank, verdict: verdict ?? null })),
    asked(more),
  ).map(({ card: { id } }) => id)

describe('what comes first', () => {
  test('the order of the search, all else equal', () => {
    expect(order([[card('a')], [card('b')], [card('c')]])).toEqual(['a', 'b', 'c'])
  })
  test('nobody is sent where they would be turned away while there is another', () => {
    expect(
      order([
        [card('a'), 'non'],
        [card('b'), 'a-verifier'],
        [card('c'), 'eligible'],
      ]),
    ).toEqual(['c', 'b', 'a'])
  })
  test('who the sentence is about counts: what names them before, what names others only after', () => {
    const besoin = { ...asked().besoin, publics: ['jeunes'] }
    const rows = [
      card('a', { publics: ['seniors'] }),
      card('b', { publics: [] }),
      card('c', { publics: ['tous-publics', 'jeunes'] }),
    ]
    expect(
      order(
        rows.map((one) => [one] as const),
        { besoin },
      ),
    ).toEqual(['c', 'b', 'a'])
    expect(order(rows.map((one) => [one] as const))).toEqual(['a', 'b', 'c'])
  })
  test('nor to a full service; one that says it has room comes before', () => {
    const room = (etat: 'places' | 'complet') => ({ etat, jusqu_au: '2026-12-05', dit_le: '2026-11-20' }) as const
    expect(
      order([[card('a', { disponibilite: room('complet') })], [card('b')], [card('c', { disponibilite: room('places') })]]),
    ).toEqual(['c', 'b', 'a'])
  })
  test('without a car, what is near or needs no journey', () => {
    const far = card('loin', { distanceKm: 12 })
    const remote = card('distance', { distanceKm: null, modes_accueil: ['a-distance'] })
    expect(order([[far], [card('pied', { distanceKm: 1 })], [remote]], { contraintes: ['sans-voiture'] })).toEqual([
      'pied',
      'distance',
      'loin',
    ])
  })
  test('the closest meaning of the need before a near one', () => {
    const besoin = { mots: 'permis', thematiques: ['mobilite--preparer-un-permis', 'mobilite'], publics: [] }
    expect(order([[card('a', { thematiques: ['mobilite'] })], [card('b')]], { besoin })).toEqual(['b', 'a'])
  })
  test('what answers the need before what only holds the word, which is kept', () => {
    expect(order([[card('a', { thematiques: ['logement-hebergement'] })], [card('b')]])).toEqual(['b', 'a'])
  })
  test('a lesson that declares itself before a name that holds a word of it', () => {
    const cards = [
      [card('a', { nom: 'Accueil des Français de retour', thematiques: ['souvrir-a-linternational'] })],
      [card('b', { nom: 'Cours de français', thematiques: ['lecture-ecriture-calcul--maitriser-le-francais'] })],
    ] as const
    const besoin = { mots: 'français A1', thematiques: ['lecture-ecriture-calcul--maitriser-le-francais'], publics: [] }
    expect(order(cards, { besoin })).toEqual(['b', 'a'])
  })
  test('when it is to be free: what is, then what does not say, then what is paid, which is kept', () => {
    const cards = [[card('a', { frais: 'payant' })], [card('b')], [card('c', { frais: 'gratuit' })]] as const
    expect(order(cards, { contraintes: ['gratuit'] })).toEqual(['c', 'b', 'a'])
  })
  test('a structure once before it comes twice', () => {
    const same = { structure: { id: 'g', nom: 'Une' } }
    expect(order([[card('a', same)], [card('b', same)], [card('c')]])).toEqual(['a', 'c', 'b'])
  })
})

test('the reasons, the most telling first, never more than four, never one that is not so', () => {
  const one = card('a', {
    frais: 'gratuit',
    raisons: [
      { code: 'besoin', label: 'Répond au besoin « Préparer un permis »' },
      { code: 'distance', label: 'À 5 km' },
      { code: 'fraicheur', label: 'Mis à jour il y a moins de 6 mois' },
    ],
  })
  expect(whyOf({ card: one, rank: 0, verdict: 'eligible' }, asked())).toEqual([
    'Répond au besoin « Préparer un permis »',
    'La personne est éligible',
    'À 5 km',
    'Gratuit',
  ])
  expect(whyOf({ card: card('b'), rank: 0, verdict: null }, asked())).toEqual(['À 5 km'])
})

test('the same candidates give the same order, each once', () => {
  const anyCard = fc
    .record({
      distanceKm: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
      frais: fc.constantFrom(null, 'gratuit', 'payant'),
      verdict: fc.constantFrom(null, 'eligible' as const, 'a-verifier' as const, 'non' as const),
      of: fc.nat(3),
    })
    .map(({ verdict, of, ...more }) => ({ more: { ...more, structure: { id: `g${of}`, nom: '' } }, verdict }))
  fc.assert(
    fc.property(fc.array(anyCard, { maxLength: 12 }), (cards) => {
      const all = cards.map(({ more, verdict }, at) => [card(`c${at}`, more), verdict] as const)
      const once = order(all)
      expect(order(all)).toEqual(once)
      expect([...once].sort()).toEqual(all.map(([{ id }]) => id).sort())
      // A « non » never comes before what may be.
      const firstNo = once.findIndex((id) => all.find(([one]) => one.id === id)?.[1] === 'non')
      if (firstNo >= 0) for (const id of once.slice(firstNo)) expect(all.find(([one]) => one.id === id)?.[1]).toBe('non')
    }),
  )
})

test.each<[string, Partial<Card>, readonly string[], ReturnType<typeof answerOf>]>([
  ['what it declares', {}, ['mobilite--preparer-un-permis'], 'declare'],
  ['a near meaning', {}, ['se-former', 'mobilite'], 'declare'],
  ['its family, for a need of the whole family', { thematiques: ['mobilite'] }, ['mobilite--preparer-un-permis'], 'declare'],
  [
    'another need altogether',
    { thematiques: ['equipement-et-alimentation--alimentation'] },
    ['mobilite--preparer-un-permis'],
    'non',
  ],
  [
    'its name, whatever it declares',
    { thematiques: ['se-former'], nom: 'Passer le permis B' },
    ['mobilite--preparer-un-permis'],
    'nom',
  ],
  ['what the search found in it, when it declares nothing', { thematiques: [] }, ['mobilite--preparer-un-permis'], 'declare'],
  ['words that nobody understood', { thematiques: [] }, [], 'declare'],
])('a service answers a need by %s', (_, more, thematiques, expected) => {
  expect(answerOf(card('a', more), { thematiques: [...thematiques], mots: 'permis' })).toBe(expected)
})

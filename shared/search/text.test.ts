import { describe, expect, it } from 'vitest'
import { fold, indexTerms, queryWords, words } from './text.ts'

describe('fold', () => {
  it.each([
    ['Élève', 'eleve'],
    ['ŒUVRES', 'oeuvres'],
    ['l’aîné', "l'aine"],
    ['micro‑entreprise', 'micro-entreprise'],
    ['ﬁn', 'fin'],
  ])('%s → %s', (from, to) => expect(fold(from)).toBe(to))
})

describe('words', () => {
  it.each([
    ['L’aide à l’A.A.H.', ['aide', 'a', 'aah']],
    ['R.Q.T.H. et C.V', ['rqth', 'et', 'cv']],
    ['jusqu’à qu’il d’urgence', ['a', 'il', 'urgence']],
    ['auto-école, FLE A1/A2', ['auto', 'ecole', 'fle', 'a1', 'a2']],
    ['Prud’hommes aujourd’hui', ['prudhommes', 'aujourdhui']],
    ['Mob’Emploi', ['mob', 'emploi']],
    ['Fin. Début', ['fin', 'debut']],
    ['appelez le 115 !', ['appelez', 'le', '115']],
    ['', []],
    [' …« »? ', []],
  ])('%s', (text, expected) => expect(words(text)).toEqual(expected))
})

describe('indexTerms', () => {
  it.each([
    'garde gardes garder',
    'logement logements loger',
    'aide aider aides aidés',
    'formation formations former formateur',
    'hébergement héberger hébergements',
    'accompagnement accompagner accompagnatrice',
    'alimentaire alimentaires alimentation',
    'social sociaux sociale sociales',
    'français française françaises',
    'conseil conseils conseiller conseillère',
    'administratif administrative administratives',
    'travail travailler',
    'emploi emplois',
    'droit droits',
    'financier financière financement financer',
    'paiement payer',
    'numérique numériques',
    'recherche rechercher recherches recherchez',
    'jardinage jardin',
    'professionnel professionnelle professionnelles',
    'vélo vélos',
    'réseau réseaux',
  ])('brings together: %s', (family) => {
    expect(new Set(indexTerms(family)).size).toBe(1)
  })

  it.each([
    'permis permettre permet permanence',
    'vêtement vétérinaire veto',
    'département départ',
    'formation forme formulaire formalité',
    'personne personnel',
    'cours courrier cour',
    'travail travaux',
    'médiation médical médecin',
    'papier papi',
    'avantage avant-garde',
    'foyer foi',
    'ordinateur ordinaire ordonnance',
    'mobile mobilité',
    'mère mer',
    'parent parité',
    'associer association',
    'location local',
    'secours secourisme',
  ])('keeps apart the first from the others: %s', (family) => {
    const [first, ...others] = indexTerms(family)
    expect(others).not.toContain(first)
  })

  it('leaves permis and colis whole', () => expect(indexTerms('permis colis')).toEqual(['permis', 'colis']))
  it('leaves stop words out, keeps « sans »', () =>
    expect(indexTerms('les personnes sans abri')).toEqual(['person', 'sans', 'abri']))
})

it('queryWords keeps the word beside its term', () => {
  expect(queryWords('la garde d’enfants')).toEqual([
    { word: 'garde', term: 'gard' },
    { word: 'enfants', term: 'enfant' },
  ])
})

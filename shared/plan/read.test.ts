import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { indexTerms } from '../search/text.ts'
import { MOST_BESOINS } from './plan.ts'
import { readSentence } from './read.ts'

const words = (texte: string) => readSentence(texte).besoins.map(({ mots }) => mots)

describe('needs, as counsellors say them', () => {
  test.each<[string, readonly string[]]>([
    ['permis, garde d’enfant, français A1, sans voiture', ['permis', 'garde d’enfant', 'français A1']],
    ['permis et garde d’enfant', ['permis', 'garde d’enfant']],
    ['permis garde d’enfant français A1', ['permis', 'garde d’enfant', 'français A1']],
    ['Permis ; logement', ['Permis', 'logement']],
    ['dettes + CV + mutuelle', ['dettes', 'CV', 'mutuelle']],
    ['- permis\n- logement\n- santé', ['permis', 'logement', 'santé']],
    ['permis, Permis, permis', ['permis']],
    ['lire et écrire', ['lire et écrire']],
    ['CV et mentor', ['CV', 'mentor']],
    ['CV et lettre de motivation', ['CV et lettre de motivation']],
    ['apprendre à lire et à écrire, logement', ['apprendre à lire et à écrire', 'logement']],
    ['Elle a besoin d’un logement et d’une aide alimentaire, au RSA', ['logement', 'aide alimentaire']],
    ['Monsieur cherche une formation CACES et un logement', ['formation CACES', 'logement']],
    ['RQTH, trouver un emploi', ['trouver un emploi']],
    ['RQTH', ['RQTH']],
    ['pas de permis, pas de voiture', ['pas de permis']],
    ['réparer la voiture, assurance auto', ['réparer la voiture', 'assurance auto']],
    ['sans papiers, domiciliation', ['sans papiers', 'domiciliation']],
    ['mobilité; numérique; santé mentale', ['mobilité', 'numérique', 'santé mentale']],
    ['cours de français à distance, gratuit', ['cours de français']],
    ['se déplace en bus, chercher un stage', ['chercher un stage']],
    ['hébergement d’urgence ce soir avec deux enfants', ['hébergement d’urgence ce soir']],
    ['violences conjugales', ['violences conjugales']],
    ['zumba, poterie', ['zumba', 'poterie']],
    ['une place en crèche puis un emploi', ['place en crèche', 'emploi']],
    ['logement pas trop cher', ['logement']],
    ['Besoin de : permis', ['permis']],
    ['permis & logement', ['permis', 'logement']],
    ['Mme est au RSA, elle cherche une crèche', ['crèche']],
    ['il est RQTH et cherche un emploi', ['cherche un emploi']],
    ['un jeune de 19 ans sans logement', ['jeune de 19 ans sans logement']],
    ['femme victime de violences, hébergement', ['femme victime de violences', 'hébergement']],
    ['sœur malade sans voiture', ['sœur malade']],
    ['n’a pas le permis', ['n’a pas le permis']],
    ['sans argent, permis', ['sans argent', 'permis']],
    ['permis/logement', ['permis', 'logement']],
    ['ticket de bus', ['ticket de bus']],
    ['réparer sa voiture sans payer', ['réparer sa voiture']],
    ['accès internet en bus', ['accès internet']],
    ['au chômage, formation', ['formation']],
    ['', []],
    [' , ;; \n', []],
    ['et, ou, le, la', []],
  ])('%s', (texte, expected) => {
    expect(words(texte)).toEqual(expected)
  })
})

test.each<[string, readonly string[]]>([
  ['permis, sans voiture', ['sans-voiture']],
  ['permis, n’a pas de véhicule', ['sans-voiture']],
  ['permis, à pied', ['sans-voiture']],
  ['permis, non véhiculée', ['sans-voiture']],
  ['français en visio gratuit', ['gratuit', 'a-distance']],
  ['sport pas cher, en présentiel', ['gratuit', 'sur-place']],
  ['logement, pas trop cher', ['gratuit']],
  ['cœur sans voiture', ['sans-voiture']],
  ['réparer sa voiture', []],
  ['démarches en ligne', []],
])('what narrows « %s »', (texte, expected) => {
  expect(readSentence(texte).contraintes).toEqual(expected)
})

test.each<[string, readonly string[]]>([
  ['logement, au RSA', ['beneficiaires-des-minimas-sociaux']],
  ['emploi, reconnue RQTH', ['personnes-en-situation-de-handicap']],
  ['emploi, RQTH', ['personnes-en-situation-de-handicap']],
  ['Mme est au RSA, crèche', ['beneficiaires-des-minimas-sociaux']],
  ['elle est réfugiée, cours de français', ['personnes-exilees']],
  ['hébergement avec deux enfants', ['familles']],
])('whom « %s » is about', (texte, expected) => {
  expect(readSentence(texte).publics).toEqual(expected)
})

test('one’s own words are understood too', () => {
  const own = [{ mots: 'passeport mob', thematiques: ['mobilite--financer-ma-mobilite'] }]
  expect(readSentence('passeport mob', own).besoins).toEqual([
    {
      mots: 'passeport mob',
      thematiques: ['mobilite--financer-ma-mobilite'],
      publics: [],
    },
  ])
})

test('nothing typed is lost: each word that carries something is in a need, or in what narrows, or in whom it is about', () => {
  const said = fc.constantFrom(
    'permis',
    'garde d’enfant',
    'français A1',
    'zumba',
    'dettes',
    'CV',
    'logement',
    'mots inconnus xyz',
  )
  const between = fc.constantFrom(', ', ' et ', ' ; ', '\n', ' + ', ' ')
  fc.assert(
    fc.property(fc.array(fc.tuple(said, between), { minLength: 1, maxLength: 6 }), (parts) => {
      const texte = parts.map(([one, mark]) => one + mark).join('')
      const kept = new Set(readSentence(texte).besoins.flatMap(({ mots }) => indexTerms(mots)))
      for (const [one] of parts) for (const term of indexTerms(one)) expect([term, kept.has(term)]).toEqual([term, true])
    }),
  )
})

test('whatever is typed is read: one need more than a plan holds at most, none empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (texte) => {
      const { besoins } = readSentence(texte)
      expect(besoins.length).toBeLessThanOrEqual(MOST_BESOINS + 1)
      for (const { mots } of besoins) expect(indexTerms(mots).length).toBeGreaterThan(0)
    }),
  )
})

import { expect, test } from 'vitest'
import { isKnown } from '#shared/reference/labels.ts'
import { fraisFromConditions, thematiquesFromMediation, typeFromModalites } from './mediation.ts'
import { publicsFromV0, publicsFromWords } from './profils-v0.ts'
import { reseauxFromV0 } from './reseaux-v0.ts'
import { thematiquesFromV0, V0_THEMATIQUES } from './thematiques-v0.ts'
import { fraisFromV0, mobilisationFromV0, typeFromV0, zoneFromV0 } from './v0-service.ts'

test('every old thématique leads to values of today', () => {
  expect(V0_THEMATIQUES.length).toBeGreaterThan(100)
  for (const [value, needs] of V0_THEMATIQUES) {
    expect(isKnown('thematiques', value), `${value} is of today`).toBe(false)
    for (const need of needs) expect(isKnown('thematiques', need), need).toBe(true)
  }
})

test('a category gives way to its needs, and stays when it is alone', () => {
  expect(thematiquesFromV0(['mobilite', 'mobilite--louer-un-vehicule'])).toEqual({
    values: ['mobilite--acceder-a-un-vehicule'],
    unknown: [],
  })
  expect(thematiquesFromV0(['mobilite', 'creation-activite']).values).toEqual(['mobilite', 'creer-une-entreprise'])
  expect(thematiquesFromV0(['numerique--autre', 'inventee', 'constructor'])).toEqual({
    values: ['numerique'],
    unknown: ['inventee', 'constructor'],
  })
})

test('profils', () => {
  expect(publicsFromV0(['beneficiaires-rsa', 'surdite', 'personnes-handicapees'])).toEqual({
    publics: ['beneficiaires-des-minimas-sociaux', 'personnes-en-situation-de-handicap'],
    precisions: [],
    conditions: [],
    unknown: [],
  })
  expect(publicsFromV0(['tous-publics', 'femmes']).publics).toEqual(['tous-publics'])
  expect(publicsFromV0(['locataires'])).toMatchObject({ publics: [], conditions: ['Ce service est réservé aux locataires.'] })
  expect(publicsFromV0(['locataires', 'proprietaires']).conditions).toEqual([])
  expect(publicsFromV0(['martiens']).unknown).toEqual(['martiens'])
})

test('publics in words', () => {
  expect(publicsFromWords(['Seniors (+ 65 ans)', 'Déficiance visuelle', 'Familles/enfants']).publics).toEqual([
    'seniors',
    'personnes-en-situation-de-handicap',
    'familles',
  ])
  expect(publicsFromWords(['Tout public adhérent'])).toMatchObject({
    publics: ['tous-publics'],
    precisions: ['Tout public adhérent'],
  })
  expect(publicsFromWords(['Public débutant', ',,'])).toMatchObject({ publics: [], precisions: ['Public débutant'] })
})

test('networks', () => {
  expect(reseauxFromV0(['RFS', 'CNFS, Aidants Connect', 'bge', 'ASSO', 'mission-locale'])).toEqual([
    'france-service',
    'conseillers-numeriques',
    'aidants-connect',
    'reseau-bge',
    'mission-locale',
  ])
})

test('services of digital mediation, however they are joined', () => {
  const needs = thematiquesFromMediation([
    'Prendre en main un ordinateur Accéder à du matérie / Soutenir la parentalité et l’éducation avec le numérique',
  ])
  expect(needs.values.toSorted()).toEqual([
    'famille--soutien-a-la-parentalite-et-a-leducation',
    'numerique--acquerir-un-equipement',
    'numerique--maitriser-les-fondamentaux-du-numerique',
  ])
  expect(thematiquesFromMediation(['Accès internet et matériel informatique', 'Jardinage'])).toEqual({
    values: ['numerique--acceder-a-une-connexion-internet', 'numerique--acquerir-un-equipement'],
    unknown: ['Jardinage'],
  })
  expect(typeFromModalites(['Dans un atelier : j’apprends', 'Seul : j’ai accès à du matériel et une connexion'])).toBe(
    'aide-materielle',
  )
  expect(typeFromModalites([])).toBeNull()
  expect(fraisFromConditions(['Gratuit : Je peux accéder gratuitement au lieu et à ses services'])).toEqual({
    frais: 'gratuit',
    precisions: null,
  })
  expect(fraisFromConditions(['Gratuit : Je peux / Payant : L’accès est payant'])).toEqual({
    frais: 'payant',
    precisions: 'Payant : L’accès est payant',
  })
  expect(fraisFromConditions(['Gratuit sous condition : pour certains'])).toMatchObject({
    frais: 'gratuit',
    precisions: 'Gratuit sous condition : pour certains',
  })
})

test('kinds, fees, ways and zones of v0 services', () => {
  expect(typeFromV0(['information', 'accueil', 'formation']).type).toBe('formation')
  expect(typeFromV0(['accueil', 'x'])).toEqual({ type: 'information', unknown: ['x'] })
  expect(fraisFromV0(['gratuit-sous-conditions', 'adhesion'], '10 €')).toEqual({
    frais: 'payant',
    precisions: 'Gratuit sous conditions. Adhésion. 10 €',
    unknown: [],
  })
  expect(mobilisationFromV0(['prendre-rdv', 'autre'], ['envoyer-un-mail-avec-une-fiche-de-prescription'], null)).toEqual({
    modes: ['envoyer-un-courriel'],
    par: ['usagers', 'professionnels'],
  })
  const departements = (region: string) => (region === '32' ? ['02', '59', '60', '62', '80'] : [])
  expect(zoneFromV0('region', '32', departements)).toEqual(['02', '59', '60', '62', '80'])
  expect(zoneFromV0('pays', null, departements)).toEqual(['france'])
  expect(zoneFromV0('departement', '2a', departements)).toEqual(['2A'])
  expect(zoneFromV0('region', '99', departements)).toBeNull()
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Service } from '../catalogue/record.ts'
import { entriesOf } from '../reference/labels.ts'
import { ACCESS_CONDITIONS } from '../reference/suggested-choices.ts'
import { decisive, eligibilityOfPerson } from './eligibility.ts'
import { filledFrom } from './fill.ts'
import { Profil } from './profile.ts'

const LILLE = { label: 'Lille (59)', zoneCodes: ['59350', '200093201', '59'] }
const service = (more: Partial<Service>): Service => ({
  source: 'dora',
  id: 's',
  nom: 'Un service',
  structure_id: null,
  date_maj: '2026-11-01',
  zone_eligibilite: ['59'],
  ...more,
})
const of = (profil: Partial<Profil>, more: Partial<Service>, lieu: typeof LILLE | null = LILLE) =>
  eligibilityOfPerson(Profil.parse(profil), service(more), lieu, 'Nord (59)')

describe('a person and a service', () => {
  test.each<[string, Partial<Profil>, Partial<Service>, typeof LILLE | null, string, RegExp]>([
    ['everyone, in the zone', {}, { publics: ['tous-publics'] }, LILLE, 'eligible', /ouvert à tous/],
    ['everyone, elsewhere', {}, { publics: ['tous-publics'], zone_eligibilite: ['62'] }, LILLE, 'non', /hors de la zone/],
    ['everyone, a place that nobody noted', {}, { publics: ['tous-publics'] }, null, 'a-verifier', /n’est pas dans son dossier/],
    ['all of France, wherever', {}, { publics: [], zone_eligibilite: ['france'] }, null, 'eligible', /ouvert à tous/],
    ['a zone that nobody wrote', {}, { publics: [], zone_eligibilite: null }, LILLE, 'a-verifier', /n’est pas indiquée/],
    [
      'a public that is noted',
      { publics: { femmes: 'oui' } },
      { publics: ['femmes'] },
      LILLE,
      'eligible',
      /noté dans son dossier/,
    ],
    ['a public that they are not of', { publics: { femmes: 'non' } }, { publics: ['femmes'] }, LILLE, 'non', /dit le contraire/],
    [
      'one of two is enough',
      { publics: { femmes: 'non', jeunes: 'oui' } },
      { publics: ['femmes', 'jeunes'] },
      LILLE,
      'eligible',
      /noté/,
    ],
    [
      'one no, one unknown',
      { publics: { femmes: 'non' } },
      { publics: ['femmes', 'jeunes'] },
      LILLE,
      'a-verifier',
      /ne le dit pas/,
    ],
    ['the young at 34', { age: '34' }, { publics: ['jeunes'] }, LILLE, 'non', /a 34 ans/],
    [
      'the young at 34, whatever was noted',
      { age: '34', publics: { jeunes: 'oui' } },
      { publics: ['jeunes'] },
      LILLE,
      'non',
      /a 34 ans/,
    ],
    [
      'a condition met',
      { conditions: { 'Contrat d’engagement': 'oui' } },
      { publics: [], dora: { access_conditions: ['Contrat d’engagement'] } },
      LILLE,
      'eligible',
      /tous les publics/,
    ],
    [
      'a condition not met',
      { conditions: { 'Contrat d’engagement': 'non' } },
      { publics: [], dora: { access_conditions: ['Contrat d’engagement'] } },
      LILLE,
      'non',
      /dit le contraire/,
    ],
    [
      'a condition of which nothing is known',
      {},
      { publics: [], conditions_acces: 'Être suivi par la mission locale' },
      LILLE,
      'a-verifier',
      /ne le dit pas/,
    ],
  ])('%s', (_, profil, more, lieu, verdict, reason) => {
    const weighed = of(profil, more, lieu)
    expect(weighed.verdict).toBe(verdict)
    expect(decisive(weighed)?.raison).toMatch(reason)
  })
})

const publics = entriesOf('publics').map(({ value }) => value)
const answers = <T extends string>(keys: readonly T[]) =>
  fc.dictionary(fc.constantFrom(...keys), fc.constantFrom<'oui' | 'non'>('oui', 'non'), { maxKeys: 6 })
const anyProfile = fc
  .record({
    age: fc.constantFrom('', '17', '24', '40', '63', 'x'),
    publics: answers(publics),
    conditions: answers(ACCESS_CONDITIONS),
  })
  .map((profil) => Profil.parse(profil))
const anyService = fc
  .record({
    publics: fc.option(fc.subarray([...publics], { maxLength: 4 })),
    access: fc.subarray([...ACCESS_CONDITIONS], { maxLength: 3 }),
    zone_eligibilite: fc.option(fc.subarray(['59', '62', '59350', 'france', 'zz'], { maxLength: 2 })),
  })
  .map(({ access, ...more }) => service({ ...more, dora: { access_conditions: access } }))

test('unknown is never yes: « éligible » only when a public, every condition and the zone are known to be right', () => {
  fc.assert(
    fc.property(anyProfile, anyService, fc.option(fc.constant(LILLE)), (profil, one, lieu) => {
      const weighed = eligibilityOfPerson(profil, one, lieu)
      if (weighed.verdict !== 'eligible') return
      for (const condition of one.dora?.access_conditions ?? []) expect(profil.conditions[condition]).toBe('oui')
      const asked = (one.publics ?? []).includes('tous-publics') ? [] : (one.publics ?? [])
      expect(asked.length === 0 || asked.some((value) => profil.publics[value] === 'oui')).toBe(true)
      expect(one.zone_eligibilite).not.toBeNull()
    }),
  )
})

test('knowing less never makes a person more eligible, and « non » always has a known fact behind it', () => {
  fc.assert(
    fc.property(anyProfile, anyService, (profil, one) => {
      const nothing = eligibilityOfPerson(Profil.parse({}), one, null)
      if (nothing.verdict === 'eligible') expect(eligibilityOfPerson(profil, one, LILLE).verdict).not.toBe('a-verifier')
      if (one.zone_eligibilite?.includes('59') !== true) return
      const weighed = eligibilityOfPerson(profil, one, LILLE)
      if (weighed.verdict === 'non')
        expect(profil.age !== '' || [...Object.values(profil.publics), ...Object.values(profil.conditions)].includes('non')).toBe(
          true,
        )
    }),
  )
})

test('a request says what the folder knows and the service asks, and nothing more', () => {
  const profil = Profil.parse({
    prenom: 'Capucine',
    nom: 'Inventée',
    age: '34',
    lieu: { place: { kind: 'commune', code: '59350' }, label: 'Lille (59)' },
    publics: { femmes: 'oui', jeunes: 'non' },
    conditions: { 'Avoir 18 ans': 'oui', 'Habiter Lille': 'non' },
    note: 'Pour moi seule.',
  })
  const filled = filledFrom('d', profil, { publics: ['Femmes', 'Jeunes'], criteres: ['Avoir 18 ans', 'Habiter Lille', 'Autre'] })
  expect(filled).toMatchObject({
    dossier: 'd',
    situation: ['Femmes'],
    criteres: ['Avoir 18 ans'],
    beneficiaire_commune: '59350',
    beneficiaire_commune_nom: 'Lille (59)',
    beneficiaire_age: '34',
  })
  expect(JSON.stringify(filled)).not.toContain('Pour moi seule')
})

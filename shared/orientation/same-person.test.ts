import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Named, samePerson } from './same-person.ts'

const person = (nom: string, prenom: string, more: Partial<Named> = {}): Named => ({
  nom,
  prenom,
  telephone: '',
  courriel: '',
  numero_france_travail: '',
  ...more,
})
const ZEPHIRINE = person('Imaginaire', 'Zéphirine')

describe('the same person', () => {
  it.each<[string, Named, Named, boolean]>([
    ['accents and case', ZEPHIRINE, person('IMAGINAIRE', 'zephirine'), true],
    ['one slip', ZEPHIRINE, person('Imaginare', 'Zéphirine'), true],
    ['letters swapped', ZEPHIRINE, person('Imaginaire', 'Zéphirien'), true],
    ['first name and name in each other’s place', ZEPHIRINE, person('Zéphirine', 'Imaginaire'), true],
    ['hyphens', person('Le-Gall', 'Jean-Pierre'), person('Le Gall', 'Jean Pierre'), true],
    ['another first name', ZEPHIRINE, person('Imaginaire', 'Léopoldine'), false],
    ['short names are not slips', person('Fictif', 'Léa'), person('Fictif', 'Léo'), false],
    [
      'a family’s telephone',
      person('Fictif', 'Awa', { telephone: '0612345678' }),
      person('Fictif', 'Moussa', { telephone: '0612345678' }),
      false,
    ],
    [
      'married since',
      person('Fictif', 'Awa', { telephone: '06 12 34 56 78' }),
      person('Inventée', 'Awa', { telephone: '+33612345678' }),
      true,
    ],
    [
      'the same e-mail',
      person('Fictif', 'Awa', { courriel: 'awa@exemple.test' }),
      person('Inventée', 'Awa', { courriel: ' AWA@exemple.test' }),
      true,
    ],
    [
      'namesakes with a number each',
      person('Fictif', 'Awa', { numero_france_travail: '00000000001' }),
      person('Fictif', 'Awa', { numero_france_travail: '00000000002' }),
      false,
    ],
    [
      'one number, names apart',
      person('Fictif', 'Awa', { numero_france_travail: '000 0000 0001' }),
      person('Autre', 'Nom', { numero_france_travail: '00000000001' }),
      true,
    ],
    [
      'a number that is none decides nothing',
      { ...ZEPHIRINE, numero_france_travail: '1' },
      { ...ZEPHIRINE, numero_france_travail: '2' },
      true,
    ],
    ['nobody', person('', ''), person('', ''), false],
    ['no first name yet', person('Imaginaire', ''), ZEPHIRINE, false],
  ])('%s', (_, a, b, expected) => {
    expect(samePerson(a, b)).toBe(expected)
    expect(samePerson(b, a)).toBe(expected)
  })

  it('is symmetric, and anyone named is oneself', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('', 'Awa', 'Fictif', 'awa@exemple.test', '0612345678', '00000000001'),
    )
    const any = fc.record({ nom: text, prenom: text, telephone: text, courriel: text, numero_france_travail: text })
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(samePerson(a, b)).toBe(samePerson(b, a))
      }),
    )
    fc.assert(
      fc.property(any, (a) => {
        if (/[a-z0-9]/i.test(a.nom) && /[a-z0-9]/i.test(a.prenom)) expect(samePerson(a, { ...a })).toBe(true)
      }),
    )
  })
})

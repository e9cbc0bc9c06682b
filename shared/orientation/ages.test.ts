import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agesIn, isOutside, sayAges } from './ages.ts'

describe('ages in words', () => {
  it.each<[string, number | null, number | null]>([
    ['Avoir 18 ans', 18, null],
    ['18 ans et plus', 18, null],
    ['18 ans et +', 18, null],
    ['Avoir + de 18 ans', 18, null],
    ['Plus de 18 ans', 18, null],
    ['Avoir au moins 18 ans', 18, null],
    ['À partir de 16 ans', 16, null],
    ['Être âgé(e) de 18 ans révolus', 18, null],
    ['> 18 ans', 18, null],
    ['≥ 45 ans', 45, null],
    ['Être majeur', 18, null],
    ['Être majeur(e)', 18, null],
    ['Majeurs', 18, null],
    ['Adultes', 18, null],
    ['Mineurs', null, 17],
    ['Moins de 26 ans', null, 25],
    ['Avoir moins de 26 ans', null, 25],
    ['< 26 ans', null, 25],
    ['Jusqu’à 25 ans', null, 25],
    ['<= 25 ans', null, 25],
    ['29 ans maximum', null, 29],
    ['30 ans au plus', null, 30],
    ['16-25 ans', 16, 25],
    ['16 à 25 ans', 16, 25],
    ['Jeunes de 16 à 25 ans', 16, 25],
    ['Jeunes (16-26 ans)', 16, 26],
    ['Avoir entre 18 et 29 ans', 18, 29],
    ['Être âgé·e·s de 16 à 25 ans inclus', 16, 25],
    ['Femmes de 18 à 64 ans', 18, 64],
    ['Seniors de plus de 50 ans', 50, null],
    ['Personnes âgées de 60 ans et plus', 60, null],
    ['de 16 ans à 25 ans révolus', 16, 25],
  ])('%s', (label, min, max) => {
    expect(agesIn(label)).toEqual({ min, max })
  })

  it.each([
    'Avoir 2 ans d’expérience',
    'Avoir 20 ans d’expérience',
    'Moins de 26 ans (30 ans si RQTH)',
    'Moins de 26 ans ou bénéficiaire du RSA',
    'Avoir un enfant de moins de 3 ans',
    'Avoir un enfant de moins de 16 ans',
    'Enfants de 11 à 17 ans',
    'Parents d’enfants de 12 à 18 ans',
    'Résider depuis plus de 10 ans dans le département',
    'Permis de plus de 20 ans',
    'Avoir 18 ans et être inscrit à France Travail',
    'Demandeur d’emploi depuis 12 mois',
    'De 25 à 16 ans',
    'Plus de 3 ans',
    'de '.repeat(200) + 'ages '.repeat(200) + 'x',
    '- de 26 ans',
    'Jeunes',
    'Familles',
    '',
  ])('left to people: %s', (label) => {
    expect(agesIn(label)).toBeNull()
  })

  it('never throws, and what it reads is said back and read the same', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes)),
        ),
        (label) => {
          agesIn(label)
        },
      ),
    )
    const age = fc.integer({ min: 12, max: 99 })
    fc.assert(
      fc.property(age, age, (a, b) => {
        const both = { min: Math.min(a, b), max: Math.max(a, b) }
        if (both.min !== both.max) expect(agesIn(sayAges(both))).toEqual(both)
        expect(agesIn(sayAges({ min: a, max: null }))).toEqual({ min: a, max: null })
        expect(agesIn(sayAges({ min: null, max: a }))).toEqual({ min: null, max: a })
      }),
    )
  })

  it('both ends are included', () => {
    const ages = { min: 16, max: 25 }
    expect([15, 16, 25, 26].map((age) => isOutside(age, ages))).toEqual([true, false, false, true])
  })
})

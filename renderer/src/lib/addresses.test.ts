import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAddress, isFranceTravail, isFranceTravailAddress, readAddresses } from './addresses.ts'

describe('addresses typed together', () => {
  it.each([
    ['', [], []],
    [' \n ;, ', [], []],
    ['a@exemple.test', ['a@exemple.test'], []],
    ['A@Exemple.TEST, a@exemple.test', ['a@exemple.test'], []],
    ['a@exemple.test;b@exemple.test\nc@exemple.test', ['a@exemple.test', 'b@exemple.test', 'c@exemple.test'], []],
    ['a@exemple.test b@exemple.test', ['a@exemple.test', 'b@exemple.test'], []],
    ['Camille Inventée <camille@exemple.test>', ['camille@exemple.test'], []],
    ['"Inventée, Camille" <camille@exemple.test>', ['camille@exemple.test'], ['"Inventée']],
    ['a@exemple.test pas-une-adresse', ['a@exemple.test'], ['pas-une-adresse']],
    ['Camille Inventée', [], ['Camille Inventée']],
    ['a@', [], ['a@']],
  ] as const)('%j', (typed, good, bad) => expect(readAddresses(typed)).toEqual({ good, bad }))

  it('loses nothing typed, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        const { good, bad } = readAddresses(typed)
        const something = typed.split(/[\n\r,;]+/).some((piece) => piece.trim() !== '')
        expect(good.length + bad.length > 0).toBe(something)
        for (const address of good) expect(isAddress(address)).toBe(true)
      }),
    )
  })
})

describe('France Travail', () => {
  it('is known by its SIREN, its people by their domain', () => {
    expect(isFranceTravail('13000548100010')).toBe(true)
    expect(isFranceTravail('12345678900012')).toBe(false)
    expect(isFranceTravail(null)).toBe(false)
    expect(isFranceTravailAddress('A@FranceTravail.fr ')).toBe(true)
    expect(isFranceTravailAddress('a@sous.francetravail.fr')).toBe(false)
    expect(isFranceTravailAddress('a@francetravail.fr.exemple.test')).toBe(false)
    expect(isFranceTravailAddress('sans-arobase')).toBe(false)
  })
})

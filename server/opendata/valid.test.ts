import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asAtLeast, asDay, asMail, asOneOf, asPhone, asPoint, asSetOf, asText, asWebUrl, asZone, valuesOf } from './valid.ts'

const TODAY = '2026-11-23'

/** Cases 50 and 52 of data-inclusion.md §4, and the rules of §1. */
describe('a text', () => {
  test.each([
    [2, null],
    [3, 3],
    [150, 150],
    [151, 150],
  ])('of %i characters', (length, kept) => {
    const text = asText('é'.repeat(length), 3, 150)
    expect(text === null ? null : [...text].length).toBe(kept)
    if (length > 150) expect(text?.endsWith('…')).toBe(true)
  })
  test('is counted in code points', () => {
    expect(asText('🙂🙂', 3)).toBeNull()
    expect(asText('🙂🙂🙂', 3)).toBe('🙂🙂🙂')
  })
  test('of spaces is none', () => expect(asText('   ')).toBeNull())
})

describe('a day', () => {
  test.each([
    ['1999-12-31', null],
    ['2000-01-01', '2000-01-01'],
    [TODAY, TODAY],
    ['2026-11-24', null],
    ['2026-02-30', null],
    ['2026-1-1', null],
    ['', null],
  ])('%s', (day, expected) => expect(asDay(day, TODAY)).toBe(expected))
})

describe('a telephone', () => {
  test.each([
    [' 01 23 45 67 89', '+33123456789'],
    ['01.23.45.67.89', '+33123456789'],
    ['0123456789', '+33123456789'],
    ['01 23 45 67 89 / 01 23 45 67 80', null],
    ['33-33', '3333'],
    ['116 000', '116000'],
    ['05 90 00 00 00', '+590590000000'],
    ['à l’accueil', null],
    [null, null],
  ])('%s', (text, expected) => expect(asPhone(text)).toBe(expected))
})

describe('an address', () => {
  test.each([
    ['accueil@exemple.test', true],
    ['accueil@exemple', false],
    ['.accueil@exemple.test', false],
    ['ac..cueil@exemple.test', false],
    ['accueil exemple.test', false],
    ['<accueil@exemple.test>', false],
  ])('%s', (text, fit) => expect(asMail(text)).toBe(fit ? text : null))
})

describe('an address of the web', () => {
  test.each([
    ['https://exemple.test/a?b=c', true],
    ['http://exemple.test', true],
    ['javascript:alert(1)', false],
    ['exemple.test', false],
    ['https://quelqu:un@exemple.test', false],
    ['https://exemple.test/a b', false],
    [`https://exemple.test/${'a'.repeat(2_083)}`, false],
  ])('%s', (text, fit) => expect(asWebUrl(text)).toBe(fit ? text : null))
})

test('half a point is no place, nor is one off the globe', () => {
  expect(asPoint(2, null)).toEqual({ longitude: null, latitude: null })
  expect(asPoint(181, 48)).toEqual({ longitude: null, latitude: null })
  expect(asPoint(0, 0)).toEqual({ longitude: 0, latitude: 0 })
})

test('zones keep what has the form of a code, once', () => {
  expect(
    asZone(['59', '2A', '971', '59183', '2A004', '245900428', '99100', 'france', '59', 'Nord', '12345678', '98100']),
  ).toEqual(['59', '2A', '971', '59183', '2A004', '245900428', '99100', 'france', '98100'])
  expect(asZone([])).toBeNull()
})

test('values of a list that is known; null rather than empty', () => {
  const values = valuesOf([
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ])
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c', '__proto__')), (list) => {
      const kept = asSetOf(list, values)
      expect(kept).not.toEqual([])
      expect(new Set(kept)).toEqual(new Set(list.filter((one) => one === 'a' || one === 'b')))
      expect(kept?.length ?? 0).toBe(new Set(kept).size)
    }),
  )
  expect(asOneOf('c', values)).toBeNull()
  expect(asOneOf('a', values)).toBe('a')
})

test('a number that is not below another', () => {
  expect(asAtLeast(0, 0)).toBe(0)
  expect(asAtLeast(-1, 0)).toBeNull()
  expect(asAtLeast(Number.NaN, 0)).toBeNull()
})

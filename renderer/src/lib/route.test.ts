import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { href, parseScreen } from './route.ts'

describe('addresses of the screens', () => {
  test.each([
    ['/', { name: 'recherche' }],
    ['/recherche', { name: 'recherche' }],
    ['/recherche/', { name: 'recherche' }],
    ['/favoris', { name: 'favoris' }],
    ['/brouillons', { name: 'brouillons' }],
    ['/echanges', { name: 'echanges' }],
    ['/echanges/a', { name: 'inconnu' }],
    ['/reglages', { name: 'reglages' }],
    ['/a-propos', { name: 'a-propos' }],
    ['/service/dora--un.deux', { name: 'service', id: 'dora--un.deux' }],
    ['/service', { name: 'inconnu' }],
    ['/service/a/b', { name: 'inconnu' }],
    ['/service/%E0%A4', { name: 'inconnu' }],
    ['/nulle-part', { name: 'inconnu' }],
  ])('reads %s', (path, expected) => {
    expect(parseScreen(path)).toEqual(expected)
  })

  test('any identifier comes back whole, whatever it holds', () => {
    const id = fc.string({ minLength: 1, unit: 'binary' }).filter((text) => text.isWellFormed())
    fc.assert(
      fc.property(id, (value) => {
        expect(parseScreen(href.service(value))).toEqual({ name: 'service', id: value })
        expect(parseScreen(href.structure(value))).toEqual({ name: 'structure', id: value })
        expect(parseScreen(href.brouillon(value))).toEqual({ name: 'brouillon', id: value })
      }),
    )
  })

  test('an identifier cut in the middle of a character still has an address', () => {
    expect(() => href.service('a\ud800')).not.toThrow()
  })

  test('any path is some screen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (path) => {
        expect(parseScreen(`/${path}`)).toHaveProperty('name')
      }),
    )
  })
})

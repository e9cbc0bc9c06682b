import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { ownAddress } from './own-address.ts'

test.each(['/service/dora--1', '/carte?q=permis&lien=1', '/recherche?q=a%20b'])('%s is one of the application', (address) => {
  expect(ownAddress(address)).toBe(address)
})

test.each([
  '',
  'service/1',
  '//exemple.test/',
  '/\\exemple.test',
  'https://exemple.test/',
  'javascript:alert(1)',
  '/..//exemple.test',
])('« %s » is none', (address) => {
  expect(() => ownAddress(address)).toThrow(expect.objectContaining({ code: 'requete-invalide' }))
})

test('whatever the text, what is opened is of the application', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `/${text}`),
        fc.webUrl(),
      ),
      (text) => {
        let address: string
        try {
          address = ownAddress(text)
        } catch (error) {
          expect(error).toBeInstanceOf(DoraError)
          return
        }
        expect(new URL(`app://dora${address}#detachee`).host).toBe('dora')
      },
    ),
  )
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { serverAddress } from './address.ts'

describe('the address of a server', () => {
  test.each([
    ['https://dora.exemple.fr', 'https://dora.exemple.fr'],
    ['  dora.exemple.fr/  ', 'https://dora.exemple.fr'],
    ['https://exemple.fr/dora', 'https://exemple.fr/dora'],
    ['http://127.0.0.1:4400', 'http://127.0.0.1:4400'],
    ['http://localhost:4400/', 'http://localhost:4400'],
    ['http://dora.exemple.fr', null],
    ['https://moi:secret@dora.exemple.fr', null],
    ['https://dora.exemple.fr/?jeton=1', null],
    ['ftp://dora.exemple.fr', null],
    ['', null],
    ['https://', null],
  ])('%s', (typed, address) => {
    expect(serverAddress(typed)).toBe(address)
  })

  test('whatever is typed gives nothing, or an address that may be sent a password', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (typed) => {
        const address = serverAddress(typed)
        if (address !== null) expect(address).toMatch(/^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])/)
      }),
      { numRuns: 40 },
    )
  })
})

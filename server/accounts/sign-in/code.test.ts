import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ADDRESS_CODE, newCode, normalised, proves, readable, TYPED_CODE } from './code.ts'

describe('a code', () => {
  it('is read as it was made, whatever dashes, blanks and capitals', () => {
    fc.assert(
      fc.property(fc.constantFrom(TYPED_CODE, ADDRESS_CODE), fc.nat(5), (length, spread) => {
        const code = newCode(length)
        expect(code).toMatch(new RegExp(`^[0-9A-HJKMNP-TV-Z]{${length}}$`))
        expect(normalised(code)).toBe(code)
        expect(normalised(readable(code))).toBe(code)
        expect(normalised(` ${[...code.toLowerCase()].join(' '.repeat(spread))}\n`)).toBe(code)
      }),
    )
  })
  it('is shown in two parts', () => {
    expect(readable('ABCDE12345')).toBe('ABCDE-12345')
  })
  it('takes the letters that look like digits for these', () => {
    expect(normalised('oO-iI-lL')).toBe('001111')
  })
  it('does not repeat itself', () => {
    expect(new Set(Array.from({ length: 500 }, () => newCode(TYPED_CODE))).size).toBe(500)
  })
})

it('a verifier proves only its own challenge', () => {
  const verifieur = 'v'.repeat(43)
  const defi = createHash('sha256').update(verifieur).digest('base64url')
  expect(proves(verifieur, defi)).toBe(true)
  expect(proves('w'.repeat(43), defi)).toBe(false)
  expect(proves(defi, defi)).toBe(false)
  expect(proves(verifieur, '')).toBe(false)
})

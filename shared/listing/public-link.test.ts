import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longPublicPath, prefixOfCode, publicCode, publicPath } from './public-link.ts'

const ID = 'dora--0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d'

describe('the link of a public page', () => {
  it('is short for a listing of DORA, and tells a structure from a service', () => {
    expect(publicPath('structure', ID)).toBe('/s/0a1b2c3d4e5f')
    expect(publicPath('service', ID)).toBe('/o/0a1b2c3d4e5f')
    expect(longPublicPath('service', ID)).toBe(`/service/${ID}`)
  })

  it.each([
    'mediation-numerique--12/3',
    'dora--AB1B2C3D-4E5F-4a6b-8c7d-9e0f1a2b3c4d',
    'dora--inventee-1',
    `x${ID}`,
    `${ID}0`,
    'é ?#',
  ])('%s is in the address, whole', (id) => {
    expect(publicCode(id)).toBeNull()
    expect(publicPath('structure', id)).toBe(`/structure/${encodeURIComponent(id)}`)
  })

  it.each(['', '0a1b2c3d4e5', '0a1b2c3d4e5f0', '0A1B2C3D4E5F', '0a1b2c3d4e5%', 'zzzzzzzzzzzz'])('%j is no code', (code) =>
    expect(prefixOfCode(code)).toBeNull(),
  )

  it('leads back to the identifier, whatever it is', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        const id = `dora--${uuid}`
        expect(id.startsWith(prefixOfCode(publicCode(id) ?? '') ?? '?')).toBe(true)
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (id) => {
        expect(publicPath('service', id)).toMatch(/^\/(service|o)\/[\w.!~*'()%-]*$/)
      }),
    )
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { short } from './short.ts'

test('a text that fits is left as it is; another is cut to what fits, in whole characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, most) => {
      const cut = short(text, most)
      expect(cut.length).toBeLessThanOrEqual(most)
      if (text.length <= most) expect(cut).toBe(text)
      else expect(cut.endsWith('…') && cut.isWellFormed()).toBe(true)
    }),
  )
})

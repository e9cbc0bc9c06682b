import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emploisCode, readEmploisCode } from './emplois-code.ts'

const JETON = 'eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2lnbmF0dXJl'

test('what the page shows is read back, whatever the name of the service', () => {
  const id = fc.stringMatching(/^[\w:#-]{1,60}$/)
  fc.assert(
    fc.property(id, (serviceId) => {
      expect(readEmploisCode(` ${emploisCode({ serviceId, jeton: JETON })}\n`)).toEqual({ serviceId, jeton: JETON })
      const address = `https://dora.exemple.test/orienter/${encodeURIComponent(serviceId)}?op=${JETON}&autre=1`
      expect(readEmploisCode(address)).toEqual({ serviceId, jeton: JETON })
    }),
  )
})

test.each([
  '',
  'bonjour',
  JETON,
  `#${JETON}`,
  'dora--a#court',
  `dora--a b#${JETON}`,
  `https://dora.exemple.test/autre/dora--a?op=${JETON}`,
  'https://dora.exemple.test/orienter/dora--a',
  `https://dora.exemple.test/orienter/%E0%A4%A?op=${JETON}`,
])('« %s » is not one', (text) => {
  expect(readEmploisCode(text)).toBeNull()
})

import { expect, test } from 'vitest'
import { gapInWords } from './clock-gap.ts'

test.each([
  [30, '1 minute'],
  [-720, '12 minutes'],
  [3 * 3600, '3 heures'],
  [-10 * 365 * 86_400, '3 650 jours'],
])('a gap of %i s is %s', (seconds, words) => {
  expect(gapInWords(seconds).replace(/[\u00a0\u202f]/g, ' ')).toBe(words)
})

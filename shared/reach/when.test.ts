import { expect, test } from 'vitest'
import { nextWorkingDay } from './when.ts'

test.each([
  ['2026-11-26', '2026-11-27'],
  ['2026-11-27', '2026-11-30'],
  ['2026-11-28', '2026-11-30'],
  ['2026-11-29', '2026-11-30'],
  ['2026-12-31', '2027-01-01'],
])('after %s, one works on %s', (today, next) => expect(nextWorkingDay(today)).toBe(next))

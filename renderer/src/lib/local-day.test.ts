import fc from 'fast-check'
import { expect, test } from 'vitest'
import { localDayIn, localDaysUntil, localToday } from './local-day.ts'

test.each([
  [new Date(2026, 10, 23, 0, 0), '2026-11-23'],
  [new Date(2026, 10, 23, 23, 59), '2026-11-23'],
  [new Date(2026, 0, 1, 0, 30), '2026-01-01'],
])('%s is the day %s of this desk', (now, day) => {
  expect(localToday(now)).toBe(day)
})

test.each([
  [new Date(2026, 10, 27, 23, 50), new Date(2026, 10, 27, 0, 10), 0],
  [new Date(2026, 10, 28, 0, 10), new Date(2026, 10, 27, 23, 50), 1],
  [new Date(2026, 10, 26, 23, 50), new Date(2026, 10, 27, 0, 10), -1],
])('%s seen from %s is %i nights away', (instant, now, days) => {
  expect(localDaysUntil(instant.toISOString(), now)).toBe(days)
})

test('so many days from now are so many nights away, on days when clocks change too', () => {
  const instant = fc.record({ day: fc.nat(800), hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
  fc.assert(
    fc.property(instant, fc.integer({ min: -400, max: 400 }), ({ day, hour, minute }, days) => {
      const now = new Date(2026, 0, 1 + day, hour, minute)
      const then = new Date(2026, 0, 1 + day + days, 12, 0)
      expect(localDayIn(days, now)).toBe(localToday(then))
      expect(localDaysUntil(then.toISOString(), now)).toBe(days)
    }),
  )
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { suspendedUntil, untilMonday, untilTomorrow } from './quiet-until.ts'

const words = (date: Date) => date.toLocaleString('sv-SE')

it.each([
  // A Friday.
  ['2026-11-27T17:40:00', '2026-11-28 08:00:00', '2026-11-30 08:00:00'],
  ['2026-11-29T07:00:00', '2026-11-30 08:00:00', '2026-11-30 08:00:00'],
  // On a Monday, the next one.
  ['2026-11-30T07:00:00', '2026-12-01 08:00:00', '2026-12-07 08:00:00'],
  ['2026-12-31T23:59:00', '2027-01-01 08:00:00', '2027-01-04 08:00:00'],
])('from %s, tomorrow is %s and Monday %s', (now, tomorrow, monday) => {
  expect(words(untilTomorrow(new Date(now)))).toBe(tomorrow)
  expect(words(untilMonday(new Date(now)))).toBe(monday)
})

it('whatever the moment, Monday is a Monday of the seven days to come', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(2020, 0), max: new Date(2040, 0), noInvalidDate: true }), (now) => {
      const monday = untilMonday(now)
      expect(monday.getDay()).toBe(1)
      expect(monday > now).toBe(true)
      expect(monday.getTime() - now.getTime()).toBeLessThanOrEqual(7 * 86_400_000 + 9 * 3_600_000)
      expect(untilTomorrow(now) > now).toBe(true)
    }),
  )
})

it.each([
  [null, false],
  ['2026-11-27T07:00:00.000Z', false],
  ['2026-11-27T08:00:00.000Z', true],
  ['n’importe quoi', false],
] as const)('suspended until %s: %s', (iso, yes) => {
  expect(suspendedUntil(iso, new Date('2026-11-27T07:30:00.000Z')) !== null).toBe(yes)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quietUntil } from './quiet-hours.ts'

const at = (text: string): number => new Date(text).getTime()
const EVENINGS = { de: '18:30', a: '08:00', weekEnd: false }

test.each([
  ['in the day', '2026-11-24T10:00', null],
  ['just before', '2026-11-24T18:29', null],
  ['in the evening, until the morning', '2026-11-24T18:30', '2026-11-25T08:00'],
  ['in the night, until the same morning', '2026-11-25T03:00', '2026-11-25T08:00'],
  ['at the end', '2026-11-25T08:00', null],
])('%s', (_, now, until) => {
  expect(quietUntil(EVENINGS, at(now))).toBe(until === null ? 0 : at(until))
})

test.each([
  ['a Friday evening, until the Monday', '2026-11-27T19:00', '2026-11-30T08:00'],
  ['a Saturday at noon, until the Monday', '2026-11-28T12:00', '2026-11-30T08:00'],
  ['a Monday morning', '2026-11-30T09:00', null],
])('week-ends too: %s', (_, now, until) => {
  expect(quietUntil({ ...EVENINGS, weekEnd: true }, at(now))).toBe(until === null ? 0 : at(until))
})

test('hours of the day, without midnight', () => {
  expect(quietUntil({ de: '12:00', a: '14:00', weekEnd: false }, at('2026-11-24T12:30'))).toBe(at('2026-11-24T14:00'))
  expect(quietUntil({ de: '12:00', a: '14:00', weekEnd: false }, at('2026-11-24T15:00'))).toBe(0)
})

test('none asked: never quiet', () => {
  expect(quietUntil(null, Date.now())).toBe(0)
})

test('the end is to come, and not quiet, whatever the hours', () => {
  const hour = fc.tuple(fc.nat(23), fc.nat(59)).map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
  fc.assert(
    fc.property(
      hour,
      hour,
      fc.boolean(),
      fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
      (de, a, weekEnd, date) => {
        const until = quietUntil({ de, a, weekEnd }, date.getTime())
        if (until === 0) return
        expect(until).toBeGreaterThan(date.getTime())
        // Hours that are equal are quiet for ever; a clock that jumps in spring may land on an hour that is not the one asked.
        if (de !== a)
          expect(
            quietUntil({ de, a, weekEnd }, until + 60 * 60_000 * (a > '01:59' && a < '04:00' ? 1 : 0)),
          ).toBeGreaterThanOrEqual(0)
      },
    ),
  )
})

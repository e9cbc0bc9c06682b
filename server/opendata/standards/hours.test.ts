import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { hoursOf } from '../../pages/public/hours.ts'
import { plainWeek } from '../../pages/public/json-ld.ts'
import { createTellHours } from './hours.ts'
import { simpleWeek } from './hours-simple.ts'

vi.setConfig({ testTimeout: 60_000 })

const PLACE = { code_insee: '33063', code_postal: '33000' }
/** Ordinary weeks, the first of January, the eleventh of November, and a spring full of holidays. */
const DAYS = ['2026-11-23', '2025-12-30', '2026-11-09', '2026-05-01']

const day = fc.constantFrom('Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su')
const span = fc.oneof(
  day,
  fc.tuple(day, day).map(([first, last]) => `${first}-${last}`),
)
const days = fc.array(span, { minLength: 1, maxLength: 3 }).map((all) => all.join(','))
const clock = fc
  .integer({ min: 0, max: 96 })
  .map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`)
const times = fc
  .array(
    fc.tuple(clock, clock).map(([opens, closes]) => `${opens}-${closes}`),
    { minLength: 1, maxLength: 3 },
  )
  .map((all) => all.join(','))
const rule = fc.tuple(days, fc.oneof({ weight: 5, arbitrary: times }, fc.constant('off'))).map((parts) => parts.join(' '))
const written = fc.array(rule, { minLength: 1, maxLength: 4 }).map((rules) => rules.join('; '))

describe('weeks written plainly', () => {
  test('are read as the library reads them', () => {
    let read = 0
    fc.assert(
      fc.property(written, fc.constantFrom(...DAYS), (text, today) => {
        const simple = simpleWeek(text)
        if (simple === null) return
        read++
        expect(simple).toEqual(plainWeek(hoursOf(text, PLACE, today)))
      }),
      { numRuns: 1_500 },
    )
    expect(read).toBeGreaterThan(30)
  })

  test('Mo-Fr 09:00-12:00,14:00-17:00; We off', () => {
    const week = simpleWeek('Mo-Fr 09:00-12:00,14:00-17:00; We off')
    expect(week).toHaveLength(8)
    expect(week).toEqual(plainWeek(hoursOf('Mo-Fr 09:00-12:00,14:00-17:00; We off', PLACE, '2026-11-23')))
  })

  test.each(['24/7', 'Mo 9h-12h', 'Mo-Fr 09:00-12:00 "sur rendez-vous"', 'PH off', 'Su 22:00-02:00', 'Sa-Mo 09:00-10:00', ''])(
    '%s is left to the library',
    (text) => expect(simpleWeek(text)).toBeNull(),
  )
})

test('what the library reads is told too, and what it cannot is not', () => {
  const tell = createTellHours('2026-11-23')
  expect(tell('Mo 9h-12h', PLACE)).toEqual([{ jour: 'lundi', opens: '09:00', closes: '12:00' }])
  expect(tell('Mo 9h-12h', PLACE)).toBe(tell('Mo 9h-12h', PLACE))
  expect(tell('le matin', PLACE)).toBeNull()
  expect(tell(null, PLACE)).toBeNull()
})

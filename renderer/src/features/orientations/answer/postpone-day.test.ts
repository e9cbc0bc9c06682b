import fc from 'fast-check'
import { expect, it } from 'vitest'
import { REPORT_JOURS } from '#shared/orientation/clocks.ts'
import { localDayIn } from '../../../lib/local-day.ts'
import { dayProblem, firstDay } from './postpone-day.ts'

const NOW = new Date(2026, 10, 23, 9, 30)

it.each([
  ['none given before: in two weeks', null, '2026-12-07'],
  ['one to come: that one', '2026-12-01', '2026-12-01'],
  ['today is too late', '2026-11-23', '2026-12-07'],
  ['one that has gone by', '2026-11-02', '2026-12-07'],
] as const)('the day proposed first, %s', (_, given, expected) => {
  expect(firstDay(given, NOW)).toBe(expected)
})

it('a day can be given from tomorrow to the last one, and what is proposed can always be', () => {
  const days = fc.integer({ min: -400, max: 400 })
  const now = fc.date({ min: new Date(2026, 0, 1), max: new Date(2028, 11, 31), noInvalidDate: true })
  fc.assert(
    fc.property(days, now, (some, at) => {
      const day = localDayIn(some, at)
      expect(dayProblem(day, at) === null).toBe(some >= 1 && some <= REPORT_JOURS)
      expect(dayProblem(firstDay(day, at), at)).toBeNull()
    }),
  )
  for (const wrong of ['', '2026', '23/11/2026']) expect(dayProblem(wrong, NOW)).not.toBeNull()
})

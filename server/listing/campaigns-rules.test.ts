import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween } from '#shared/listing/days.ts'
import { TYPOLOGIES } from '#shared/reference/typologies.ts'
import { dueStep, type Ending, mayPublish, monthDue, olderThanAMonth, STEPS, weekPassed } from './campaigns-rules.ts'

/** Days on which a reminder leaves, looked at every day. */
const days = (campaign: Ending, from: string, count: number): readonly number[] => {
  let fait = 0
  return Array.from({ length: count }, (_, day) => day).filter((day) => {
    const step = dueStep(campaign, { depuis: from, fait, clos: false }, addDays(from, day))
    fait = step ?? fait
    return step !== null
  })
}

describe('reminders that have an end', () => {
  test('leave on the days of dora-backend.md §7.4, then no more', () => {
    expect(days('structure-orpheline', '2026-12-01', 400)).toEqual([0, 14, 28, 42])
    expect(days('premier-service', '2026-12-01', 400)).toEqual([0, 31, 62, 90, 121])
    // Months are those of the calendar.
    expect(days('premier-service', '2026-10-31', 400).map((day) => addDays('2026-10-31', day))).toEqual([
      '2026-10-31',
      '2026-11-30',
      '2026-12-31',
      '2027-01-31',
      '2027-02-28',
    ])
  })
  test('never again once over', () => {
    expect(dueStep('structure-orpheline', { depuis: '2026-12-01', fait: 1, clos: true }, '2026-12-31')).toBeNull()
  })
  test('whenever the server is looked at: never more than their number, never two for what one would do, in order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Ending>('structure-orpheline', 'premier-service'),
        fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 30 }),
        (campaign, gaps) => {
          let [today, fait] = ['2026-12-01', 0]
          for (const gap of gaps) {
            today = addDays(today, gap)
            const step = dueStep(campaign, { depuis: '2026-12-01', fait, clos: false }, today)
            if (step === null) continue
            expect(step).toBeGreaterThan(fait)
            fait = step
            // The same day again.
            expect(dueStep(campaign, { depuis: '2026-12-01', fait, clos: false }, today)).toBeNull()
          }
          expect(fait).toBeLessThanOrEqual(STEPS[campaign].length)
        },
      ),
    )
  })
})

describe('the letter of the month', () => {
  test('may leave from the first Wednesday, for a week', () => {
    expect(['2026-12-01', '2026-12-02', '2026-12-08', '2026-12-09'].map(monthDue)).toEqual([null, '2026-12', '2026-12', null])
    expect(['2026-07-01', '2026-09-07', '2026-09-02'].map(monthDue)).toEqual(['2026-07', '2026-09', '2026-09'])
  })
  test('a Wednesday, the first of its month, whatever the month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (offset) => {
        const today = addDays('2020-01-01', offset)
        if (monthDue(today) === null || monthDue(addDays(today, -1)) !== null) return
        expect(new Date(`${today}T00:00:00Z`).getUTCDay()).toBe(3)
        expect(Number(today.slice(8))).toBeLessThanOrEqual(7)
        expect(daysBetween(`${today.slice(0, 7)}-01`, today)).toBeLessThan(7)
      }),
      { numRuns: 2_000 },
    )
  })
})

test('a week passes in seven days, and a clock that went back does not silence anyone', () => {
  expect([null, '2026-12-01', '2026-12-02', '2027-03-01'].map((day) => weekPassed(day, '2026-12-08'))).toEqual([
    true,
    true,
    false,
    true,
  ])
})

test('a month is one of the calendar', () => {
  expect(['2026-11-01', '2026-11-02', '2026-11-30'].map((day) => olderThanAMonth(day, '2026-12-01'))).toEqual([
    true,
    false,
    false,
  ])
})

test('nineteen typologies, all known, publish nothing of their own', () => {
  expect(TYPOLOGIES.filter(({ value }) => !mayPublish(value))).toHaveLength(19)
  expect([mayPublish(undefined), mayPublish('ML'), mayPublish('CCAS')]).toEqual([true, true, false])
})

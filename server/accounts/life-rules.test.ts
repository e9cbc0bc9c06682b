import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { announcedFor, due, LIFE, type Progress, type Task } from './life-rules.ts'

/** dora-backend.md §7.4, as days on which something is done. */

const DAY_MS = 24 * 3_600_000
const START = Date.parse('2026-12-01T09:00:00Z')

/** What is done when the server looks at these days (fractions too). */
const lived = (task: Task, days: readonly number[]): readonly (readonly [day: number, act: string])[] => {
  let progress: Progress = { depuis: START, fait: 0, dernier: null }
  const done: (readonly [number, string])[] = []
  for (const day of days) {
    const now = START + day * DAY_MS
    const step = due(task, progress, now)
    if (step === null) continue
    progress = { ...progress, fait: step.fait, dernier: now }
    done.push([day, step.act])
  }
  return done
}
const everyDay = (until: number): readonly number[] => Array.from({ length: until + 1 }, (_, day) => day)

const SCHEDULES: Readonly<Record<Task, readonly (readonly [number, string])[]>> = {
  invitation: [
    ...[1, 5, 10, 15].map((day) => [day, 'rappeler'] as const),
    [20, 'dire-aux-administrateurs'],
    [90, 'annoncer-le-retrait'],
    [120, 'retirer'],
  ],
  demande: [1, 3, 5, 7].map((day) => [day, 'rappeler'] as const),
  // Four months and a day.
  'sans-structure': [...[1, 5, 10].map((day) => [day, 'rappeler'] as const), [15, 'annoncer-la-suppression'], [121, 'supprimer']],
  inactif: [
    [0, 'annoncer-la-suppression'],
    [30, 'supprimer'],
  ],
}
const AFTER_A_YEAR: Readonly<Record<Task, readonly (readonly [number, string])[]>> = {
  invitation: [
    [365, 'annoncer-le-retrait'],
    [395, 'retirer'],
  ],
  demande: [[365, 'rappeler']],
  'sans-structure': [
    [365, 'annoncer-la-suppression'],
    [395, 'supprimer'],
  ],
  inactif: [
    [365, 'annoncer-la-suppression'],
    [395, 'supprimer'],
  ],
}
const TASKS = Object.keys(LIFE) as Task[]

describe.each(TASKS)('%s', (task) => {
  test('each act on its day, looked at every day, every hour, or by a server restarted at any instant', () => {
    expect(lived(task, everyDay(400))).toEqual(SCHEDULES[task])
    const hours = Array.from({ length: 130 * 24 }, (_, hour) => hour / 24)
    expect(lived(task, hours)).toEqual(SCHEDULES[task])
  })
  test('never before its day, not by a millisecond', () => {
    for (const [day] of SCHEDULES[task].filter(([day]) => day > 0)) {
      const looks = [...everyDay(day - 1), day - 1 / DAY_MS]
      expect(lived(task, looks)).toEqual(SCHEDULES[task].filter(([other]) => other < day))
    }
  })
  test('after a year off: the last of the letters missed, and what cannot be undone a month after that', () => {
    expect(lived(task, [365, 365.5, ...everyDay(40).map((day) => 366 + day)])).toEqual(AFTER_A_YEAR[task])
  })
})

test('whenever the server looks: in order, one act a look, nothing twice, nothing undone without a month’s warning', () => {
  const looks = fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(fc.constantFrom(...TASKS), looks, (task, gaps) => {
      let at = 0
      const days = gaps.map((gap) => (at += gap))
      const done = lived(task, days)
      const steps = SCHEDULES[task]
      let step = -1
      for (const [position, [day, act]] of done.entries()) {
        const next = steps.findIndex(([after, name], index) => index > step && name === act && day >= after)
        expect(next).toBeGreaterThan(step)
        step = next
        if (act !== 'retirer' && act !== 'supprimer') continue
        const [warnedOn, warning] = done[position - 1] ?? [Infinity, '']
        expect(warning).toMatch(/^annoncer/)
        expect(day - warnedOn).toBeGreaterThanOrEqual(30)
      }
    }),
    { seed: 20261201, numRuns: 500 },
  )
})

test('the day that a letter announces is the day from which it is done', () => {
  const announced = (task: 'sans-structure' | 'inactif', day: number): string =>
    announcedFor(task, { depuis: START, fait: 0, dernier: null }, START + day * DAY_MS)
  expect(announced('sans-structure', 15)).toBe('2027-04-01')
  expect(announced('inactif', 0)).toBe('2026-12-31')
  // Late, a whole month is left.
  expect(announced('sans-structure', 365)).toBe('2027-12-31')
})

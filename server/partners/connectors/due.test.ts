import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Rythme } from '#shared/partners/connector.ts'
import { backOff, isDue, lastSlot, nextRun, nextSlot } from './due.ts'
import { NEW_STATE } from './rows.ts'

const at = (text: string): number => Date.parse(text)
const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

test.each<[Rythme, string, string | null, string | null]>([
  [{ periode: 'manuel' }, '2026-12-01T09:30:00Z', null, null],
  [{ periode: 'heure' }, '2026-12-01T09:30:00Z', '2026-12-01T09:00:00.000Z', '2026-12-01T10:00:00.000Z'],
  [{ periode: 'jour', heure: 4 }, '2026-12-01T09:30:00Z', '2026-12-01T03:00:00.000Z', '2026-12-02T03:00:00.000Z'],
  // In summer Paris is two hours ahead.
  [{ periode: 'jour', heure: 4 }, '2026-07-01T01:30:00Z', '2026-06-30T02:00:00.000Z', '2026-07-01T02:00:00.000Z'],
  [{ periode: 'semaine', jour: 1, heure: 0 }, '2026-12-01T09:30:00Z', '2026-11-29T23:00:00.000Z', '2026-12-06T23:00:00.000Z'],
])('%j at %s', (rythme, now, last, next) => {
  expect([iso(lastSlot(rythme, at(now))), iso(nextSlot(rythme, at(now)))]).toEqual([last, next])
})

const DAILY = { actif: true, rythme: { periode: 'jour', heure: 4 }, modifie_le: '2026-12-01T09:00:00.000Z' } as const

test('it is due once at each of its hours, and not for those before it was made', () => {
  expect(isDue(DAILY, NEW_STATE, at('2026-12-01T10:00:00Z'))).toBe(false)
  expect(isDue(DAILY, NEW_STATE, at('2026-12-02T03:00:00Z'))).toBe(true)
  expect(isDue({ ...DAILY, actif: false }, NEW_STATE, at('2026-12-02T03:00:00Z'))).toBe(false)
  const done = { ...NEW_STATE, horloge_le: '2026-12-02T03:00:10.000Z' }
  expect(isDue(DAILY, done, at('2026-12-02T23:00:00Z'))).toBe(false)
  expect(isDue(DAILY, done, at('2026-12-03T03:01:00Z'))).toBe(true)
})

test('after failures it waits, longer each time, whatever its hours', () => {
  expect([1, 2, 3, 7, 8, 90].map(backOff)).toEqual([5, 10, 20, 320, 360, 360].map((minutes) => minutes * 60_000))
  const failed = { ...NEW_STATE, echecs: 1, reprise_le: '2026-12-02T03:05:00.000Z' }
  expect(isDue(DAILY, failed, at('2026-12-02T03:01:00Z'))).toBe(false)
  expect(isDue(DAILY, failed, at('2026-12-02T03:05:00Z'))).toBe(true)
  expect(nextRun(DAILY, failed, at('2026-12-02T03:01:00Z'))).toBe(failed.reprise_le)
})

test('what was begun is ended, also by one that is at rest', () => {
  expect(isDue({ ...DAILY, actif: false }, { ...NEW_STATE, suppression: true }, 0)).toBe(true)
})

test('an hour is never missed between two looks', () => {
  const Rythmes = fc.oneof(
    fc.record({ periode: fc.constant('jour' as const), heure: fc.integer({ min: 3, max: 23 }) }),
    fc.record({
      periode: fc.constant('semaine' as const),
      jour: fc.integer({ min: 1, max: 7 }),
      heure: fc.integer({ min: 3, max: 23 }),
    }),
  )
  fc.assert(
    fc.property(Rythmes, fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') }), (rythme, now) => {
      const next = nextSlot(rythme, now)
      expect(next).not.toBeNull()
      expect(lastSlot(rythme, next ?? 0)).toBe(next)
      expect(lastSlot(rythme, (next ?? 0) - 1)).toBeLessThanOrEqual(now)
    }),
    { numRuns: 60 },
  )
})

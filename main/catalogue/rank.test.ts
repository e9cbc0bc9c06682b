import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshness, MAX_PERTINENCE, nearness, pertinence, type Signals } from './rank.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const signals: fc.Arbitrary<Signals> = fc.record({
  text: share,
  need: share,
  complete: fc.boolean(),
  nearness: fc.option(share, { nil: null }),
  freshness: share,
  completeness: share,
})

test('pertinence is between 0 and its greatest value, and no signal ever lowers it', () => {
  fc.assert(
    fc.property(signals, fc.constantFrom('text', 'need', 'freshness', 'completeness'), (one, name) => {
      const score = pertinence(one)
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(MAX_PERTINENCE + 1e-9)
      expect(pertinence({ ...one, [name]: 1 })).toBeGreaterThanOrEqual(score - 1e-9)
      expect(pertinence({ ...one, complete: true })).toBeGreaterThanOrEqual(score - 1e-9)
    }),
  )
})

test('nearer is better, fresher is better', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 300, noNaN: true }), fc.double({ min: 0, max: 300, noNaN: true }), (a, b) => {
      if (a <= b) expect(nearness(a)).toBeGreaterThanOrEqual(nearness(b))
      if (a <= b) expect(freshness(a * 5)).toBeGreaterThanOrEqual(freshness(b * 5))
    }),
  )
  // A remote service stands between next door and the far end of the radius.
  expect(nearness(NaN)).toBeLessThan(nearness(1))
  expect(nearness(NaN)).toBeGreaterThan(nearness(50))
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ndcg } from './ndcg.ts'

it('is 1 for the best order, 0 for nothing of worth, between otherwise', () => {
  expect(ndcg([3, 2, 1], [1, 2, 3, 0])).toBe(1)
  expect(ndcg([0, 0], [3, 0, 0])).toBe(0)
  expect(ndcg([], [3])).toBe(0)
  // Second place: 7 / log2(3) over 7.
  expect(ndcg([0, 3], [3, 0])).toBeCloseTo(1 / Math.log2(3), 10)
})

it('does not count beyond the tenth', () => {
  expect(ndcg([...Array<number>(10).fill(0), 3], [3])).toBe(0)
})

it('never leaves 0–1 when the answers are among the judged', () => {
  const grade = fc.integer({ min: 0, max: 3 })
  fc.assert(
    fc.property(fc.array(grade, { maxLength: 30 }), (all) => {
      const score = ndcg(all, all)
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(1 + 1e-12)
    }),
  )
})

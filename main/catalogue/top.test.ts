import fc from 'fast-check'
import { expect, test } from 'vitest'
import { topPositions } from './top.ts'

test('is the beginning of a stable sort, greatest first', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true }))), fc.nat(12), (keys, k) => {
      const sorted = keys
        .map((key, position) => ({ key, position }))
        .toSorted((a, b) => (a.key < b.key ? 1 : a.key > b.key ? -1 : a.position - b.position))
        .map(({ position }) => position)
      expect([...topPositions((position) => keys[position] ?? NaN, keys.length, k)]).toEqual(sorted.slice(0, k))
    }),
  )
})

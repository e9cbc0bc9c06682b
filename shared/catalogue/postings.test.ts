import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodePostings, FIELD_BITS, FIELD_MASK, postingsBuilder } from './postings.ts'

const entries = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 2 ** 28 - 1 }), fc.integer({ min: 1, max: FIELD_MASK })), {
    selector: ([rowid]) => rowid,
  })
  .map((list) => list.toSorted(([a], [b]) => a - b))

test('what was added comes back, up to 268 million services', () => {
  fc.assert(
    fc.property(entries, (list) => {
      const builder = postingsBuilder()
      for (const [rowid, fields] of list) builder.add('mot', rowid, fields)
      const [built] = [...builder.drain()]
      if (list.length === 0) {
        expect(built).toBeUndefined()
        return
      }
      const decoded = decodePostings(built?.docs ?? new Uint8Array(), built?.df ?? 0)
      expect(Array.from(decoded, (posting) => [posting >>> FIELD_BITS, posting & FIELD_MASK])).toEqual(list)
    }),
  )
})

test('lists come out by term, in order', () => {
  const builder = postingsBuilder()
  builder.add('b', 1, 1)
  builder.add('a', 1, 2)
  builder.add('b', 2, 1)
  expect([...builder.drain()].map(({ term, df }) => [term, df])).toEqual([
    ['a', 1],
    ['b', 2],
  ])
})

test('damaged bytes are refused rather than read', () => {
  const builder = postingsBuilder()
  for (let rowid = 1; rowid < 100; rowid++) builder.add('mot', rowid * 1000, 3)
  const [{ docs, df } = { docs: new Uint8Array(), df: 0 }] = [...builder.drain()]
  expect(() => decodePostings(docs.subarray(0, -1), df)).toThrow(RangeError)
  expect(() => decodePostings(docs, df - 1)).toThrow(RangeError)
})

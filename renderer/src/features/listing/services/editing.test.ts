import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nextCell, TYPED } from './editing.ts'

const IDS = ['a', 'b', 'c']
const cell = fc.record({ id: fc.constantFrom(...IDS), champ: fc.constantFrom(...TYPED) })

it('goes on along the row, then to the next, and comes back the same way', () => {
  expect(nextCell({ id: 'a', champ: 'dora.recurrence' }, false, IDS)).toEqual({ id: 'b', champ: 'dora.contact_name' })
  expect(nextCell({ id: 'c', champ: 'dora.recurrence' }, false, IDS)).toBeNull()
  expect(nextCell({ id: 'a', champ: 'dora.contact_name' }, true, IDS)).toBeNull()
  fc.assert(
    fc.property(cell, fc.boolean(), (from, back) => {
      const next = nextCell(from, back, IDS)
      if (next !== null) expect(nextCell(next, !back, IDS)).toEqual(from)
    }),
  )
})

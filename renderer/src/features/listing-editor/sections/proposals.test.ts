import { describe, expect, test } from 'vitest'
import { exclusivePublics, totalHours } from './proposals.ts'

describe('« Tous publics »', () => {
  test.each([
    [['jeunes'], [], ['jeunes']],
    [['tous-publics', 'jeunes'], ['jeunes'], ['tous-publics']],
    [['tous-publics', 'jeunes'], ['tous-publics'], ['jeunes']],
    [['tous-publics'], [], ['tous-publics']],
    [[], ['tous-publics'], []],
  ])('%j after %j', (next, before, expected) => {
    expect(exclusivePublics(next, before)).toEqual(expected)
  })
})

test('hours in all need both numbers', () => {
  expect(totalHours(3, 10)).toBe(30)
  expect(totalHours(3, null)).toBeNull()
})

import { expect, test } from 'vitest'
import { mayBecome, nextStatuses, type ServiceStatus, statusOf } from './status.ts'

const ALL = ['SUGGESTION', 'DRAFT', 'PUBLISHED', 'ARCHIVED'] as const
//                                  → suggestion · draft · published · archived
const TABLE: readonly (readonly [ServiceStatus | null, string])[] = [
  [null, 'xxx.'],
  ['SUGGESTION', 'xx..'],
  ['DRAFT', '.xxx'],
  ['PUBLISHED', '.xxx'],
  ['ARCHIVED', '.x.x'],
]

test.each(TABLE)('from %s', (from, open) => {
  expect(ALL.map((to) => (mayBecome(from, to) ? 'x' : '.')).join('')).toBe(open)
  if (from !== null) for (const to of nextStatuses(from)) expect([to === from, mayBecome(from, to)]).toEqual([false, true])
})

test('no status is published', () => {
  expect([statusOf({}), statusOf({ dora: {} }), statusOf({ dora: { status: 'DRAFT' } })]).toEqual([
    'PUBLISHED',
    'PUBLISHED',
    'DRAFT',
  ])
})

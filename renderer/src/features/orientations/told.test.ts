import { expect, it } from 'vitest'
import { isUnsent } from './told.ts'

const refus = { mut_id: 'm1', message: 'Refusée.' }

it.each([
  ['nothing was refused', null, false],
  ['the request itself was refused', { ...refus, creation: true }, true],
  // Of one that was anonymised since, nothing may be done either: it was sent all the same.
  ['an act on it was refused', { ...refus, creation: false }, false],
] as const)('%s', (_, said, unsent) => {
  expect(isUnsent({ refus: said })).toBe(unsent)
})

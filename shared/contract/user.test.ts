import { expect, test } from 'vitest'
import { userContract } from './user.ts'

test('a list cannot be renamed to nothing, which would take its favourites out of it', () => {
  const { input } = userContract.procedures['favourites.renameList']
  expect(input.safeParse({ de: 'Mardi', vers: '  ' }).success).toBe(false)
  expect(input.parse({ de: 'Mardi', vers: ' Jeudi ' })).toEqual({ de: 'Mardi', vers: 'Jeudi' })
})

import { expect, test } from 'vitest'
import { problemsOf } from './refusal.ts'

test('fields of a refusal are read whatever their shape; what is none is left out', () => {
  expect(problemsOf({ champs: [{ champ: 'nom', message: 'Manque.' }, 'frais', 3, null, { message: 'x' }] })).toEqual([
    { champ: 'nom', message: 'Manque.' },
    { champ: 'frais', message: '' },
  ])
  expect(problemsOf(undefined)).toEqual([])
  expect(problemsOf({ champs: 'nom' })).toEqual([])
})

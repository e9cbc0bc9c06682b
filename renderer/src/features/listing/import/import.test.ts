import { expect, it } from 'vitest'
import { mappingProblems, targetsOf } from './targets.ts'
import { linesOf } from './trial-lines.ts'

it('wants a column for the title, and no field fed twice unless its values go together', () => {
  expect(mappingProblems('services', { a: null })).toEqual({ twice: [], noName: true })
  expect(mappingProblems('services', { a: 'nom', b: 'telephone', c: 'telephone', d: null })).toEqual({
    twice: ['telephone'],
    noName: false,
  })
  const several = targetsOf('services').find(
    ({ value }) => value !== '' && mappingProblems('services', { a: 'nom', b: value, c: value }).twice.length === 0,
  )
  expect(several).toBeDefined()
})

it('tells each problem on its row, also of a row that the trial leaves out', () => {
  const problem = { colonne: null, champ: null, niveau: 'erreur' as const, message: 'Le titre manque.' }
  const lines = linesOf({
    a_creer: 1,
    a_publier: 0,
    ignorees: 1,
    problemes: [
      { ...problem, ligne: 3 },
      { ...problem, ligne: 2, niveau: 'avertissement' },
    ],
    lignes: [{ numero: 2, nom: 'Permis', sort: 'brouillon' }],
  })
  expect(lines.map(({ numero, sort, problemes }) => [numero, sort, problemes.length])).toEqual([
    [2, 'brouillon', 1],
    [3, 'ignoree', 1],
  ])
})

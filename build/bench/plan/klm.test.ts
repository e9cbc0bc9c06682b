import { expect, test } from 'vitest'
import { doraPath } from './dora-path.ts'
import { H, K, M, P, secondsOf, totalOf } from './klm.ts'
import { VIGNETTES } from './vignettes.ts'

test('a step is its keys, its pointings, its hands and its thoughts', () => {
  expect(secondsOf({ quoi: '', source: '' })).toBe(0)
  expect(secondsOf({ quoi: '', source: '', touches: 3, pointages: 1, mains: 2, pensees: 1 })).toBeCloseTo(
    3 * K + P + K + 2 * H + M,
  )
  expect(
    totalOf([
      { quoi: '', source: '', actions: 2 },
      { quoi: '', source: '' },
    ]).actions,
  ).toBe(2)
})

test('the path of three needs on DORA: each need searched, two services opened and printed each, each step with its source', () => {
  const steps = doraPath(['permis', 'garde d’enfant', 'français'])
  expect(steps.filter(({ quoi }) => quoi.startsWith('ouvrir')).length).toBe(6)
  expect(steps.filter(({ quoi }) => quoi.includes('Imprimer')).length).toBe(6)
  for (const { source } of steps) expect(source).toMatch(/§/)
  // Four steps for the first need and three for the others; six times four, but no return from the last.
  expect(totalOf(steps).actions).toBe(4 + 3 + 3 + 6 * 4 - 1)
})

test('fifty vignettes, one to four needs each, in eight towns, twelve of rare rights', () => {
  expect(VIGNETTES).toHaveLength(50)
  expect(new Set(VIGNETTES.map(({ saisie }) => saisie)).size).toBe(50)
  for (const { besoins } of VIGNETTES) expect(besoins.length >= 1 && besoins.length <= 4).toBe(true)
  expect(new Set(VIGNETTES.map(({ lieu }) => lieu)).size).toBe(8)
  for (const needs of [1, 2, 3, 4]) expect(VIGNETTES.some(({ besoins }) => besoins.length === needs)).toBe(true)
  expect(VIGNETTES.filter(({ rare }) => rare === true)).toHaveLength(12)
})

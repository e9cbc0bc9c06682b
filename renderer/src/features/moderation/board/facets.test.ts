import { expect, it } from 'vitest'
import { facetValues, foundIn } from './facets.ts'

it('offers what is counted, in the order of its list, and what is ticked though nothing is left of it', () => {
  const values = facetValues('departements', { '59': 3, '2A': 1, '02': 4 }, ['75'])
  expect(values.map(({ value, count, ticked }) => [value, count, ticked])).toEqual([
    ['02', 4, false],
    ['2A', 1, false],
    ['59', 3, false],
    ['75', 0, true],
  ])
  expect(values[0]?.label).toBe('Aisne (02)')
  expect(facetValues('sources', { fredo: 2, dora: 9, soliguide: 5 }, []).map(({ value }) => value)).toEqual([
    'dora',
    'soliguide',
    'fredo',
  ])
})

it('finds by words, accents and case aside', () => {
  const values = facetValues('departements', { '26': 1, '38': 2, '974': 1 }, [])
  expect(foundIn(values, 'drome').map(({ value }) => value)).toEqual(['26'])
  expect(foundIn(values, 'RÉUN').map(({ value }) => value)).toEqual(['974'])
  expect(foundIn(values, ' ')).toHaveLength(3)
})

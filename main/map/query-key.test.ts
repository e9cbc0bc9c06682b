import { expect, it } from 'vitest'
import { SearchQuery, type SearchQueryInput } from '#shared/search/query.ts'
import { queryKey } from './query-key.ts'

const key = (input: SearchQueryInput) => queryKey(SearchQuery.parse(input))
const base: SearchQueryInput = { text: 'permis', place: { kind: 'commune', code: '59350' } }

it('does not depend on page, size, order, nor on the order of ticks', () => {
  expect(key({ ...base, offset: 50, limit: 10, sort: 'nom' })).toBe(key(base))
  expect(key({ filters: { types: ['b', 'a'], frais: ['gratuit'] } })).toBe(
    key({ filters: { frais: ['gratuit'], types: ['a', 'b'] } }),
  )
})

it('changes with everything that changes the result set', () => {
  const keys = [
    base,
    { ...base, text: 'permis b' },
    { ...base, radiusKm: 20 },
    { ...base, place: { kind: 'code-postal' as const, code: '59350' } },
    { ...base, filters: { types: ['aide'] } },
    { ...base, filters: { frais: ['aide'] } },
    { text: 'permis' },
  ].map(key)
  expect(new Set(keys).size).toBe(keys.length)
})

it('ignores the radius where there is no place', () => {
  expect(key({ radiusKm: 20 })).toBe(key({ radiusKm: 80 }))
})

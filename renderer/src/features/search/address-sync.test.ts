import { describe, expect, test } from 'vitest'
import { emptyQuery } from '#shared/search/address.ts'
import { readSearch, searchHref } from './address-sync.ts'

describe('the address of the search screen', () => {
  test('gives back the query, the sheet and the map', () => {
    const state = {
      query: { ...emptyQuery(), text: 'garde d’enfant', place: { kind: 'commune', code: '59350' } as const, radiusKm: 20 },
      selectedId: 'source--a&b=c/é',
      mapOpen: true,
    }
    const [, search = ''] = searchHref(state).split('?')
    expect(readSearch(`?${search}`)).toEqual(state)
  })

  test('an empty search has a bare address', () => {
    expect(searchHref({ query: emptyQuery(), selectedId: null, mapOpen: false })).toBe('/recherche')
    expect(readSearch('')).toEqual({ query: emptyQuery(), selectedId: null, mapOpen: false })
  })
})

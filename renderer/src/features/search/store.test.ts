import { beforeEach, describe, expect, test } from 'vitest'
import {
  clearFilters,
  countFilters,
  initialState,
  select,
  setFacet,
  setPlace,
  setText,
  toggleValue,
  useSearchStore,
} from './store.ts'

const state = () => useSearchStore.getState()
beforeEach(() => useSearchStore.setState(initialState()))

describe('the search on screen', () => {
  test('nothing is ticked at the start', () => {
    expect(countFilters(state().query.filters)).toBe(0)
  })

  test('filters survive new words and a new place', () => {
    toggleValue('publics', 'jeunes')
    setText('permis')
    setPlace({ kind: 'commune', code: '59350' }, 'Lille (59)')
    expect(state().query.filters.publics).toEqual(['jeunes'])
    expect(state().query.text).toBe('permis')
  })

  test('a value is ticked, then not; a group is cleared without the others; all at once', () => {
    toggleValue('publics', 'jeunes')
    toggleValue('frais', 'gratuit')
    toggleValue('publics', 'jeunes')
    expect(state().query.filters).toMatchObject({ publics: [], frais: ['gratuit'] })
    toggleValue('types', 'atelier')
    setFacet('frais', [])
    expect(countFilters(state().query.filters)).toBe(1)
    clearFilters()
    expect(countFilters(state().query.filters)).toBe(0)
  })

  test('the back button undoes a place and an opening, not a move along the list', () => {
    setPlace({ kind: 'departement', code: '93' }, 'Seine-Saint-Denis (93)')
    select('a', true)
    expect(state().step).toBe(2)
    select('b')
    select('b', true)
    expect(state().step).toBe(2)
  })

  test('words longer than the contract allows are cut, not refused', () => {
    setText('x'.repeat(400))
    expect(state().query.text).toHaveLength(300)
  })
})

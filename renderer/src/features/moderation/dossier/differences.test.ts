import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeOf } from './differences.ts'

describe('how a field has changed', () => {
  test('a list says what came, what went, and how much stayed, in words', () => {
    expect(changeOf('publics', ['jeunes', 'femmes'], ['jeunes', 'familles'])).toEqual({
      kind: 'list',
      added: ['Familles'],
      removed: ['Femmes'],
      kept: 1,
    })
  })
  test('a list that begins, and one that ends', () => {
    expect(changeOf('dora.requirements', null, ['Un'])).toEqual({ kind: 'list', added: ['Un'], removed: [], kept: 0 })
    expect(changeOf('dora.requirements', ['Un'], null)).toEqual({ kind: 'list', added: [], removed: ['Un'], kept: 0 })
  })
  test('the codes of a perimeter by their names', () => {
    const nameOf = (code: string) => (code === '59' ? 'Nord' : null)
    expect(changeOf('zone_eligibilite', [], ['59', '62'], nameOf)).toMatchObject({ added: ['Nord', '62'] })
  })
  test('a text, a choice, a yes', () => {
    expect(changeOf('nom', 'Garage', 'Garage solidaire')).toEqual({ kind: 'text', from: 'Garage', to: 'Garage solidaire' })
    expect(changeOf('frais', 'gratuit', null)).toEqual({ kind: 'text', from: 'Gratuit', to: '' })
    expect(changeOf('dora.is_cumulative', true, false)).toEqual({ kind: 'text', from: 'Oui', to: 'Non' })
  })
  test('a list keeps its length, whatever comes and goes', () => {
    const list = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'))
    fc.assert(
      fc.property(list, list, (before, after) => {
        const change = changeOf('dora.requirements', before, after)
        if (change.kind !== 'list') throw new Error('a list was expected')
        expect(change.kept + change.added.length).toBe(after.length)
        expect(change.kept + change.removed.length).toBe(before.length)
      }),
    )
  })
})

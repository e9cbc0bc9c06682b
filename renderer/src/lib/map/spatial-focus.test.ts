import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { directionOf, nearestSpot, nextSpot, type Spot } from './spatial-focus.ts'

const centre: Spot = { key: 'c', x: 100, y: 100 }
const spots: readonly Spot[] = [centre, { key: 'e', x: 160, y: 110 }, { key: 'n', x: 95, y: 20 }, { key: 'o', x: 10, y: 100 }]

describe('nextSpot', () => {
  it('goes the way of the arrow', () => {
    expect(nextSpot(spots, centre, 'droite')).toBe('e')
    expect(nextSpot(spots, centre, 'haut')).toBe('n')
    expect(nextSpot(spots, centre, 'gauche')).toBe('o')
  })

  it('prefers what is straight ahead to what is near but aside', () => {
    const aside: readonly Spot[] = [centre, { key: 'near', x: 110, y: 180 }, { key: 'ahead', x: 200, y: 100 }]
    expect(nextSpot(aside, centre, 'droite')).toBe('ahead')
  })

  it('stays when there is nothing that way', () => {
    expect(nextSpot([centre], centre, 'bas')).toBeNull()
  })

  it('never answers the spot it starts from, nor one behind', () => {
    const anySpots = fc.uniqueArray(
      fc.record({ key: fc.string({ minLength: 1 }), x: fc.integer({ min: 0, max: 999 }), y: fc.integer({ min: 0, max: 999 }) }),
      { selector: ({ key }) => key, minLength: 1 },
    )
    fc.assert(
      fc.property(anySpots, (found) => {
        const from = found[0]
        if (from === undefined) return
        const next = found.find(({ key }) => key === nextSpot(found, from, 'droite'))
        if (next !== undefined) expect(next.x).toBeGreaterThan(from.x)
      }),
    )
  })
})

it('reads arrows only', () => {
  expect(directionOf('ArrowUp')).toBe('haut')
  for (const key of ['a', 'Enter', 'constructor', 'toString']) expect(directionOf(key)).toBeNull()
})

it('finds the nearest spot', () => {
  expect(nearestSpot(spots, 150, 100)).toBe('e')
  expect(nearestSpot([], 0, 0)).toBeNull()
})

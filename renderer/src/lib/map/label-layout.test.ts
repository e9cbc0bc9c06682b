import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Box, type LabelWish, layoutLabels, overlaps } from './label-layout.ts'

const screen: Box = { x: 0, y: 0, width: 800, height: 600 }
const wish = (key: string, x: number, y: number, priority: number): LabelWish => ({ key, x, y, width: 60, height: 16, priority })

const anyWishes = fc.uniqueArray(
  fc.record({
    key: fc.string({ minLength: 1, maxLength: 6 }),
    x: fc.integer({ min: -50, max: 850 }),
    y: fc.integer({ min: -50, max: 650 }),
    width: fc.integer({ min: 10, max: 140 }),
    height: fc.constant(16),
    priority: fc.integer({ min: 0, max: 1_000_000 }),
  }),
  { selector: ({ key }) => key, maxLength: 120 },
)
const anyObstacles = fc.array(
  fc.record({
    x: fc.integer({ min: 0, max: 780 }),
    y: fc.integer({ min: 0, max: 580 }),
    width: fc.integer({ min: 10, max: 60 }),
    height: fc.integer({ min: 10, max: 60 }),
  }),
  { maxLength: 40 },
)

describe('layoutLabels', () => {
  it('keeps the bigger town where two collide', () => {
    const crowd = Array.from({ length: 12 }, (_, i) => wish(`v${i}`, 400 + i, 300, i))
    const kept = layoutLabels(crowd, [], screen).map(({ key }) => key)
    expect(kept[0]).toBe('v11')
    expect(kept.length).toBeLessThan(crowd.length)
  })

  it('writes right of the point, and moves aside for a marker', () => {
    expect(layoutLabels([wish('a', 400, 300, 1)], [], screen)[0]?.box.x).toBe(405)
    const marker = { x: 380, y: 280, width: 40, height: 40 }
    const [moved] = layoutLabels([wish('a', 400, 300, 1)], [marker], screen)
    expect(moved).toBeDefined()
    expect(overlaps(moved?.box ?? marker, marker)).toBe(false)
  })

  it('never overlaps, never covers a marker or a dot, never leaves the screen, and does not depend on the order given', () => {
    fc.assert(
      fc.property(anyWishes, anyObstacles, (wishes, obstacles) => {
        const placed = layoutLabels(wishes, obstacles, screen)
        for (const [i, { box }] of placed.entries()) {
          expect(obstacles.some((obstacle) => overlaps(box, obstacle))).toBe(false)
          for (const other of placed.slice(i + 1)) {
            expect(overlaps(box, other.box)).toBe(false)
            const dot = { x: other.x - 4, y: other.y - 4, width: 8, height: 8 }
            expect(overlaps(box, dot)).toBe(false)
          }
          expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= 800 && box.y + box.height <= 600).toBe(true)
        }
        expect(layoutLabels([...wishes].reverse(), obstacles, screen)).toEqual(placed)
      }),
      { numRuns: 60 },
    )
  })

  it('stops at the limit', () => {
    const many = Array.from({ length: 30 }, (_, i) => wish(`v${i}`, 100 + (i % 5) * 150, 20 + Math.floor(i / 5) * 90, i))
    expect(layoutLabels(many, [], screen, 7)).toHaveLength(7)
  })
})

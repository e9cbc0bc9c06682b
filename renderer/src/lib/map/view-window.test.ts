import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MapView, windowFor } from './view-window.ts'

const view: MapView = { zoom: 9, bbox: { ouest: 2, sud: 50, est: 4, nord: 51 } }

describe('windowFor', () => {
  it('asks for a margin around the screen', () => {
    const asked = windowFor(view, null)
    expect(asked.bbox.ouest).toBeLessThan(2)
    expect(asked.bbox.nord).toBeGreaterThan(51)
  })

  it('asks nothing new for a small move, and something new for a large one or another zoom', () => {
    const asked = windowFor(view, null)
    const nudged = { ...view, bbox: { ouest: 2.2, sud: 50.1, est: 4.2, nord: 51.1 } }
    expect(windowFor(nudged, asked)).toBe(asked)
    expect(windowFor({ ...view, bbox: { ouest: 4, sud: 50, est: 6, nord: 51 } }, asked)).not.toBe(asked)
    expect(windowFor({ ...view, zoom: 10 }, asked)).not.toBe(asked)
  })

  it('always covers the screen and never leaves the world', () => {
    const degree = (max: number) => fc.double({ min: -max, max, noNaN: true })
    fc.assert(
      fc.property(degree(180), degree(180), degree(85), degree(85), fc.integer({ min: 0, max: 18 }), (a, b, c, d, zoom) => {
        const bbox = { ouest: Math.min(a, b), est: Math.max(a, b), sud: Math.min(c, d), nord: Math.max(c, d) }
        const asked = windowFor({ bbox, zoom }, null)
        expect(windowFor({ bbox, zoom }, asked)).toBe(asked)
        expect(asked.bbox.ouest).toBeGreaterThanOrEqual(-180)
        expect(asked.bbox.nord).toBeLessThanOrEqual(85)
      }),
    )
  })
})

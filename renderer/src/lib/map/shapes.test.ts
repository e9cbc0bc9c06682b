import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseLayer } from './geometry.ts'
import { levelAt, mercatorX, mercatorY, shapesOf, thin } from './shapes.ts'

describe('projection', () => {
  it('puts known places where Web Mercator has them', () => {
    expect([mercatorX(0), mercatorY(0)]).toEqual([0.5, 0.5])
    expect(mercatorX(-180)).toBe(0)
    expect(mercatorY(85.0511)).toBeCloseTo(0, 5)
    // Tile of Lille at zoom 10: 520 / 344.
    expect(Math.floor(mercatorX(3.06) * 1024)).toBe(520)
    expect(Math.floor(mercatorY(50.63) * 1024)).toBe(344)
  })

  it('stays finite at the poles', () => {
    expect(Number.isFinite(mercatorY(90))).toBe(true)
    expect(Number.isFinite(mercatorY(-90))).toBe(true)
  })
})

describe('thin', () => {
  it('keeps the ends and never adds a point', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))),
        (line) => {
          const points = Float64Array.from(line.flat())
          const kept = thin(points, 0.05)
          expect(kept.length).toBeLessThanOrEqual(points.length)
          expect(kept.slice(0, 2)).toEqual(points.slice(0, 2))
          expect(kept.slice(-2)).toEqual(points.slice(-2))
        },
      ),
    )
  })

  it('makes a dense line light', () => {
    const dense = Float64Array.from({ length: 20_000 }, (_, i) => i / 20_000)
    expect(thin(dense, 0.01).length).toBeLessThan(300)
  })
})

describe('shapesOf', () => {
  const layer = parseLayer(
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { code: '59' },
          geometry: {
            type: 'MultiPolygon',
            coordinates: [
              [
                [
                  [2, 50],
                  [4, 50],
                  [4, 51],
                  [2, 50],
                ],
                [
                  [3, 50.2],
                  [3.2, 50.2],
                  [3.2, 50.3],
                  [3, 50.2],
                ],
              ],
            ],
          },
        },
        {
          type: 'Feature',
          properties: {},
          geometry: {
            type: 'LineString',
            coordinates: [
              [0, 0],
              [1, 1],
            ],
          },
        },
        { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [0, 0] } },
      ],
    }),
  )

  it('keeps the holes and parts of a feature together, and leaves points out', () => {
    const [north, line, ...rest] = shapesOf(layer)
    expect(rest).toEqual([])
    expect(north?.code).toBe('59')
    expect(north?.paths).toHaveLength(2)
    expect(line?.paths).toHaveLength(1)
  })

  it('bounds each path', () => {
    const [path] = shapesOf(layer)[0]?.paths ?? []
    expect(path?.west).toBeCloseTo(mercatorX(2))
    expect(path?.north).toBeCloseTo(mercatorY(51))
    expect(path?.levels.at(-1)).toHaveLength(8)
  })
})

it('draws finer copies as one comes nearer', () => {
  const levels = [4, 5, 6, 7, 8, 9, 10, 14].map(levelAt)
  expect(levels).toEqual([...levels].sort((a, b) => a - b))
  expect(levelAt(5.5)).toBe(1)
  expect(levelAt(18)).toBe(3)
})

import { expect, test } from 'vitest'
import { clipPolygons, dissolve, polygonsOf, roundPolygons, toGeometry } from './shapes.ts'

const square = (x: number, y: number, side = 1) => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
]

const area = (ring: readonly (readonly number[])[]): number =>
  Math.abs(ring.slice(1).reduce((sum, [x = 0, y = 0], i) => sum + ((ring[i]?.[0] ?? 0) * y - x * (ring[i]?.[1] ?? 0)), 0) / 2)

const areas = (polygons: readonly (readonly (readonly (readonly number[])[])[])[]): readonly number[] =>
  polygons.map(([ring = []]) => area(ring))

test('two squares side by side dissolve into one outline without the border between them', () => {
  const [polygon, ...others] = dissolve([[square(0, 0)], [square(1, 0).toReversed()]])
  expect(others).toEqual([])
  expect(polygon?.[0]).toHaveLength(7)
  expect(areas(polygon === undefined ? [] : [polygon])).toEqual([2])
})

test('what does not touch stays apart', () => {
  expect(areas(dissolve([[square(0, 0)], [square(5, 5, 2)]]))).toEqual([1, 4])
})

test('a polygon is cut by the box, kept when inside, dropped when outside', () => {
  const box = { ouest: 0, sud: 0, est: 1, nord: 1 }
  expect(areas(clipPolygons([[square(-0.5, -0.5)]], box))).toEqual([0.25])
  expect(areas(clipPolygons([[square(0.25, 0.25, 0.5)]], box))).toEqual([0.25])
  expect(areas(clipPolygons([[square(-1, -1, 3)]], box))).toEqual([1])
  expect(clipPolygons([[square(3, 3)]], box)).toEqual([])
})

test('rounding merges points that fall together and drops what is no surface any more', () => {
  expect(roundPolygons([[square(0.00001, 0, 0.00002)]], 3)).toEqual([])
  expect(roundPolygons([[square(0.12345, 0, 1)]], 3)[0]?.[0]?.[0]).toEqual([0.123, 0])
})

test('one polygon is a Polygon, several a MultiPolygon, and both read back', () => {
  for (const polygons of [[[square(0, 0)]], [[square(0, 0)], [square(3, 3)]]]) {
    const geometry = toGeometry(polygons)
    expect(geometry.type).toBe(polygons.length === 1 ? 'Polygon' : 'MultiPolygon')
    expect(polygonsOf(geometry)).toEqual(polygons)
  }
  expect(polygonsOf({ type: 'Point', coordinates: [0, 0] })).toEqual([])
})

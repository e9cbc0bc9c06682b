import { describe, expect, it } from 'vitest'
import { bboxOf, extentsByCode, intersects, parseLayer, populationNamedAt, townsOf } from './geometry.ts'

const layer = (features: readonly unknown[]) => parseLayer(JSON.stringify({ type: 'FeatureCollection', features }))
const point = (lon: number, lat: number, properties: object) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [lon, lat] },
})

describe('parseLayer', () => {
  it('refuses what is no layer, and drops features without geometry', () => {
    expect(() => parseLayer('{"type":"Topology"}')).toThrow()
    expect(() => parseLayer('nothing')).toThrow()
    expect(layer([{ type: 'Feature', properties: {}, geometry: null }]).features).toHaveLength(0)
  })
})

describe('bboxOf', () => {
  it('covers every part of a shape', () => {
    expect(
      bboxOf({
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [0, 0],
              [2, 0],
              [2, 1],
              [0, 0],
            ],
          ],
          [
            [
              [5, -3],
              [6, -3],
              [6, -2],
              [5, -3],
            ],
          ],
        ],
      }),
    ).toEqual({ ouest: 0, sud: -3, est: 6, nord: 1 })
    expect(bboxOf({ type: 'GeometryCollection', geometries: [] })).toBeNull()
  })
})

it('knows extents by code, and which the view meets', () => {
  const extents = extentsByCode(
    layer([
      {
        type: 'Feature',
        properties: { code: '59' },
        geometry: {
          type: 'LineString',
          coordinates: [
            [2, 50],
            [4, 51],
          ],
        },
      },
      {
        type: 'Feature',
        properties: {},
        geometry: {
          type: 'LineString',
          coordinates: [
            [9, 9],
            [9, 9],
          ],
        },
      },
    ]),
  )
  expect(extents).toEqual([{ code: '59', bbox: { ouest: 2, sud: 50, est: 4, nord: 51 } }])
  expect(intersects({ ouest: 3, sud: 49, est: 5, nord: 50.2 }, extents[0]?.bbox ?? { ouest: 0, sud: 0, est: 0, nord: 0 })).toBe(
    true,
  )
  expect(intersects({ ouest: 5, sud: 49, est: 6, nord: 50.2 }, extents[0]?.bbox ?? { ouest: 0, sud: 0, est: 0, nord: 0 })).toBe(
    false,
  )
})

it('names the most populous towns first, and more of them when nearer', () => {
  const towns = townsOf(
    layer([point(2, 48, { nom: 'Petite', population: 10 }), point(3, 50, { nom: 'Grande', population: 9000 }), point(1, 1, {})]),
  )
  expect(towns.map(({ nom }) => nom)).toEqual(['Grande', 'Petite'])
  const thresholds = Array.from({ length: 14 }, (_, zoom) => populationNamedAt(zoom))
  expect([...thresholds].sort((a, b) => b - a)).toEqual(thresholds)
})

import type { FeatureCollection, Geometry, Position } from 'geojson'
import { textOf } from './geometry.ts'

/**
 * Lines and rings ready to draw: projected once in Web Mercator (the world is the square 0…1, y downwards), with lighter copies
 * for the views from afar. Drawing a zoom level is then a multiplication per point (Leaflet projects and simplifies them all again).
 */
export type Path = {
  /** x, y, x, y… for each level of detail, the finest last. */
  readonly levels: readonly Float64Array[]
  readonly west: number
  readonly north: number
  readonly east: number
  readonly south: number
}
/** The paths of one feature: those of a polygon are drawn together, so that its holes are holes. */
export type Shape = { readonly code: string; readonly paths: readonly Path[] }

export const mercatorX = (lon: number): number => lon / 360 + 0.5
export const mercatorY = (lat: number): number => {
  const sin = Math.sin((Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI) / 180)
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)
}

/** Deepest zoom each copy is good for; the finest serves beyond. */
const LEVEL_ZOOMS = [5, 7, 9]
/** Pixels under which two points of a line are one. */
const TOLERANCE = 0.75

/** Which copy to draw at a zoom. */
export const levelAt = (zoom: number): number => {
  const at = LEVEL_ZOOMS.findIndex((limit) => zoom <= limit)
  return at === -1 ? LEVEL_ZOOMS.length : at
}

/** Leaves out points closer than `least` to the last one kept; the ends always stay. */
export const thin = (points: Float64Array, least: number): Float64Array => {
  const kept: number[] = []
  let lastX = Infinity
  let lastY = Infinity
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] ?? 0
    const y = points[i + 1] ?? 0
    if (i > 0 && i < points.length - 2 && Math.hypot(x - lastX, y - lastY) < least) continue
    kept.push(x, y)
    lastX = x
    lastY = y
  }
  return kept.length === points.length ? points : Float64Array.from(kept)
}

const pathOf = (positions: readonly Position[]): Path => {
  const points = new Float64Array(positions.length * 2)
  const box = { west: Infinity, north: Infinity, east: -Infinity, south: -Infinity }
  for (const [at, [lon = 0, lat = 0]] of positions.entries()) {
    const x = mercatorX(lon)
    const y = mercatorY(lat)
    points[2 * at] = x
    points[2 * at + 1] = y
    box.west = Math.min(box.west, x)
    box.east = Math.max(box.east, x)
    box.north = Math.min(box.north, y)
    box.south = Math.max(box.south, y)
  }
  const lighter = LEVEL_ZOOMS.map((zoom) => thin(points, TOLERANCE / (256 * 2 ** zoom)))
  return { levels: [...lighter, points], ...box }
}

const pathsOf = (geometry: Geometry): readonly Path[] => {
  switch (geometry.type) {
    case 'LineString':
      return [pathOf(geometry.coordinates)]
    case 'MultiLineString':
      return geometry.coordinates.map((line) => pathOf(line))
    case 'Polygon':
      return geometry.coordinates.map((ring) => pathOf(ring))
    case 'MultiPolygon':
      return geometry.coordinates.flat().map((ring) => pathOf(ring))
    case 'GeometryCollection':
      return geometry.geometries.flatMap(pathsOf)
    case 'Point':
    case 'MultiPoint':
      return []
  }
}

export const shapesOf = ({ features }: FeatureCollection): readonly Shape[] =>
  features.flatMap(({ geometry, properties }) => {
    const paths = pathsOf(geometry)
    return paths.length === 0 ? [] : [{ code: textOf(properties, 'code'), paths }]
  })

import type { FeatureCollection, Geometry, Position } from 'geojson'
import type { BBox } from '#shared/contract/catalogue.ts'

/** The layers come as GeoJSON text from a pack that may be of another making: nothing is taken for granted but the outer shape. */
export const parseLayer = (text: string): FeatureCollection => {
  const value = JSON.parse(text) as Partial<FeatureCollection>
  if (value.type !== 'FeatureCollection' || !Array.isArray(value.features)) throw new Error('not a FeatureCollection')
  return { type: 'FeatureCollection', features: value.features.filter((feature) => feature?.geometry != null) }
}

const positionsOf = (geometry: Geometry): readonly Position[] => {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates]
    case 'MultiPoint':
    case 'LineString':
      return geometry.coordinates
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.flat()
    case 'MultiPolygon':
      return geometry.coordinates.flat(2)
    case 'GeometryCollection':
      return geometry.geometries.flatMap(positionsOf)
  }
}

export const bboxOf = (geometry: Geometry): BBox | null => {
  const box = { ouest: Infinity, sud: Infinity, est: -Infinity, nord: -Infinity }
  for (const [x = 0, y = 0] of positionsOf(geometry)) {
    box.ouest = Math.min(box.ouest, x)
    box.est = Math.max(box.est, x)
    box.sud = Math.min(box.sud, y)
    box.nord = Math.max(box.nord, y)
  }
  return box.ouest === Infinity ? null : box
}

export const intersects = (a: BBox, b: BBox): boolean =>
  a.ouest <= b.est && b.ouest <= a.est && a.sud <= b.nord && b.sud <= a.nord

/** Text of a property, whatever the pack wrote; empty when absent. */
export const textOf = (properties: { readonly [name: string]: unknown } | null, name: string): string => {
  const value = properties?.[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export type Extent = { readonly code: string; readonly bbox: BBox }

/** Extent of each département, to know whose communes to draw. */
export const extentsByCode = ({ features }: FeatureCollection): readonly Extent[] =>
  features.flatMap(({ geometry, properties }) => {
    const code = textOf(properties, 'code')
    const bbox = bboxOf(geometry)
    return code === '' || bbox === null ? [] : [{ code, bbox }]
  })

export type Town = { readonly nom: string; readonly population: number; readonly lat: number; readonly lon: number }

/** Points of the `villes` layer, the most populous first. */
export const townsOf = ({ features }: FeatureCollection): readonly Town[] =>
  features
    .flatMap(({ geometry, properties }) => {
      if (geometry.type !== 'Point') return []
      const [lon = NaN, lat = NaN] = geometry.coordinates
      const nom = textOf(properties, 'nom')
      const population = Number(textOf(properties, 'population')) || 0
      return nom === '' || !Number.isFinite(lat) || !Number.isFinite(lon) ? [] : [{ nom, population, lat, lon }]
    })
    .sort((a, b) => b.population - a.population)

/** Below this many inhabitants a town is not named at this zoom: a name should help to find one's way, not fill the sea. */
export const populationNamedAt = (zoom: number): number =>
  zoom <= 5 ? 150_000 : zoom <= 6 ? 80_000 : zoom <= 7 ? 30_000 : zoom <= 8 ? 12_000 : zoom <= 9 ? 4_000 : zoom <= 10 ? 1_200 : 0

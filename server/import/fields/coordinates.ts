export type Point = { readonly latitude: number; readonly longitude: number }

export type ReadPoint =
  | { readonly kind: 'point'; readonly point: Point; readonly repaired: null | 'inversees' | 'lambert-93' }
  | { readonly kind: 'refused'; readonly reason: 'nulles' | 'hors-de-france' }

/** [south, north, west, east] of metropolitan France, with its borders, and of each overseas territory. */
const FRANCE: readonly (readonly [number, number, number, number])[] = [
  [41, 51.6, -5.7, 10],
  [14.2, 18.3, -63.3, -60.6],
  [2, 6.1, -54.8, -51.4],
  [-21.6, -20.7, 55, 56],
  [-13.2, -12.4, 44.8, 45.5],
  [46.6, 47.3, -56.7, -55.9],
  [-28.5, -7, -155.5, -134],
  [-23.2, -18, 158, 172.5],
  [-14.8, -12.8, -179, -175.5],
]

const inFrance = (lat: number, lon: number): boolean =>
  FRANCE.some(([south, north, west, east]) => lat >= south && lat <= north && lon >= west && lon <= east)

/**
 * A place in WGS84 degrees from two numbers that should be its latitude and longitude. Swapped ones are put right, and so are
 * Lambert-93 metres (EPSG:2154): both can only be read one way once they must fall in France.
 */
export const readPoint = (latitude: number, longitude: number): ReadPoint => {
  if (latitude === 0 && longitude === 0) return { kind: 'refused', reason: 'nulles' }
  if (inFrance(latitude, longitude)) return { kind: 'point', point: { latitude, longitude }, repaired: null }
  if (inFrance(longitude, latitude)) {
    return { kind: 'point', point: { latitude: longitude, longitude: latitude }, repaired: 'inversees' }
  }
  for (const [x, y] of [
    [longitude, latitude],
    [latitude, longitude],
  ] as const) {
    if (x > 50_000 && x < 1_300_000 && y > 6_000_000 && y < 7_200_000) {
      return { kind: 'point', point: fromLambert93(x, y), repaired: 'lambert-93' }
    }
  }
  return { kind: 'refused', reason: 'hors-de-france' }
}

/** Constants of the IGN for Lambert-93 on the GRS80 ellipsoid (NTG_71). */
const E = 0.08181919112
const N = 0.725607765053267
const C = 11_754_255.4261
const X0 = 700_000
const Y0 = 12_655_612.0499
const LON0 = (3 * Math.PI) / 180

const fromLambert93 = (x: number, y: number): Point => {
  const radius = Math.hypot(x - X0, y - Y0)
  const gamma = Math.atan((x - X0) / (Y0 - y))
  const isometric = -Math.log(radius / C) / N
  let phi = 2 * Math.atan(Math.exp(isometric)) - Math.PI / 2
  // The series converges by a factor of 300 at each turn.
  for (let turn = 0; turn < 8; turn++) {
    const sine = E * Math.sin(phi)
    phi = 2 * Math.atan(((1 + sine) / (1 - sine)) ** (E / 2) * Math.exp(isometric)) - Math.PI / 2
  }
  const degrees = (radians: number) => Math.round((radians * 180e6) / Math.PI) / 1e6
  return { latitude: degrees(phi), longitude: degrees(LON0 + gamma / N) }
}

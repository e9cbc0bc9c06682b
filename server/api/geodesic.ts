/**
 * Distance in kilometres on the WGS84 ellipsoid between two points, in degrees: Lambert’s formula, within some ten metres over a
 * thousand kilometres and far less over the fifty of a search. Upstream’s is PostGIS’s, exact to the micrometre.
 */
const EQUATOR_KM = 6378.137
const FLATTENING = 1 / 298.257223563
const radians = (degrees: number): number => (degrees * Math.PI) / 180

export const geodesicKm = (lat1: number, lon1: number, lat2: number, lon2: number): number => {
  const [beta1, beta2] = [
    Math.atan((1 - FLATTENING) * Math.tan(radians(lat1))),
    Math.atan((1 - FLATTENING) * Math.tan(radians(lat2))),
  ]
  const halfLon = Math.sin(radians(lon2 - lon1) / 2)
  const halfLat = Math.sin((beta2 - beta1) / 2)
  const square = Math.min(1, halfLat * halfLat + Math.cos(beta1) * Math.cos(beta2) * halfLon * halfLon)
  const angle = 2 * Math.asin(Math.sqrt(square))
  // On one point; on the other side of the world, where the formula has no value, the sphere’s is given.
  if (square === 0) return 0
  if (square > 1 - 1e-9) return EQUATOR_KM * angle
  const [p, q] = [(beta1 + beta2) / 2, (beta2 - beta1) / 2]
  const sinAngle = Math.sin(angle)
  const [sinP, cosP, sinQ, cosQ] = [Math.sin(p), Math.cos(p), Math.sin(q), Math.cos(q)]
  const x = ((angle - sinAngle) * (sinP * sinP * cosQ * cosQ)) / (1 - square)
  const y = ((angle + sinAngle) * (cosP * cosP * sinQ * sinQ)) / square
  return EQUATOR_KM * (angle - (FLATTENING / 2) * (x + y))
}

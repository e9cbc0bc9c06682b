import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distanceKm } from '#shared/geo/distance.ts'
import { geodesicKm } from './geodesic.ts'

describe('kilometres between two points', () => {
  /** Vincenty’s worked figures on WGS84 (degrees, minutes of the classic test line aside), and places of data-inclusion.md §4. */
  test.each([
    ['the same point', [48, 2, 48, 2], 0, 0],
    ['a degree of longitude on the equator', [0, 0, 0, 1], 111.3195, 0.001],
    ['a degree of latitude from the equator', [0, 0, 1, 0], 110.5744, 0.001],
    ['a degree of latitude at the pole', [89, 0, 90, 0], 111.6939, 0.001],
    ['Lille, from Hazebrouck', [50.7262, 2.5387, 50.633333, 3.066667], 38.77, 0.1],
  ] as const)('%s', (_name, [lat1, lon1, lat2, lon2], expected, within) => {
    expect(Math.abs(geodesicKm(lat1, lon1, lat2, lon2) - expected)).toBeLessThanOrEqual(within)
  })
  const degrees = { lat: fc.double({ min: -89, max: 89, noNaN: true }), lon: fc.double({ min: -180, max: 180, noNaN: true }) }
  test('goes as far as it comes back, and never strays from the sphere by more than it is flat', () => {
    fc.assert(
      fc.property(fc.record(degrees), fc.record(degrees), (a, b) => {
        const [there, back] = [geodesicKm(a.lat, a.lon, b.lat, b.lon), geodesicKm(b.lat, b.lon, a.lat, a.lon)]
        const round = distanceKm(a, b)
        // On the other side of the world the formula means little; nothing is looked for there.
        fc.pre(round < 15_000)
        expect(there).toBeCloseTo(back, 6)
        expect(Math.abs(there - round)).toBeLessThanOrEqual(round * 0.007 + 1e-6)
      }),
    )
  })
  test('of no point is none', () => expect(geodesicKm(48, 2, NaN, NaN)).toBeNaN())
})

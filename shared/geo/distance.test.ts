import { expect, test } from 'vitest'
import { distanceKm } from './distance.ts'

test.each([
  // data-inclusion.md §4, case 21: rounded to 39 km
  ['Lille–Hazebrouck', { lat: 50.633333, lon: 3.066667 }, { lat: 50.7262, lon: 2.5387 }, 39],
  ['across the antimeridian', { lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 }, 111],
  ['a point to itself', { lat: 48.85, lon: 2.35 }, { lat: 48.85, lon: 2.35 }, 0],
  ['antipodes', { lat: 0, lon: 0 }, { lat: 0, lon: 180 }, 20015],
])('%s', (_, a, b, km) => {
  expect(Math.round(distanceKm(a, b))).toBe(km)
  expect(distanceKm(b, a)).toBeCloseTo(distanceKm(a, b), 9)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bandsOf, discsOf, namesOf } from './bands.ts'

const stop = fc.record({
  nom: fc.constantFrom('Gare', 'Mairie', 'Hôpital', 'École'),
  lat: fc.double({ min: 48, max: 48.02, noNaN: true }),
  lon: fc.double({ min: -1, max: -0.98, noNaN: true }),
  minutes: fc.integer({ min: 0, max: 60 }),
})

test('an hour is told in thirds', () => expect(bandsOf(60)).toEqual([20, 40, 60]))

test('two platforms of a stop are one disc, as quick as the quicker', () => {
  const at = { nom: 'Gare', lat: 48.07, lon: -0.76 }
  const discs = discsOf(
    [
      { ...at, minutes: 25 },
      { ...at, lon: -0.76001, minutes: 12 },
    ],
    60,
  )
  expect(discs).toEqual([{ lat: 48.07, lon: -0.76001, band: 0 }])
})

test('what is near is drawn last; no stop is farther in the drawing than in the answer; each name is told once, at its best', () => {
  fc.assert(
    fc.property(fc.array(stop, { maxLength: 60 }), (stops) => {
      const discs = discsOf(stops, 60)
      expect(discs.map(({ band }) => band)).toEqual(discs.map(({ band }) => band).sort((a, b) => b - a))
      expect(discs.length).toBeLessThanOrEqual(stops.length)
      for (const one of stops) {
        const near = discs.filter(({ lat, lon }) => Math.abs(lat - one.lat) <= 1 / 700 && Math.abs(lon - one.lon) <= 1 / 700)
        expect(Math.min(...near.map(({ band }) => band))).toBeLessThanOrEqual(bandsOf(60).findIndex((end) => one.minutes <= end))
      }
      const names = namesOf(stops)
      expect(new Set(names.map(({ nom }) => nom)).size).toBe(names.length)
      for (const { nom, minutes } of names) {
        expect(minutes).toBe(Math.min(...stops.filter((one) => one.nom === nom).map((one) => one.minutes)))
      }
    }),
  )
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ETATS_STRUCTURE } from '#shared/moderation/structure-state.ts'
import { boardIndex, type BoardPoint } from './clusters.ts'

const WORLD = { ouest: -180, sud: -85, est: 180, nord: 85 }
const anyPoints = fc.array(
  fc.record({
    etat: fc.constantFrom(...ETATS_STRUCTURE),
    lon: fc.double({ min: -5, max: 9, noNaN: true }),
    lat: fc.double({ min: 42, max: 51, noNaN: true }),
  }),
  { minLength: 1, maxLength: 120 },
)
const named = (points: readonly { etat: BoardPoint['etat']; lon: number; lat: number }[]): BoardPoint[] =>
  points.map(({ etat, lon, lat }, rang) => ({ id: `s-${rang}`, nom: `Structure ${rang}`, etat, rang, point: [lon, lat] }))

it('no structure is lost nor counted twice, at any zoom, and each keeps its state', () => {
  fc.assert(
    fc.property(anyPoints, fc.double({ min: 3, max: 18, noNaN: true }), (raw, zoom) => {
      const points = named(raw)
      const spots = boardIndex(points).spots(WORLD, zoom)
      expect(spots.reduce((sum, { count }) => sum + count, 0)).toBe(points.length)
      for (const etat of ETATS_STRUCTURE)
        expect(spots.reduce((sum, { counts }) => sum + (counts[etat] ?? 0), 0)).toBe(
          points.filter((one) => one.etat === etat).length,
        )
    }),
    { numRuns: 60 },
  )
})

it('tells the members of a group, where a structure is, and what all of them cover', () => {
  const points = named([
    { etat: 'en-ordre', lon: -0.58, lat: 44.84 },
    { etat: 'a-valider', lon: -0.58, lat: 44.84 },
    { etat: 'sans-service', lon: 3.06, lat: 50.63 },
  ])
  const index = boardIndex(points)
  const [group] = index.spots({ ouest: -1, sud: 44, est: 0, nord: 45 }, 8)
  expect(group).toMatchObject({ id: null, count: 2, counts: { 'en-ordre': 1, 'a-valider': 1 } })
  expect(index.membersOf(group?.cluster ?? -1).map(({ id }) => id)).toEqual(['s-0', 's-1'])
  expect(index.zoomApart(group?.cluster ?? -1)).toBeGreaterThan(18)
  expect(index.at('s-2')).toEqual({ lat: 50.63, lon: 3.06 })
  expect(index.at('inconnue')).toBeNull()
  expect(index.bounds).toEqual({ ouest: -0.58, sud: 44.84, est: 3.06, nord: 50.63 })
  expect(boardIndex([]).bounds).toBeNull()
})

it('shows the part of France that has the most of them, when they are in several: the whole would be the ocean', () => {
  const at = (lon: number, lat: number) => ({ etat: 'en-ordre', lon, lat }) as const
  const lille = at(3.06, 50.63)
  const bordeaux = at(-0.58, 44.84)
  const cayenne = at(-52.33, 4.93)
  expect(boardIndex(named([lille, cayenne, bordeaux])).bounds).toEqual({ ouest: -0.58, sud: 44.84, est: 3.06, nord: 50.63 })
  expect(boardIndex(named([cayenne, at(-52.3, 4.9)])).bounds).toEqual({ ouest: -52.33, sud: 4.9, est: -52.3, nord: 4.93 })
})

it('at any zoom groups stand apart, and one that is opened comes in pieces at the zoom that is told', () => {
  const pixel = (spot: { readonly lat: number; readonly lon: number }, zoom: number): readonly [number, number] => {
    const sin = Math.sin((spot.lat * Math.PI) / 180)
    return [
      (spot.lon / 360 + 0.5) * 256 * 2 ** zoom,
      (0.5 - (0.25 * Math.log((1 + sin) / (1 - sin))) / Math.PI) * 256 * 2 ** zoom,
    ]
  }
  fc.assert(
    fc.property(anyPoints, fc.integer({ min: 4, max: 16 }), (raw, zoom) => {
      const index = boardIndex(named(raw))
      const spots = index.spots(WORLD, zoom)
      const groups = spots.flatMap(({ cluster, count }) => (cluster === null ? [] : [{ cluster, count }]))
      expect(new Set(groups.map(({ cluster }) => cluster)).size).toBe(groups.length)
      const places = spots.map((spot) => pixel(spot, zoom))
      // Middles of neighbours move as they take in others: half a cell is what is left between any two.
      for (const [at, [x, y]] of places.entries())
        for (const [ox, oy] of places.slice(at + 1)) expect(Math.hypot(x - ox, y - oy)).toBeGreaterThan(15)
      const apart = groups.map(({ cluster, count }) => ({
        count,
        at: index.zoomApart(cluster),
        members: index.membersOf(cluster),
      }))
      for (const { count, at, members } of apart) {
        expect(members).toHaveLength(Math.min(100, count))
        expect(at).toBeGreaterThan(zoom)
        if (at <= 18 && count <= 100) expect(boardIndex(members).spots(WORLD, at).length).toBeGreaterThan(1)
      }
    }),
    { numRuns: 60 },
  )
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildClusterIndex, CLUSTER_MAX_ZOOM, MAX_CLUSTERS, type Positions } from './cluster-index.ts'
import type { Bounds } from './main-extent.ts'

type Place = readonly [lat: number, lon: number]

const positions = (places: readonly Place[]): Positions => ({
  rowids: Uint32Array.from(places, (_, i) => i + 1),
  lat: Float32Array.from(places, ([lat]) => lat),
  lon: Float32Array.from(places, ([, lon]) => lon),
})

const WORLD: Bounds = { ouest: -180, sud: -85, est: 180, nord: 85 }
const ZOOMS = Array.from({ length: CLUSTER_MAX_ZOOM + 2 }, (_, zoom) => zoom)
const LILLE: Place = [50.63, 3.06]
const PARIS: Place = [48.86, 2.35]
const SAINT_DENIS_REUNION: Place = [-20.88, 55.45]

/** France and overseas, with many services at one address. */
const anyPlaces = fc.array(
  fc
    .tuple(
      fc.constantFrom<Place>(LILLE, PARIS, SAINT_DENIS_REUNION, [14.6, -61.07], [43.3, 5.37]),
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 6 }),
    )
    .map(([[lat, lon], dy, dx, times]) => Array.from({ length: times }, (): Place => [lat + dy, lon + dx])),
  { maxLength: 60 },
)

describe('buildClusterIndex', () => {
  it('places every service exactly once, at every zoom', () => {
    fc.assert(
      fc.property(anyPlaces, (groups) => {
        const places = groups.flat()
        const index = buildClusterIndex(positions(places))
        for (const zoom of ZOOMS) {
          const found = index.clusters(WORLD, zoom).reduce((sum, { count }) => sum + count, 0)
          expect(found).toBe(places.length)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('gives as members of a cluster the services it counted, and no service twice', () => {
    fc.assert(
      fc.property(anyPlaces, fc.constantFrom(...ZOOMS), (groups, zoom) => {
        const places = groups.flat()
        const index = buildClusterIndex(positions(places))
        const seen: number[] = []
        for (const { cle, count, rowid } of index.clusters(WORLD, zoom)) {
          const { rowids, total } = index.members(cle, null, 10_000)
          expect(total).toBe(count)
          expect(rowids).toHaveLength(count)
          if (rowid !== null) expect(rowids).toEqual([rowid])
          seen.push(...rowids)
        }
        expect(seen.sort((a, b) => a - b)).toEqual(places.map((_, i) => i + 1))
      }),
      { numRuns: 40 },
    )
  })

  it('calls « same place » only what zooming cannot split', () => {
    fc.assert(
      fc.property(anyPlaces, fc.constantFrom(...ZOOMS), (groups, zoom) => {
        const places = groups.flat()
        const index = buildClusterIndex(positions(places))
        for (const { cle, memeLieu, rowid, zoomEclate } of index.clusters(WORLD, zoom)) {
          const at = index.members(cle, null, 10_000).rowids.map((row) => places[row - 1] ?? [0, 0])
          const spread = Math.max(...at.map(([lat]) => lat)) - Math.min(...at.map(([lat]) => lat))
          if (memeLieu) expect(spread).toBeLessThan(0.0003)
          else if (rowid === null) expect(zoomEclate).toBeGreaterThan(zoom)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('splits a cluster at the zoom it announces', () => {
    const index = buildClusterIndex(positions([LILLE, [50.64, 3.07], PARIS]))
    const north = index.clusters(WORLD, 6).find(({ count }) => count === 2)
    expect(north?.memeLieu).toBe(false)
    const zoom = north?.zoomEclate ?? 0
    expect(index.clusters(WORLD, zoom - 1).map(({ count }) => count)).toContain(2)
    expect(index.clusters(WORLD, zoom).map(({ count }) => count)).toEqual([1, 1, 1])
  })

  it('folds the services of one address into one point at the deepest zoom', () => {
    const index = buildClusterIndex(positions([LILLE, LILLE, LILLE, PARIS]))
    const [first, second] = [...index.clusters(WORLD, 18)].sort((a, b) => b.count - a.count)
    expect(first).toMatchObject({ count: 3, memeLieu: true, rowid: null })
    expect(second).toMatchObject({ count: 1, memeLieu: false, rowid: 4 })
  })

  it('lists the nearest members first and stops at the limit without losing the total', () => {
    const index = buildClusterIndex(positions([[50.7, 3.1], LILLE, [50.9, 3.2], LILLE]))
    const [all] = index.clusters(WORLD, 0)
    const origin = { lat: LILLE[0], lon: LILLE[1] }
    expect(index.members(all?.cle ?? -1, origin, 3)).toEqual({ rowids: [2, 4, 1], total: 4 })
  })

  it('has no members for a key it never gave', () => {
    const index = buildClusterIndex(positions([LILLE, PARIS]))
    for (const cle of [-1, 2, 99, 123_456_789]) expect(index.members(cle, null, 10)).toEqual({ rowids: [], total: 0 })
  })

  it('never sends more markers than a screen can hold', () => {
    const grid = Array.from({ length: 10_000 }, (_, i): Place => [44 + Math.floor(i / 100) * 0.05, -1 + (i % 100) * 0.06])
    const index = buildClusterIndex(positions(grid))
    for (const zoom of ZOOMS) {
      const found = index.clusters(WORLD, zoom)
      expect(found.length).toBeLessThanOrEqual(MAX_CLUSTERS)
      expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(grid.length)
    }
  })

  it('answers an empty result set with nothing', () => {
    const index = buildClusterIndex(positions([]))
    expect(index.clusters(WORLD, 5)).toEqual([])
    expect(index.bounds).toBeNull()
    expect(index.total).toBe(0)
  })
})

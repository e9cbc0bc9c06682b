import { expect, it } from 'vitest'
import type { Positions } from './cluster-index.ts'
import { createIndexCache } from './index-cache.ts'

const somewhere = (count: number): Positions => ({
  rowids: Uint32Array.from({ length: count }, (_, i) => i + 1),
  lat: new Float32Array(count).fill(48),
  lon: new Float32Array(count).fill(2),
})
const bbox = { ouest: -180, sud: -85, est: 180, nord: 85 }
const has = (cache: ReturnType<typeof createIndexCache>, key: string) => cache.clusters({ key, bbox, zoom: 5 }) !== null

it('forgets the index least recently read', () => {
  const cache = createIndexCache(1_000, 2)
  cache.build({ key: 'a', positions: somewhere(1) })
  cache.build({ key: 'b', positions: somewhere(1) })
  expect(has(cache, 'a')).toBe(true)
  cache.build({ key: 'c', positions: somewhere(1) })
  expect([has(cache, 'a'), has(cache, 'b'), has(cache, 'c')]).toEqual([true, false, true])
})

it('is bounded by the services held, but always keeps the last index built', () => {
  const cache = createIndexCache(10)
  cache.build({ key: 'small', positions: somewhere(4) })
  cache.build({ key: 'huge', positions: somewhere(40) })
  expect([has(cache, 'small'), has(cache, 'huge')]).toEqual([false, true])
})

it('answers null for an index that is gone, so that an empty map is never shown in its place', () => {
  const cache = createIndexCache()
  expect(cache.members({ key: 'a', cle: 0, origin: null, limit: 5 })).toBeNull()
  cache.build({ key: 'a', positions: somewhere(3) })
  expect(cache.members({ key: 'a', cle: 0, origin: null, limit: 2 })).toEqual({ rowids: [1, 2], total: 3 })
  cache.clear(null)
  expect(has(cache, 'a')).toBe(false)
})

import { buildClusterIndex, type Cluster, type ClusterIndex, type Positions } from './cluster-index.ts'
import type { Bounds } from './main-extent.ts'
import type { Point } from './places.ts'

/** Services held by the indexes kept together: about 150 bytes each. */
const MAX_SERVICES = 600_000
const MAX_INDEXES = 6

export type ClustersAnswer = { readonly clusters: readonly Cluster[]; readonly total: number; readonly bounds: Bounds | null }
export type MembersAnswer = { readonly rowids: readonly number[]; readonly total: number }

/** The last indexes built, by key. A null answer means the index is not (or no longer) there: build it and ask again. */
export const createIndexCache = (maxServices = MAX_SERVICES, maxIndexes = MAX_INDEXES) => {
  const indexes = new Map<string, ClusterIndex>()

  const take = (key: string): ClusterIndex | null => {
    const index = indexes.get(key)
    if (index === undefined) return null
    // Map keeps insertion order: putting it back makes it the most recent.
    indexes.delete(key)
    indexes.set(key, index)
    return index
  }

  const makeRoom = () => {
    let held = 0
    const kept = [...indexes.entries()].reverse()
    for (const [at, [key, index]] of kept.entries()) {
      held += index.total
      if (at > 0 && (held > maxServices || at >= maxIndexes)) indexes.delete(key)
    }
  }

  return {
    build: ({ key, positions }: { readonly key: string; readonly positions: Positions }): void => {
      indexes.set(key, buildClusterIndex(positions))
      makeRoom()
    },
    clusters: ({
      key,
      bbox,
      zoom,
    }: {
      readonly key: string
      readonly bbox: Bounds
      readonly zoom: number
    }): ClustersAnswer | null => {
      const index = take(key)
      return index === null ? null : { clusters: index.clusters(bbox, zoom), total: index.total, bounds: index.bounds }
    },
    members: (ask: {
      readonly key: string
      readonly cle: number
      readonly origin: Point | null
      readonly limit: number
    }): MembersAnswer | null => take(ask.key)?.members(ask.cle, ask.origin, ask.limit) ?? null,
    clear: (_: null): void => {
      indexes.clear()
    },
  }
}

export type MapMethods = ReturnType<typeof createIndexCache>

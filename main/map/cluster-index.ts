import Supercluster from 'supercluster'
import { type Bounds, mainExtent } from './main-extent.ts'
import { groupByPlace, metres, type Point, type Points } from './places.ts'

/**
 * Clusters of a result set. Services of one place are folded into one point first (the same address is the usual case:
 * one structure, several services), so that counts are counts of services and « zooming cannot split it » is known, not guessed.
 * Choice and figures: geography.md §5 (supercluster, radius 60).
 */

export type Positions = Points & { readonly rowids: Uint32Array }

export type Cluster = {
  readonly lat: number
  readonly lon: number
  readonly count: number
  /** Set when the point is a single service. */
  readonly rowid: number | null
  readonly memeLieu: boolean
  readonly cle: number
  /** Zoom at which it splits; for a single place, the deepest zoom. */
  readonly zoomEclate: number
}

export type ClusterIndex = {
  /** Services placed. */
  readonly total: number
  /** Where most of the results are, for « ajuster aux résultats »; null when nothing is placed. */
  readonly bounds: Bounds | null
  /** Those whose point lies in `bbox`, never more than `MAX_CLUSTERS`: a very large window is answered one zoom coarser. */
  readonly clusters: (bbox: Bounds, zoom: number) => readonly Cluster[]
  /** The services of a cluster, nearest to `origin` first (degrees), at most `limit`. An unknown key has none. */
  readonly members: (
    cle: number,
    origin: Point | null,
    limit: number,
  ) => { readonly rowids: readonly number[]; readonly total: number }
}

export const MAX_CLUSTERS = 500
/** Every place stands alone from the zoom after this one. */
export const CLUSTER_MAX_ZOOM = 17
/** Pixels of Leaflet's 256-pixel tiles. */
const RADIUS = 60
/** Two markers this close are one on any screen, even at the deepest zoom. */
const SAME_PLACE_METRES = 20

type PlaceProps = { readonly place: number; n: number }
type Sum = { n: number }

/** Blocks for about 4 µs a place: call it in the map's own worker. */
export const buildClusterIndex = (positions: Positions): ClusterIndex => {
  const { rowids, lat, lon } = positions
  const { first, start, order } = groupByPlace(positions)
  const pointOf = (place: number): Point => ({ lat: lat[first[place] ?? 0] ?? 0, lon: lon[first[place] ?? 0] ?? 0 })
  const sizeOf = (place: number) => (start[place + 1] ?? 0) - (start[place] ?? 0)

  const clustering = new Supercluster<PlaceProps, Sum>({
    radius: RADIUS,
    extent: 256,
    maxZoom: CLUSTER_MAX_ZOOM,
    map: ({ n }) => ({ n }),
    reduce: (sum, { n }) => {
      sum.n += n
    },
  })
  clustering.load(
    first.map((i, place) => ({
      type: 'Feature' as const,
      geometry: { type: 'Point' as const, coordinates: [lon[i] ?? 0, lat[i] ?? 0] },
      properties: { place, n: sizeOf(place) },
    })),
  )

  /** Keys below the number of places are places; supercluster numbers its clusters above it. */
  const placesOf = (cle: number): readonly number[] => {
    if (cle < 0) return []
    if (cle < first.length) return [cle]
    try {
      return clustering.getLeaves(cle, Infinity).map(({ properties }) => properties.place)
    } catch {
      // supercluster throws on a key it never gave; a stale screen is the only sender, and it has no members to show.
      return []
    }
  }

  const sharesOnePlace = (cle: number): boolean => {
    const [head, ...rest] = placesOf(cle)
    return head !== undefined && rest.every((place) => metres(pointOf(head), pointOf(place)) <= SAME_PLACE_METRES)
  }

  const toCluster = (feature: ReturnType<typeof clustering.getClusters>[number]): Cluster => {
    const [x = 0, y = 0] = feature.geometry.coordinates
    const { properties } = feature
    if ('cluster_id' in properties) {
      const zoomEclate = clustering.getClusterExpansionZoom(properties.cluster_id)
      const memeLieu = zoomEclate > CLUSTER_MAX_ZOOM && sharesOnePlace(properties.cluster_id)
      return { lat: y, lon: x, count: properties.n, rowid: null, memeLieu, cle: properties.cluster_id, zoomEclate }
    }
    const { place, n } = properties
    const alone = n === 1 ? (rowids[order[start[place] ?? 0] ?? 0] ?? null) : null
    return { ...pointOf(place), count: n, rowid: alone, memeLieu: n > 1, cle: place, zoomEclate: CLUSTER_MAX_ZOOM + 1 }
  }

  return {
    total: rowids.length,
    bounds: mainExtent(positions),
    clusters: ({ ouest, sud, est, nord }, zoom) => {
      const ask = (z: number) => clustering.getClusters([ouest, sud, est, nord], z)
      let level = Math.floor(zoom)
      let found = ask(level)
      while (found.length > MAX_CLUSTERS && level > 0) found = ask(--level)
      return found.map(toCluster)
    },
    members: (cle, origin, limit) => {
      const places = placesOf(cle).map((place) => ({ place, far: origin === null ? 0 : metres(origin, pointOf(place)) }))
      places.sort((a, b) => a.far - b.far)
      const found: number[] = []
      let total = 0
      for (const { place } of places) {
        total += sizeOf(place)
        for (let at = start[place] ?? 0; at < (start[place + 1] ?? 0) && found.length < limit; at++)
          found.push(rowids[order[at] ?? 0] ?? 0)
      }
      return { rowids: found, total }
    },
  }
}

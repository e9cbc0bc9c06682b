import Supercluster from 'supercluster'

/**
 * Clusters of a result set. Services of one place are folded into one point first (the same address is the usual case:
 * one structure, several services), so that counts are counts of services and « zooming cannot split it » is known, not guessed.
 * Choice and figures: geography.md §5 (supercluster, radius 60).
 */

export type Positions = {
  readonly rowids: Uint32Array
  /** Degrees, same length and order as `rowids`. */
  readonly lat: Float32Array
  readonly lon: Float32Array
}

export type Bounds = { readonly ouest: number; readonly sud: number; readonly est: number; readonly nord: number }

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

export type Point = { readonly lat: number; readonly lon: number }

export const MAX_CLUSTERS = 500
/** Every place stands alone from the zoom after this one. */
export const CLUSTER_MAX_ZOOM = 17
/** Pixels of Leaflet's 256-pixel tiles. */
const RADIUS = 60
/** Two markers this close are one on any screen, even at the deepest zoom. */
const SAME_PLACE_METRES = 20

type PlaceProps = { readonly place: number; n: number }
type Sum = { n: number }

/** Services grouped by place (five decimals, about a metre): `order[start[p] … start[p + 1]]` are the positions of place `p`. */
const groupByPlace = ({ lat, lon }: Positions) => {
  const count = lat.length
  const placeOf = new Uint32Array(count)
  const places = new Map<number, number>()
  const first: number[] = []
  for (let i = 0; i < count; i++) {
    const key = Math.round(((lat[i] ?? 0) + 90) * 1e5) * 36_000_001 + Math.round(((lon[i] ?? 0) + 180) * 1e5)
    let place = places.get(key)
    if (place === undefined) {
      place = first.length
      places.set(key, place)
      first.push(i)
    }
    placeOf[i] = place
  }
  const start = new Uint32Array(first.length + 1)
  for (const place of placeOf) start[place + 1] = (start[place + 1] ?? 0) + 1
  for (let p = 1; p < start.length; p++) start[p] = (start[p] ?? 0) + (start[p - 1] ?? 0)
  const cursor = start.slice()
  const order = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    const place = placeOf[i] ?? 0
    const at = cursor[place] ?? 0
    order[at] = i
    cursor[place] = at + 1
  }
  return { first, start, order }
}

const CELL = 12

/**
 * Extent of the largest group of neighbouring 12° cells. A whole-France result with overseas services, or one swapped
 * coordinate, would otherwise « fit » the view to half the planet.
 */
export const mainExtent = ({ lat, lon }: Pick<Positions, 'lat' | 'lon'>): Bounds | null => {
  type Cell = { n: number; ouest: number; sud: number; est: number; nord: number }
  const cells = new Map<number, Cell>()
  for (let i = 0; i < lat.length; i++) {
    const y = lat[i] ?? 0
    const x = lon[i] ?? 0
    const key = Math.floor((y + 90) / CELL) * 64 + Math.floor((x + 180) / CELL)
    const cell = cells.get(key)
    if (cell === undefined) cells.set(key, { n: 1, ouest: x, sud: y, est: x, nord: y })
    else {
      cell.n++
      if (x < cell.ouest) cell.ouest = x
      if (x > cell.est) cell.est = x
      if (y < cell.sud) cell.sud = y
      if (y > cell.nord) cell.nord = y
    }
  }
  const seen = new Set<number>()
  let best: Cell | null = null
  for (const from of cells.keys()) {
    if (seen.has(from)) continue
    const group: Cell = { n: 0, ouest: 180, sud: 90, est: -180, nord: -90 }
    const stack = [from]
    seen.add(from)
    for (let key = stack.pop(); key !== undefined; key = stack.pop()) {
      const cell = cells.get(key)
      if (cell === undefined) continue
      group.n += cell.n
      group.ouest = Math.min(group.ouest, cell.ouest)
      group.sud = Math.min(group.sud, cell.sud)
      group.est = Math.max(group.est, cell.est)
      group.nord = Math.max(group.nord, cell.nord)
      for (const dy of [-64, 0, 64])
        for (const dx of [-1, 0, 1]) {
          const next = key + dy + dx
          if (cells.has(next) && !seen.has(next)) {
            seen.add(next)
            stack.push(next)
          }
        }
    }
    if (best === null || group.n > best.n) best = group
  }
  return best === null ? null : { ouest: best.ouest, sud: best.sud, est: best.est, nord: best.nord }
}

/** Metres between two near points; exact enough for ordering and for « same place ». */
const metres = (a: Point, b: Point): number => {
  const dy = (a.lat - b.lat) * 111_195
  const dx = (a.lon - b.lon) * 111_195 * Math.cos(((a.lat + b.lat) / 2) * (Math.PI / 180))
  return Math.hypot(dx, dy)
}

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

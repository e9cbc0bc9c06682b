import Supercluster from 'supercluster'
import type { OutputOf } from '#shared/rpc.ts'
import type { DoraContract } from '#shared/contract.ts'
import { ETATS_STRUCTURE, type EtatStructure } from '#shared/moderation/structure-state.ts'
import type { BBox } from '#shared/contract/catalogue.ts'
import { isWithin, TERRITORIES } from '../../../../lib/map/parts-of-france.ts'

export type BoardPoint = OutputOf<DoraContract, 'moderation.boardMap'>['points'][number]

type Counts = { readonly [E in EtatStructure]?: number }

/** What stands somewhere: a structure (`point`), or several that are too near to be told apart at this zoom. */
export type BoardSpot = {
  readonly lat: number
  readonly lon: number
  readonly id: string | null
  readonly point: BoardPoint | null
  readonly count: number
  readonly counts: Counts
  /** Of the cluster, for `membersOf` and `zoomApart`; null for one structure. */
  readonly cluster: number | null
}

export type BoardIndex = {
  readonly spots: (bbox: BBox, zoom: number) => readonly BoardSpot[]
  /** Zoom from which it is in pieces; beyond `MAX_ZOOM` they are at one place. */
  readonly zoomApart: (cluster: number) => number
  readonly membersOf: (cluster: number) => readonly BoardPoint[]
  readonly bounds: BBox | null
  readonly at: (id: string) => { readonly lat: number; readonly lon: number } | null
}

export const MAX_ZOOM = 18
/** Pixels of Leaflet’s tiles (geography.md §5). At the deepest zoom, what is still together is at one place. */
const RADIUS = 60
const GROUPED_TO = MAX_ZOOM
const MEMBERS = 100

const boxOf = (points: readonly BoardPoint[]): BBox | null => {
  const [first] = points
  if (first === undefined) return null
  const box = { ouest: Infinity, sud: Infinity, est: -Infinity, nord: -Infinity }
  for (const { point } of points) {
    const [lon, lat] = point
    box.ouest = Math.min(box.ouest, lon)
    box.est = Math.max(box.est, lon)
    box.sud = Math.min(box.sud, lat)
    box.nord = Math.max(box.nord, lat)
  }
  return box
}

/** All of them when they are in one part of France; else those of the part that has the most, for the whole would be the ocean. */
const boundsOf = (points: readonly BoardPoint[]): BBox | null => {
  const parts = TERRITORIES.map(({ bbox }) => points.filter(({ point: [lon, lat] }) => isWithin(bbox, lat, lon)))
  const most = parts.reduce((best, part) => (part.length > best.length ? part : best), [])
  const others = parts.some((part) => part !== most && part.length > 0)
  return boxOf(others ? most : points)
}

/** Groups the structures of the board for each zoom, with how many of each state every group has. */
export const boardIndex = (points: readonly BoardPoint[]): BoardIndex => {
  type Sums = { [E in EtatStructure]?: number }
  const index = new Supercluster<BoardPoint, Sums>({
    radius: RADIUS,
    extent: 256,
    maxZoom: GROUPED_TO,
    map: ({ etat }) => ({ [etat]: 1 }),
    reduce: (sums, more) => {
      for (const etat of ETATS_STRUCTURE) {
        const count = more[etat]
        if (count !== undefined) sums[etat] = (sums[etat] ?? 0) + count
      }
    },
  })
  index.load(
    points.map((properties) => ({
      type: 'Feature',
      properties,
      geometry: { type: 'Point', coordinates: [...properties.point] },
    })),
  )
  let places: ReadonlyMap<string, BoardPoint> | null = null
  return {
    spots: ({ ouest, sud, est, nord }, zoom) =>
      index.getClusters([ouest, sud, est, nord], Math.floor(zoom)).map(({ geometry, properties }) => {
        const [lon = 0, lat = 0] = geometry.coordinates
        if ('cluster_id' in properties) {
          const { cluster_id: cluster, point_count: count } = properties
          return { lat, lon, id: null, point: null, count, counts: properties, cluster }
        }
        return { lat, lon, id: properties.id, point: properties, count: 1, counts: { [properties.etat]: 1 }, cluster: null }
      }),
    zoomApart: (cluster) => index.getClusterExpansionZoom(cluster),
    membersOf: (cluster) => index.getLeaves(cluster, MEMBERS).map(({ properties }) => properties),
    bounds: boundsOf(points),
    at: (id) => {
      places ??= new Map(points.map((one) => [one.id, one]))
      const [lon, lat] = places.get(id)?.point ?? []
      return lon === undefined || lat === undefined ? null : { lat, lon }
    },
  }
}

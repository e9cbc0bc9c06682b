import type { OutputOf } from '#shared/rpc.ts'
import type { DoraContract } from '#shared/contract.ts'
import type { EtatStructure } from '#shared/moderation/structure-state.ts'
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

/** Pixels of the world at zoom 0. */
const EXTENT = 256
const CELL_BITS = 2 ** 21

/** Web Mercator, from 0 to 1. */
const xOf = (lon: number): number => lon / 360 + 0.5
const yOf = (lat: number): number => {
  const sin = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180)
  return 0.5 - (0.25 * Math.log((1 + sin) / (1 - sin))) / Math.PI
}
const lonOf = (x: number): number => (x - 0.5) * 360
const latOf = (y: number): number => (360 / Math.PI) * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - 90

/** Structures that stand together: places in the list of points, and the mean of where they are. */
type Group = { readonly cell: number; readonly members: number[]; x: number; y: number }

const joinInto = (group: Group, other: Group): void => {
  const all = group.members.length + other.members.length
  group.x = (group.x * group.members.length + other.x * other.members.length) / all
  group.y = (group.y * group.members.length + other.y * other.members.length) / all
  group.members.push(...other.members)
}

/**
 * Points by cells of `RADIUS` pixels, then cells whose middles are nearer than that as one, the fullest first: one pass over what is in
 * sight, where an index of every zoom holds the screen a quarter of a second for 30,000 points.
 */
const groupsOf = (xs: Float64Array, ys: Float64Array, within: (n: number) => boolean, zoom: number): readonly Group[] => {
  const cells = (EXTENT * 2 ** zoom) / RADIUS
  const byCell = new Map<number, Group>()
  for (let n = 0; n < xs.length; n++) {
    if (!within(n)) continue
    const [x, y] = [xs[n] as number, ys[n] as number]
    const cell = Math.floor(x * cells) * CELL_BITS + Math.floor(y * cells)
    const group = byCell.get(cell)
    if (group === undefined) byCell.set(cell, { cell, members: [n], x, y })
    else joinInto(group, { cell, members: [n], x, y })
  }
  const kept: Group[] = []
  for (const group of [...byCell.values()].sort((a, b) => b.members.length - a.members.length || a.cell - b.cell)) {
    if (byCell.get(group.cell) !== group) continue
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++) {
        const other = byCell.get(group.cell + dx * CELL_BITS + dy)
        if (other === undefined || other === group) continue
        if (Math.hypot(group.x - other.x, group.y - other.y) * cells >= 1) continue
        joinInto(group, other)
        byCell.delete(other.cell)
      }
    byCell.delete(group.cell)
    kept.push(group)
  }
  return kept
}

/** Groups the structures of the board as they are asked for, with how many of each state every group has. */
export const boardIndex = (points: readonly BoardPoint[]): BoardIndex => {
  const xs = Float64Array.from(points, ({ point }) => xOf(point[0]))
  const ys = Float64Array.from(points, ({ point }) => yOf(point[1]))
  let places: ReadonlyMap<string, BoardPoint> | null = null
  /** Those that were shown last, by name. */
  let shown = new Map<number, readonly number[]>()

  const spotOf = ({ cell, members, x, y }: Group, zoom: number): BoardSpot => {
    const [first] = members
    const only = members.length === 1 && first !== undefined ? (points[first] ?? null) : null
    if (only !== null) {
      const [lon, lat] = only.point
      return { lat, lon, id: only.id, point: only, count: 1, counts: { [only.etat]: 1 }, cluster: null }
    }
    const counts: { [E in EtatStructure]?: number } = {}
    for (const n of members) {
      const etat = points[n]?.etat
      if (etat !== undefined) counts[etat] = (counts[etat] ?? 0) + 1
    }
    // The same from one view to the next, for its marker to stay.
    const cluster = cell * 32 + zoom
    shown.set(cluster, members)
    return { lat: latOf(y), lon: lonOf(x), id: null, point: null, count: members.length, counts, cluster }
  }
  const areApart = (members: readonly number[], zoom: number): boolean => {
    const inside = new Set(members)
    return groupsOf(xs, ys, (n) => inside.has(n), zoom).length > 1
  }
  return {
    spots: ({ ouest, sud, est, nord }, zoom) => {
      shown = new Map()
      const level = Math.min(GROUPED_TO, Math.floor(zoom))
      const [left, right, top, bottom] = [xOf(ouest), xOf(est), yOf(nord), yOf(sud)]
      const within = (n: number): boolean => {
        const [x, y] = [xs[n] as number, ys[n] as number]
        return x >= left && x <= right && y >= top && y <= bottom
      }
      return groupsOf(xs, ys, within, level).map((group) => spotOf(group, level))
    },
    zoomApart: (cluster) => {
      const members = shown.get(cluster) ?? []
      for (let zoom = (cluster % 32) + 1; zoom <= MAX_ZOOM; zoom++) if (areApart(members, zoom)) return zoom
      return MAX_ZOOM + 1
    },
    membersOf: (cluster) => (shown.get(cluster) ?? []).slice(0, MEMBERS).flatMap((n) => points[n] ?? []),
    bounds: boundsOf(points),
    at: (id) => {
      places ??= new Map(points.map((one) => [one.id, one]))
      const [lon, lat] = places.get(id)?.point ?? []
      return lon === undefined || lat === undefined ? null : { lat, lon }
    },
  }
}

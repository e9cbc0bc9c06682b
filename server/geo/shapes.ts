import type { Geometry, MultiPolygon, Polygon, Position } from 'geojson'

/** Small operations on polygons in degrees, enough for a base map: rounding, clipping to a box, dissolving. */

export type Box = { readonly ouest: number; readonly sud: number; readonly est: number; readonly nord: number }

type Ring = readonly Position[]

const x = (position: Position): number => position[0] ?? 0
const y = (position: Position): number => position[1] ?? 0

/** The polygons of a geometry, each a list of rings; none for points and lines. */
export const polygonsOf = (geometry: Geometry): readonly (readonly Ring[])[] => {
  if (geometry.type === 'Polygon') return [geometry.coordinates]
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : []
}

export const toGeometry = (polygons: readonly (readonly Ring[])[]): Polygon | MultiPolygon => {
  const coordinates = polygons.map((rings) => rings.map((ring) => [...ring]))
  const [only] = coordinates
  return coordinates.length === 1 && only !== undefined
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates }
}

const closed = (ring: Ring): Ring => {
  const [first] = ring
  const last = ring.at(-1)
  return first === undefined || last === undefined || (x(first) === x(last) && y(first) === y(last)) ? ring : [...ring, first]
}

/** Rounds to `decimals` and drops the points that fall together; null when too little is left to be a surface. */
const roundRing = (ring: Ring, decimals: number): Ring | null => {
  const scale = 10 ** decimals
  const rounded: Position[] = []
  for (const position of ring) {
    const next: Position = [Math.round(x(position) * scale) / scale, Math.round(y(position) * scale) / scale]
    const last = rounded.at(-1)
    if (last === undefined || x(last) !== x(next) || y(last) !== y(next)) rounded.push(next)
  }
  return rounded.length < 4 ? null : rounded
}

export const roundPolygons = (polygons: readonly (readonly Ring[])[], decimals: number): readonly (readonly Ring[])[] =>
  polygons
    .map((rings) => rings.map((ring) => roundRing(ring, decimals)).filter((ring) => ring !== null))
    .filter((rings) => rings.length > 0)

type Edge = { readonly inside: (p: Position) => boolean; readonly cut: (a: Position, b: Position) => Position }

const edgesOf = ({ ouest, sud, est, nord }: Box): readonly Edge[] => {
  const atX =
    (limit: number) =>
    (a: Position, b: Position): Position => [limit, y(a) + ((y(b) - y(a)) * (limit - x(a))) / (x(b) - x(a))]
  const atY =
    (limit: number) =>
    (a: Position, b: Position): Position => [x(a) + ((x(b) - x(a)) * (limit - y(a))) / (y(b) - y(a)), limit]
  return [
    { inside: (p) => x(p) >= ouest, cut: atX(ouest) },
    { inside: (p) => x(p) <= est, cut: atX(est) },
    { inside: (p) => y(p) >= sud, cut: atY(sud) },
    { inside: (p) => y(p) <= nord, cut: atY(nord) },
  ]
}

const clipRing = (ring: Ring, box: Box): Ring => {
  let points: Ring = ring.slice(0, -1)
  for (const { inside, cut } of edgesOf(box)) {
    const kept: Position[] = []
    points.forEach((point, index) => {
      const before = points.at(index - 1) ?? point
      if (inside(point) !== inside(before)) kept.push(cut(before, point))
      if (inside(point)) kept.push(point)
    })
    points = kept
  }
  return closed(points)
}

/** Sutherland–Hodgman: the part of the polygons inside the box. The box's own edge may become part of an outline. */
export const clipPolygons = (polygons: readonly (readonly Ring[])[], box: Box): readonly (readonly Ring[])[] =>
  polygons
    .map((rings) => rings.map((ring) => clipRing(ring, box)).filter((ring) => ring.length >= 4))
    .filter((rings) => rings.length > 0)

const id = (position: Position): string => `${x(position)},${y(position)}`

const area = (ring: Ring): number => {
  let twice = 0
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]]
    if (a !== undefined && b !== undefined) twice += x(a) * y(b) - x(b) * y(a)
  }
  return twice / 2
}

const oriented = (ring: Ring): Ring => (area(ring) < 0 ? [...ring].reverse() : ring)

/**
 * Outlines of the union of polygons that share their borders point for point: an edge walked both ways is inside and goes.
 * Rings come out as separate polygons: holes of a union of whole départements do not occur.
 */
export const dissolve = (polygons: readonly (readonly Ring[])[]): readonly (readonly Ring[])[] => {
  const edges = new Map<string, { readonly from: Position; readonly to: Position }>()
  for (const rings of polygons) {
    const [outer] = rings
    if (outer === undefined) continue
    const ring = oriented(outer)
    for (let i = 1; i < ring.length; i++) {
      const [from, to] = [ring[i - 1], ring[i]]
      if (from === undefined || to === undefined) continue
      const opposite = `${id(to)}>${id(from)}`
      if (!edges.delete(opposite)) edges.set(`${id(from)}>${id(to)}`, { from, to })
    }
  }
  const starting = Map.groupBy(edges.values(), (edge) => id(edge.from))
  const rings: Ring[] = []
  for (const [start] of starting) {
    const ring: Position[] = []
    let next = starting.get(start)?.pop()
    while (next !== undefined) {
      if (ring.length === 0) ring.push(next.from)
      ring.push(next.to)
      next = id(next.to) === start ? undefined : starting.get(id(next.to))?.pop()
    }
    if (ring.length >= 4) rings.push(ring)
  }
  return rings.map((ring) => [ring])
}

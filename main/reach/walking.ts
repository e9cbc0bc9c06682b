import { distanceKm } from '#shared/geo/distance.ts'

/**
 * Walking, which no timetable tells. What is shown is the distance as the crow flies; the seconds below are only kept in reserve, so
 * that a vehicle told as caught can be caught: 4 km/h over 1.3 times the straight line.
 */
export const WALK_MAX_M = 1_000
/** Between two stops of the same change, where transfers.txt says nothing. */
export const CHANGE_MAX_M = 300
const [SPEED_M_S, DETOUR] = [4_000 / 3_600, 1.3]

type Point = { readonly lat: number; readonly lon: number }

export const metresBetween = (a: Point, b: Point): number => Math.round(distanceKm(a, b) * 1_000)

export const reserveOf = (metres: number): number => Math.ceil((metres * DETOUR) / SPEED_M_S)

/** What lies within `maxMetres` of a point, by a grid: no pair is compared twice the width of France apart. */
export const createNear = (points: readonly Point[], maxMetres: number) => {
  const cell = maxMetres / 111_000
  const key = (y: number, x: number) => `${y},${x}`
  // A degree of longitude narrows northwards: columns are as wide as at 60°.
  const column = (lon: number) => Math.floor(lon / (cell * 2))
  const grid = new Map<string, number[]>()
  points.forEach(({ lat, lon }, index) => {
    const at = key(Math.floor(lat / cell), column(lon))
    const there = grid.get(at)
    if (there === undefined) grid.set(at, [index])
    else there.push(index)
  })
  return (at: Point): readonly { readonly index: number; readonly metres: number }[] => {
    const [y, x] = [Math.floor(at.lat / cell), column(at.lon)]
    const found: { index: number; metres: number }[] = []
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++)
        for (const index of grid.get(key(y + dy, x + dx)) ?? []) {
          const point = points[index]
          const metres = point === undefined ? Infinity : metresBetween(at, point)
          if (metres <= maxMetres) found.push({ index, metres })
        }
    return found
  }
}

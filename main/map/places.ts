export type Point = { readonly lat: number; readonly lon: number }

/** Degrees, one of each per service. */
export type Points = { readonly lat: Float32Array; readonly lon: Float32Array }

/** Services grouped by place (five decimals, about a metre): `order[start[p] … start[p + 1]]` are the positions of place `p`. */
export const groupByPlace = ({ lat, lon }: Points) => {
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

/** Metres between two near points; exact enough for ordering and for « same place ». */
export const metres = (a: Point, b: Point): number => {
  const dy = (a.lat - b.lat) * 111_195
  const dx = (a.lon - b.lon) * 111_195 * Math.cos(((a.lat + b.lat) / 2) * (Math.PI / 180))
  return Math.hypot(dx, dy)
}

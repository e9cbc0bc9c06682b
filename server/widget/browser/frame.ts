/** The map's arithmetic: degrees to the units of a drawing of fixed size. */

export type Point = { readonly lat: number; readonly lon: number }
export type Box = { readonly ouest: number; readonly sud: number; readonly est: number; readonly nord: number }
export type Frame = {
  readonly width: number
  readonly height: number
  readonly at: (lon: number, lat: number) => readonly [number, number]
}

/** The least that a map shows, in degrees of latitude: about 15 km. */
const LEAST = 0.14
const MARGIN = 0.08

export const boxOf = (points: readonly Point[]): Box | null =>
  points.length === 0
    ? null
    : {
        ouest: Math.min(...points.map(({ lon }) => lon)),
        sud: Math.min(...points.map(({ lat }) => lat)),
        est: Math.max(...points.map(({ lon }) => lon)),
        nord: Math.max(...points.map(({ lat }) => lat)),
      }

/** The whole of `box`, in its middle, with a margin; equirectangular, true at its middle latitude. */
export const frameOf = (box: Box, width: number, height: number): Frame => {
  const lat = (box.sud + box.nord) / 2
  const lon = (box.ouest + box.est) / 2
  const shrink = Math.max(0.2, Math.cos((lat * Math.PI) / 180))
  const tall = Math.max(LEAST, box.nord - box.sud)
  const wide = Math.max(LEAST, (box.est - box.ouest) * shrink)
  const scale = Math.min(height / tall, width / wide) * (1 - 2 * MARGIN)
  return {
    width,
    height,
    at: (x, y) => [width / 2 + (x - lon) * shrink * scale, height / 2 - (y - lat) * scale],
  }
}

export type Placed = { readonly rank: number; readonly x: number; readonly y: number }
export type Mark = { readonly ranks: readonly number[]; readonly x: number; readonly y: number }

/** Those nearer than `apart` share a mark, at the place of the first of them. */
export const gather = (placed: readonly Placed[], apart: number): readonly Mark[] => {
  const marks: { ranks: number[]; x: number; y: number }[] = []
  for (const { rank, x, y } of placed) {
    const near = marks.find((mark) => Math.abs(mark.x - x) < apart && Math.abs(mark.y - y) < apart)
    if (near === undefined) marks.push({ ranks: [rank], x, y })
    else near.ranks.push(rank)
  }
  return marks
}

/** « 3 », « 1, 4 », « 6 services »: as much as a mark can hold. */
export const markText = ({ ranks }: Mark): string => (ranks.length <= 3 ? ranks.join(', ') : `${ranks.length} services`)

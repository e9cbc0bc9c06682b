/** Which labels to draw and where, in pixels: the most important first, none over another or over a marker. */

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export type LabelWish = {
  readonly key: string
  /** Where the thing named is. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly priority: number
}

export type PlacedLabel = { readonly key: string; readonly x: number; readonly y: number; readonly box: Box }

export const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** Distance from the point, then beyond a marker that would sit on it. */
const GAPS = [5, 22]
/** Air kept between two labels. */
const AIR = 3
const DOT = 8
const CELL = 96

/** Boxes found by the cells of a coarse grid they touch: a full screen of labels stays linear. */
const createGrid = () => {
  const cells = new Map<string, Box[]>()
  const keysOf = ({ x, y, width, height }: Box): readonly string[] => {
    const keys: string[] = []
    for (let cx = Math.floor(x / CELL); cx <= Math.floor((x + width) / CELL); cx++)
      for (let cy = Math.floor(y / CELL); cy <= Math.floor((y + height) / CELL); cy++) keys.push(`${cx},${cy}`)
    return keys
  }
  return {
    add: (box: Box) => {
      for (const key of keysOf(box)) {
        const cell = cells.get(key)
        if (cell === undefined) cells.set(key, [box])
        else cell.push(box)
      }
    },
    hits: (box: Box): boolean => keysOf(box).some((key) => cells.get(key)?.some((other) => overlaps(box, other)) ?? false),
  }
}

/** Right of the point first, as one reads, then left, above, below. */
const candidates = ({ x, y, width, height }: LabelWish): readonly Box[] =>
  GAPS.flatMap((gap) => [
    { x: x + gap, y: y - height / 2, width, height },
    { x: x - gap - width, y: y - height / 2, width, height },
    { x: x - width / 2, y: y - gap - height, width, height },
    { x: x - width / 2, y: y + gap, width, height },
  ])

/** The dot of the thing named: no other name may be written over it. */
const dotOf = ({ x, y }: LabelWish): Box => ({ x: x - DOT / 2, y: y - DOT / 2, width: DOT, height: DOT })

const grown = ({ x, y, width, height }: Box): Box => ({
  x: x - AIR,
  y: y - AIR,
  width: width + 2 * AIR,
  height: height + 2 * AIR,
})

/**
 * Greedy by decreasing priority (ties by key, so that the same view always gives the same labels).
 * `obstacles` are the markers; `screen` bounds the labels wholly; at most `limit`.
 */
export const layoutLabels = (
  wishes: readonly LabelWish[],
  obstacles: readonly Box[],
  screen: Box,
  limit = 80,
): readonly PlacedLabel[] => {
  const markers = createGrid()
  for (const box of obstacles) markers.add(box)
  const taken = createGrid()
  const inside = (box: Box) =>
    box.x >= screen.x &&
    box.y >= screen.y &&
    box.x + box.width <= screen.x + screen.width &&
    box.y + box.height <= screen.y + screen.height
  const placed: PlacedLabel[] = []
  const ordered = [...wishes].sort((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1))
  for (const wish of ordered) {
    if (placed.length >= limit) break
    const dot = dotOf(wish)
    if (taken.hits(dot)) continue
    const box = candidates(wish).find((candidate) => inside(candidate) && !taken.hits(candidate) && !markers.hits(candidate))
    if (box === undefined) continue
    taken.add(grown(box))
    taken.add(dot)
    placed.push({ key: wish.key, x: wish.x, y: wish.y, box })
  }
  return placed
}

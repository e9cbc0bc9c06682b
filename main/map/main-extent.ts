export type Bounds = { readonly ouest: number; readonly sud: number; readonly est: number; readonly nord: number }

const CELL = 12

/**
 * Extent of the largest group of neighbouring 12° cells. A whole-France result with overseas services, or one swapped
 * coordinate, would otherwise « fit » the view to half the planet.
 */
export const mainExtent = ({ lat, lon }: { readonly lat: Float32Array; readonly lon: Float32Array }): Bounds | null => {
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

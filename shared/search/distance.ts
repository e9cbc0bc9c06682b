/** Distances between folded words (a–z, 0–9). */

/** Longer words are no typing mistakes of one another: they are told apart without being measured. */
const MAX_LENGTH = 63
// Reused: this runs thousands of times for one word.
let before = new Int32Array(MAX_LENGTH + 2)
let previous = new Int32Array(MAX_LENGTH + 2)
let current = new Int32Array(MAX_LENGTH + 2)

/**
 * Optimal string alignment (Damerau–Levenshtein without editing a transposed pair again), given up beyond `max`:
 * returns `max + 1` then. Insertions, deletions, substitutions and swaps of neighbours count 1.
 */
export const editDistance = (a: string, b: string, max: number): number => {
  const n = a.length
  const m = b.length
  const beyond = max + 1
  if (Math.abs(n - m) > max) return beyond
  if (n > MAX_LENGTH || m > MAX_LENGTH) return a === b ? 0 : beyond
  for (let j = 0; j <= m; j++) previous[j] = j
  for (let i = 1; i <= n; i++) {
    const letter = a.charCodeAt(i - 1)
    // Only the band around the diagonal can stay within `max`.
    const from = Math.max(1, i - max)
    const to = Math.min(m, i + max)
    current[from - 1] = from === 1 ? i : beyond
    let least = current[from - 1] ?? beyond
    for (let j = from; j <= to; j++) {
      const other = b.charCodeAt(j - 1)
      let cost = (previous[j - 1] ?? 0) + (letter === other ? 0 : 1)
      const above = j === i + max ? beyond : (previous[j] ?? 0) + 1
      if (above < cost) cost = above
      const left = (current[j - 1] ?? 0) + 1
      if (left < cost) cost = left
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other) {
        const swap = (before[j - 2] ?? 0) + 1
        if (swap < cost) cost = swap
      }
      current[j] = cost
      if (cost < least) least = cost
    }
    if (least > max) return beyond
    const spare = before
    before = previous
    previous = current
    current = spare
  }
  return Math.min(previous[m] ?? beyond, beyond)
}

const ROWS = ['azertyuiop', 'qsdfghjklm', 'wxcvbn']

/** Keys that touch on an AZERTY keyboard. */
const NEIGHBOURS: ReadonlySet<string> = (() => {
  const found = new Set<string>()
  const add = (a: string | undefined, b: string | undefined): void => {
    if (a !== undefined && b !== undefined) found.add(a + b).add(b + a)
  }
  ROWS.forEach((row, r) => {
    for (let c = 0; c < row.length; c++) {
      add(row[c], row[c + 1])
      add(row[c], ROWS[r + 1]?.[c])
      add(row[c], ROWS[r + 1]?.[c - 1])
    }
  })
  return found
})()

/** True when two letters are side by side on an AZERTY keyboard: a slip rather than another word. */
export const areNeighbours = (a: string, b: string): boolean => NEIGHBOURS.has(a + b)

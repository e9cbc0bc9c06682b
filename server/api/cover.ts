/** PostgreSQL’s `ts_rank_cd` (Clarke, Cormack and Tudhope: density of covers), with its default weights. */

/** A, B, C. */
export const WEIGHTS = [1, 0.4, 0.2] as const

export type Occurrence = { readonly word: number; readonly position: number; readonly weight: number }

/**
 * Sum over the shortest spans that hold every word asked, each worth the harmonic mean of the weights of what it holds, less as
 * other words come between.
 * @param found occurrences of the words asked, in the order of positions @param asked how many different words
 */
export const coverDensity = (found: readonly Occurrence[], asked: number): number => {
  const inside = new Map<number, number>()
  let [from, rank] = [0, 0]
  for (const [to, last] of found.entries()) {
    inside.set(last.word, (inside.get(last.word) ?? 0) + 1)
    if (inside.size < asked) continue
    // The latest start that still holds them all.
    for (;;) {
      const first = found[from]
      if (first === undefined) break
      const many = inside.get(first.word) ?? 0
      if (many === 1) break
      inside.set(first.word, many - 1)
      from += 1
    }
    const [first, held] = [found[from], found.slice(from, to + 1)]
    if (first === undefined) break
    const inverse = held.reduce((sum, { weight }) => sum + 1 / weight, 0)
    const noise = last.position - first.position - (to - from)
    rank += held.length / inverse / (1 + (noise < 0 ? (to - from) / 2 : noise))
    inside.delete(first.word)
    from += 1
  }
  return rank
}

/** Brought between 0 and 1, two decimals: `ts_rank_cd(…, 32)`. */
export const normalised = (rank: number): number => Math.round((rank / (rank + 1)) * 100) / 100

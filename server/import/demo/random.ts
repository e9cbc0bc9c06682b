/** A source of chance that gives the same sequence for the same seed, on every machine. */
export type Random = {
  /** In [0, 1[. */
  readonly next: () => number
  /** Whole number in [from, to], both included. */
  readonly int: (from: number, to: number) => number
  readonly chance: (probability: number) => boolean
  /** One item; throws on an empty list, which would be a mistake of the generator. */
  readonly pick: <T>(items: readonly T[]) => T
  /** Up to `count` different items, in the order of the list. */
  readonly sample: <T>(items: readonly T[], count: number) => T[]
}

/** mulberry32: 32 bits of state are plenty to invent texts, and it costs a few nanoseconds. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[int(0, items.length - 1)]
      if (item === undefined) throw new Error('random: empty list')
      return item
    },
    sample: (items, count) => {
      const indexes = new Set<number>()
      const wanted = Math.min(count, items.length)
      while (indexes.size < wanted) indexes.add(int(0, items.length - 1))
      return items.filter((_, index) => indexes.has(index))
    },
  }
}

export type Random = {
  /** 0 ≤ x < 1 */
  readonly next: () => number
  /** 0 ≤ n < below */
  readonly below: (below: number) => number
  readonly chance: (share: number) => boolean
  /** @throws on an empty list. */
  readonly pick: <T>(list: readonly T[]) => T
  /** `count` different elements, fewer when there are fewer. */
  readonly some: <T>(list: readonly T[], count: number) => T[]
}

/** The same numbers for the same seed, on every machine (mulberry32). */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error('nothing to pick from')
    return list[below(list.length)] as T
  }
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick,
    some: (list, count) => {
      const left = [...list]
      return Array.from({ length: Math.min(count, left.length) }, () => left.splice(below(left.length), 1)[0] as (typeof left)[0])
    },
  }
}

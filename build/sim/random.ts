/** A seeded source of chance: everything a run draws comes from one of these, so that a seed tells the whole run. */
export type Random = {
  /** In [0, 1). */
  readonly next: () => number
  /** Whole, from 0 to `below` - 1. */
  readonly int: (below: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T
  /** `weights[name]` out of their sum. */
  readonly weighted: <K extends string>(weights: Readonly<Record<K, number>>) => K
  readonly bytes: (count: number) => Buffer
}

/** SplitMix32: mixes well from any seed, consecutive ones included. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0
  const word = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return (z ^ (z >>> 16)) >>> 0
  }
  const next = () => word() / 2 ** 32
  const int = (below: number) => Math.floor(next() * below)
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: <T>(from: readonly T[]): T => {
      if (from.length === 0) throw new Error('nothing to pick from')
      return from[int(from.length)] as T
    },
    weighted: <K extends string>(weights: Readonly<Record<K, number>>): K => {
      const entries = Object.entries(weights) as [K, number][]
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [name, weight] of entries) {
        left -= weight
        if (left < 0) return name
      }
      return (entries.at(-1) as [K, number])[0]
    },
    bytes: (count) => Buffer.from(Uint8Array.from({ length: count }, () => word() & 0xff)),
  }
}

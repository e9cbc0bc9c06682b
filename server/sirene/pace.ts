import { SireneUnreachable } from './sirene.ts'

/** Keeps requests apart, as the register asks of each address. */
export type Pace = {
  /** Resolves when a request may leave; rejects with SireneUnreachable `limite` at once when it would wait for too long. */
  readonly turn: () => Promise<void>
  /** No request leaves for so many milliseconds. */
  readonly hold: (ms: number) => void
}

const SECOND_MS = 1_000

/** @param now milliseconds of a clock that never goes back. */
export const createPace = (parts: {
  readonly perSecond: number
  readonly maxWaitMs: number
  readonly now: () => number
  readonly wait: (ms: number) => Promise<void>
}): Pace => {
  const { perSecond, maxWaitMs, now, wait } = parts
  /** When the last ones left, or will. */
  const starts: number[] = []
  let heldUntil = Number.NEGATIVE_INFINITY
  return {
    turn: async () => {
      const at = now()
      const before = starts.length < perSecond ? Number.NEGATIVE_INFINITY : (starts[0] as number) + SECOND_MS
      const start = Math.max(at, before, heldUntil)
      if (start - at > maxWaitMs) throw new SireneUnreachable('limite')
      starts.push(start)
      if (starts.length > perSecond) starts.shift()
      if (start > at) await wait(start - at)
    },
    hold: (ms) => {
      heldUntil = Math.max(heldUntil, now() + ms)
    },
  }
}

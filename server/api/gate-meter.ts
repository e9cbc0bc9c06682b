/** Requests counted by window of fixed length, in the memory of this process alone: with two replicas, twice as many pass. */

export type Meter = {
  /** Counts one unless it is one too many. `left` after it; `resetMs` until the window ends. */
  readonly take: (key: string, max: number) => { readonly allowed: boolean; readonly left: number; readonly resetMs: number }
}

/** Beyond, the oldest are forgotten, which only forgives. */
const MAX_KEYS = 50_000

/** @param now milliseconds since 1970. */
export const createMeter = (windowMs: number, now: () => number): Meter => {
  // In the order in which their windows began.
  const counted = new Map<string, { acts: number; readonly since: number }>()
  return {
    take: (key, max) => {
      const at = now()
      let window = counted.get(key)
      // Also when the clock went back: nobody waits for longer than a window.
      if (window === undefined || at < window.since || at >= window.since + windowMs) {
        counted.delete(key)
        window = { acts: 0, since: at }
        counted.set(key, window)
        if (counted.size > MAX_KEYS) counted.delete(counted.keys().next().value as string)
      }
      const allowed = window.acts < max
      if (allowed) window.acts += 1
      return { allowed, left: Math.max(0, max - window.acts), resetMs: window.since + windowMs - at }
    },
  }
}

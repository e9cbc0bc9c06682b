import { createHash } from 'node:crypto'

/**
 * So many acts in so long, by key. Only hashes of keys are held, by this process alone: two replicas allow twice as many.
 */
export type Window = {
  /** Counts an act; milliseconds to wait when it is one too many, which is not counted. 0 when it may be done. */
  readonly count: (key: string) => number
}

/** Beyond, the oldest are forgotten, which only forgives. */
const MAX_KEYS = 50_000

type Counted = { acts: number; readonly since: number }

/** @param now milliseconds since 1970. */
export const createWindow = (
  { max, windowMs }: { readonly max: number; readonly windowMs: number },
  now: () => number,
): Window => {
  // In the order in which their windows began.
  const counted = new Map<string, Counted>()

  const current = (key: string): Counted => {
    const found = counted.get(key)
    // Also when the clock went back: nobody waits for longer than a window.
    if (found !== undefined && Math.abs(now() - found.since) < windowMs) return found
    counted.delete(key)
    const fresh = { acts: 0, since: now() }
    counted.set(key, fresh)
    if (counted.size > MAX_KEYS) counted.delete(counted.keys().next().value as string)
    return fresh
  }
  return {
    count: (text) => {
      const window = current(createHash('sha256').update(text).digest('base64url'))
      if (window.acts >= max) return Math.min(windowMs, Math.max(1, window.since + windowMs - now()))
      window.acts += 1
      return 0
    },
  }
}

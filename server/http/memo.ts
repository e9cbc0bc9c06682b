import type { Body } from './encode.ts'

export type Memo = {
  /** The answer of that key, made once however many ask for it at the same time. A failure is not kept. */
  readonly get: (key: string, make: () => Promise<Body>) => Promise<Body>
}

/**
 * A small memory of answers that are the same for everybody. Bounded in entries, in bytes and in age: an answer holds the time of
 * the server. @param now milliseconds.
 */
export const createMemo = (
  limits: { readonly entries: number; readonly bytes: number; readonly ageMs: number },
  now: () => number,
): Memo => {
  // In the order of their last use.
  const kept = new Map<string, { readonly body: Promise<Body>; readonly at: number; bytes: number }>()
  let bytes = 0
  const forget = (key: string): void => {
    bytes -= kept.get(key)?.bytes ?? 0
    kept.delete(key)
  }
  return {
    get: (key, make) => {
      const found = kept.get(key)
      if (found !== undefined && Math.abs(now() - found.at) <= limits.ageMs) {
        kept.delete(key)
        kept.set(key, found)
        return found.body
      }
      forget(key)
      const entry = { body: make(), at: now(), bytes: 0 }
      kept.set(key, entry)
      entry.body.then(
        (body) => {
          if (kept.get(key) !== entry) return
          // Its compressed forms come on top: less than as much again.
          entry.bytes = body.bytes * 2
          bytes += entry.bytes
          for (const oldest of kept.keys()) {
            if (kept.size <= limits.entries && bytes <= limits.bytes) break
            forget(oldest)
          }
        },
        () => {
          if (kept.get(key) === entry) forget(key)
        },
      )
      return entry.body
    },
  }
}

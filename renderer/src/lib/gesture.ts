/** Told at most that often: a gesture puts off a lock that counts in minutes. */
export const PRESENCE_EVERY_MS = 20_000

/** Tells of a gesture, at most once each `everyMs`. @param now milliseconds since 1970 */
export const createPresence = (tell: () => void, now: () => number, everyMs = PRESENCE_EVERY_MS): (() => void) => {
  let last = -Infinity
  return () => {
    // A clock set back must not silence it.
    const elapsed = now() - last
    if (elapsed >= 0 && elapsed < everyMs) return
    last = now()
    tell()
  }
}

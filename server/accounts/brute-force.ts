import { createHash } from 'node:crypto'

/**
 * Counts failed sign-ins by account and by address. A few mistakes cost nothing; then each one doubles the wait, so that guessing
 * a password takes centuries while its owner waits a minute. Nothing personal is held: keys are hashes, forgotten after an hour.
 */
const FREE = { account: 5, address: 50 } as const
const FIRST_WAIT_MS = 1_000
const MAX_WAIT_MS = 15 * 60_000
const FORGOTTEN_MS = 60 * 60_000
const MAX_KEYS = 50_000

type Failures = { count: number; last: number }
type Kind = keyof typeof FREE

export type BruteForce = {
  /** Milliseconds before a sign-in may be tried; 0 when it may be now. */
  readonly waitMs: (courriel: string, address: string) => number
  /** Counts a try as a failure, before it is judged: a hundred tries at once must not pass for a first one. */
  readonly tried: (courriel: string, address: string) => void
  /** Takes back what `tried` counted, and all that the account had. */
  readonly succeeded: (courriel: string, address: string) => void
}

const keyOf = (kind: Kind, text: string): string => `${kind}:${createHash('sha256').update(text).digest('base64url')}`

export const createBruteForce = (now: () => number): BruteForce => {
  // In the order of their last failure: the oldest are the first forgotten.
  const failures = new Map<string, Failures>()

  const read = (key: string): Failures | null => {
    const found = failures.get(key)
    if (found === undefined) return null
    // Also when the clock went back: a wait is never longer than what was earned.
    if (Math.abs(now() - found.last) <= FORGOTTEN_MS) return found
    failures.delete(key)
    return null
  }
  const wait = (kind: Kind, text: string): number => {
    const found = read(keyOf(kind, text))
    if (found === null || found.count < FREE[kind]) return 0
    const lasts = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(20, found.count - FREE[kind]))
    return Math.min(lasts, Math.max(0, found.last + lasts - now()))
  }
  const count = (kind: Kind, text: string): void => {
    const key = keyOf(kind, text)
    const found = read(key)
    failures.delete(key)
    failures.set(key, { count: (found?.count ?? 0) + 1, last: now() })
    if (failures.size <= MAX_KEYS) return
    for (const oldest of failures.keys()) {
      failures.delete(oldest)
      break
    }
  }
  return {
    waitMs: (courriel, address) => Math.max(wait('account', courriel), wait('address', address)),
    tried: (courriel, address) => {
      count('account', courriel)
      count('address', address)
    },
    succeeded: (courriel, address) => {
      failures.delete(keyOf('account', courriel))
      const shared = read(keyOf('address', address))
      if (shared !== null) shared.count--
    },
  }
}

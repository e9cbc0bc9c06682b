import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const secret = (): string => randomBytes(32).toString('base64url')
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Compares without telling, by its duration, how much was right. */
export const sameSecret = (given: string, expected: string): boolean => timingSafeEqual(digest(given), digest(expected))

export type Sessions = {
  /** A key that opens one session, once, within ten minutes. */
  readonly mintKey: () => string
  /** The value of the session cookie, or null when the key is unknown, used or too old. */
  readonly open: (key: string) => string | null
  readonly isOpen: (cookieHeader: string | undefined) => boolean
  /** Cookies do not tell ports apart: the name does, so that two desks do not log each other out. */
  readonly cookieName: string
}

const KEY_LIFE_MS = 10 * 60_000

/** Who may talk to the HTTP host: pages that came in by a single-use key. Only digests are kept, compared in constant time. */
export const createSessions = (port: number, now: () => number = Date.now): Sessions => {
  const keys = new Map<string, { readonly hash: Buffer; readonly until: number }>()
  const sessions: Buffer[] = []
  const cookieName = `dora-${port}`

  const cookieOf = (header: string | undefined): string | null => {
    for (const part of (header ?? '').split(';')) {
      const [name, value] = part.trim().split('=', 2)
      if (name === cookieName && value !== undefined) return value
    }
    return null
  }

  return {
    cookieName,
    mintKey: () => {
      const key = secret()
      keys.set(key.slice(0, 8), { hash: digest(key), until: now() + KEY_LIFE_MS })
      return key
    },
    open: (key) => {
      const known = keys.get(key.slice(0, 8))
      if (known === undefined || !timingSafeEqual(known.hash, digest(key))) return null
      keys.delete(key.slice(0, 8))
      if (now() > known.until) return null
      const token = secret()
      sessions.push(digest(token))
      return token
    },
    isOpen: (header) => {
      const token = cookieOf(header)
      if (token === null) return false
      const hash = digest(token)
      return sessions.some((session) => timingSafeEqual(session, hash))
    },
  }
}

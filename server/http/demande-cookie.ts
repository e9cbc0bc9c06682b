import { createHash } from 'node:crypto'
import type { Seal } from '../sync/seal.ts'

/**
 * That the request was opened by its button, in this browser, less than an hour ago: without it, its page tells nothing of anyone.
 * It is good on that page alone, and never sent along with a request that another site makes. The link is what gives the right to
 * answer, not this.
 */

const LIFE_MS = 3600_000
const NAME = 'dora-demande'

type Page = { readonly id: string; readonly secret: string; /** Path of the page. */ readonly path: string }

export type Reading = {
  readonly isOpen: (header: string | undefined, page: Page) => boolean
  /** For `Set-Cookie`. */
  readonly open: (page: Page) => string
  readonly close: (page: Page) => string
}

const contextOf = ({ id, secret }: Page): string => `lecture|${id}|${createHash('sha256').update(secret).digest('base64url')}`

/** @param now milliseconds since 1970 */
export const createReading = (seal: Seal, publicUrl: () => string, now: () => number): Reading => {
  const isSecure = (): boolean => publicUrl().startsWith('https:')
  const name = (): string => (isSecure() ? `__Secure-${NAME}` : NAME)
  const written = (value: string, path: string, seconds: number): string =>
    `${name()}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${isSecure() ? '; Secure' : ''}`
  const until = (value: string, page: Page): number => {
    try {
      return Number(seal.open(contextOf(page), value))
    } catch {
      return 0
    }
  }
  return {
    isOpen: (header, page) => {
      const values = (header ?? '')
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(`${name()}=`))
        .map((pair) => pair.slice(name().length + 1))
      // Longer than an hour from now is none of ours: the clock went back, or someone made it.
      return values.some((value) => {
        const left = until(value, page) - now()
        return left > 0 && left <= LIFE_MS
      })
    },
    open: (page) => written(seal.seal(contextOf(page), String(now() + LIFE_MS)), page.path, LIFE_MS / 1000),
    close: ({ path }) => written('', path, 0),
  }
}

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { LIEN_JOURS } from '#shared/orientation/clocks.ts'
import type { Orientation } from '#shared/orientation/model.ts'

/**
 * The link of a letter to the structure (dora-backend.md §3.4): a secret of which only the hash is kept, good for eight days. Each
 * letter has its own, so that a reminder does not put out the link of the letter before.
 */

type Lien = Orientation['liens'][number]

/** Links that are kept, the newest: letters are few, and each is renewed. */
const MOST_LINKS = 16
const SECRET_BYTES = 32

const hashOf = (id: string, secret: string): string => createHash('sha256').update(`demande|${id}|${secret}`).digest('hex')

/** @param now milliseconds since 1970 */
export const newLink = (id: string, now: number): { readonly secret: string; readonly lien: Lien } => {
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  return { secret, lien: { h: hashOf(id, secret), expire_le: new Date(now + LIEN_JOURS * 24 * 3600_000).toISOString() } }
}

export const withLink = (one: Orientation, lien: Lien): Orientation => ({
  ...one,
  liens: [...one.liens, lien].slice(-MOST_LINKS),
})

const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** `expire`: it was one of its links, and can be asked again. @param now milliseconds since 1970 */
export const linkOf = (one: Orientation, secret: string, now: number): 'bon' | 'expire' | 'inconnu' => {
  const wanted = hashOf(one.id, secret)
  let found: Lien | null = null
  // All are compared: the time it takes tells nothing.
  for (const lien of one.liens) if (same(lien.h, wanted)) found = lien
  if (found === null) return 'inconnu'
  return Date.parse(found.expire_le) > now ? 'bon' : 'expire'
}

/** Path of the page, from the address of the server. */
export const demandePath = (id: string, secret: string): string => `/demande/${id}/${secret}`

import { PRESENCE_MS, type Presences } from '#shared/listing/wire.ts'

/** Who is editing what, as desks say it every few seconds: kept in memory, for this process, and forgotten when they stop saying it. */

type One = { readonly nom: string; readonly depuis: number; vu: number }

/** Listings edited at once; beyond, the oldest is forgotten: it is only a courtesy, clashes are found without it. */
const MAX_LISTINGS = 10_000

export type Presence = {
  /** @param nom as others are told it. Answers who else is there. */
  readonly say: (listing: string, userId: string, nom: string) => Presences
  readonly leave: (listing: string, userId: string) => void
}

/** @param now milliseconds since 1970 */
export const createPresence = (now: () => number): Presence => {
  const listings = new Map<string, Map<string, One>>()

  const others = (listing: string, userId: string): Presences => {
    const people = listings.get(listing) ?? new Map<string, One>()
    for (const [id, { vu }] of people) if (now() - vu > PRESENCE_MS) people.delete(id)
    if (people.size === 0) listings.delete(listing)
    return {
      autres: [...people]
        .filter(([id]) => id !== userId)
        .map(([, { nom, depuis }]) => ({ nom, depuis: new Date(depuis).toISOString() })),
    }
  }

  return {
    say: (listing, userId, nom) => {
      const people = listings.get(listing) ?? new Map<string, One>()
      const known = people.get(userId)
      const at = now()
      const depuis = known === undefined || at - known.vu > PRESENCE_MS ? at : known.depuis
      people.set(userId, { nom, depuis, vu: at })
      // Last said, last forgotten.
      listings.delete(listing)
      listings.set(listing, people)
      const [oldest] = listings.keys()
      if (listings.size > MAX_LISTINGS && oldest !== undefined) listings.delete(oldest)
      return others(listing, userId)
    },
    leave: (listing, userId) => {
      listings.get(listing)?.delete(userId)
      others(listing, userId)
    },
  }
}

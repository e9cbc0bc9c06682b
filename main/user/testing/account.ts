import type { Session } from '#shared/sync/wire.ts'
import type { Clock } from '../clock.ts'
import { openUserStore } from '../store.ts'
import { key } from './people.ts'

/** Invented people who sign in, and a store whose time and identifiers repeat themselves. */
export const sessionOf = (userId: string): Session => ({
  token: `jeton-inventé-de-${userId}-0123456789abcdefghij`,
  expire_le: '2027-01-01T00:00:00.000Z',
  renouvellement: `renouvellement-inventé-de-${userId}-0123456789`,
  compte: { id: userId, courriel: `${userId}@exemple.fr`, nom: `Odette ${userId}`, role: 'professionnel' },
})

/** What a sign-in on the only server of these tests gives. */
export const signedIn = (userId: string) => ({ session: sessionOf(userId), serveur: 'https://exemple.fr/' })

export const EPOCH = 'a'.repeat(32)

/** Identifiers in the order they are asked, in the form of a UUIDv7. */
export const countingIds = (): (() => string) => {
  let count = 0
  return () => `018f0000-0000-7000-8000-${String(++count).padStart(12, '0')}`
}

export const openAt = (
  folder: string,
  newId: () => string,
  over: { readonly reserveBytes?: number; readonly clock?: Clock } = {},
) => {
  let tick = Date.parse('2026-03-02T08:00:00.000Z')
  const clock = { now: () => new Date((tick += 1)).toISOString(), today: () => '2026-03-02' }
  return openUserStore({ folder, key, clock, newId, reserveBytes: 0, ...over })
}

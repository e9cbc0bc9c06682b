import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Session } from '#shared/sync/wire.ts'
import type { Accounts, StoredSession, User } from '../store/types.ts'
import { accountOf } from './user.ts'

/** An access that leaks is good for minutes; a desk in use renews it without anyone noticing. */
const ACCESS_MS = 15 * 60_000
/** A desk that was not opened for so long signs in again. */
const SESSION_MS = 90 * 24 * 3600_000
const TOKEN_BYTES = 32
const TOKEN = /^[\w-]{43}$/

/** Only this is stored: a copy of the store opens no session. Looked up by index, so its comparison tells nothing of the secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
export const newSecret = (): string => randomBytes(TOKEN_BYTES).toString('base64url')

/** The token of an `Authorization` header; null when there is none, '' when there is one that cannot be right. */
export const bearer = (header: string | undefined): string | null => {
  if (header === undefined) return null
  const [, token = ''] = /^Bearer +([\w-]+) *$/i.exec(header) ?? []
  return TOKEN.test(token) ? token : ''
}

/** A machine's name is only shown: PostgreSQL has no NUL. */
const shown = (poste: string): string =>
  poste
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, ' ')
    .slice(0, 100)

export type Renewed =
  | { readonly status: 'renewed'; readonly session: Session }
  /** Never was, or is over. */
  | { readonly status: 'over' }
  /** Used before by someone else than who presents it now: the session has been ended. */
  | { readonly status: 'stolen'; readonly session: StoredSession; readonly user: User | null }

export type SignedIn = { readonly user: User; readonly session: StoredSession }

export type Sessions = {
  readonly open: (
    user: User,
    how: { readonly moyen: StoredSession['moyen']; readonly poste: string; readonly idToken?: string | null },
  ) => Promise<Session>
  /** Whose a token is; null when it has expired, was revoked, or never was. */
  readonly of: (token: string) => Promise<SignedIn | null>
  readonly renew: (renouvellement: string) => Promise<Renewed>
  readonly close: (id: string) => Promise<void>
}

/** @param now milliseconds since 1970. */
export const createSessions = (accounts: Accounts, now: () => number): Sessions => {
  const iso = (ahead = 0): string => new Date(now() + ahead).toISOString()
  const newPair = () => ({ token: newSecret(), renouvellement: newSecret(), expire_le: iso(ACCESS_MS) })

  const renew = async (renouvellement: string, again: number): Promise<Renewed> => {
    const hash = hashOf(renouvellement)
    const session = await accounts.sessionOfRenewal(hash)
    if (session === null || session.expireLe <= iso()) return { status: 'over' }
    const user = await accounts.userById(session.userId)
    if (user === null || !user.actif) return { status: 'over' }
    // An answer lost on the way: the desk asks again with what it has, and nobody has used what it did not receive.
    const lost = session.precedent === hash && !session.servi
    if (session.renouvellement !== hash && !lost) {
      await accounts.endSession(session.id)
      return { status: 'stolen', session, user }
    }
    const pair = newPair()
    const done = await accounts.renewSession(session.id, session.renouvellement, {
      acces: hashOf(pair.token),
      accesExpireLe: pair.expire_le,
      renouvellement: hashOf(pair.renouvellement),
      precedent: hash,
      expireLe: iso(SESSION_MS),
      vuLe: iso(),
    })
    // Two requests at once with one renewal: the other one was first, and this one is an answer lost.
    if (!done) return again > 0 ? renew(renouvellement, again - 1) : { status: 'over' }
    await accounts.updateUser(user.id, { vuLe: iso() })
    return { status: 'renewed', session: { ...pair, compte: accountOf(user) } }
  }

  return {
    open: async (user, { moyen, poste, idToken = null }) => {
      const pair = newPair()
      await accounts.addSession({
        id: randomUUID(),
        userId: user.id,
        poste: shown(poste),
        moyen,
        creeLe: iso(),
        vuLe: iso(),
        expireLe: iso(SESSION_MS),
        acces: hashOf(pair.token),
        accesExpireLe: pair.expire_le,
        renouvellement: hashOf(pair.renouvellement),
        precedent: null,
        servi: false,
        idToken,
      })
      await accounts.updateUser(user.id, { vuLe: iso() })
      return { ...pair, compte: accountOf(user) }
    },
    of: async (token) => {
      if (token === '') return null
      const found = await accounts.sessionOfAccess(hashOf(token), iso())
      if (found !== null && !found.session.servi) await accounts.markUsed(found.session.id)
      return found
    },
    renew: (renouvellement) => renew(renouvellement, 1),
    close: async (id) => {
      await accounts.endSession(id)
    },
  }
}

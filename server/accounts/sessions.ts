import { createHash, randomBytes } from 'node:crypto'
import type { Account, Session } from '#shared/sync/wire.ts'
import type { Accounts, User } from '../store/types.ts'
import { isPassword } from './password.ts'

const DAYS = 90
const DAY_MS = 24 * 3600 * 1000
const TOKEN_BYTES = 32
const TOKEN = /^[\w-]{43}$/

/** Only this is stored: a copy of the store opens no session. Looked up by index, so its comparison tells nothing of the token. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export const accountOf = ({ id, courriel, nom, role }: User): Account => ({ id, courriel, nom, role })

/** As accounts are kept: an address is the same whatever its capitals. */
export const emailKey = (courriel: string): string => courriel.trim().normalize('NFC').toLowerCase()

/** The token of an `Authorization` header; null when there is none, '' when there is one that cannot be right. */
export const bearer = (header: string | undefined): string | null => {
  if (header === undefined) return null
  const [, token = ''] = /^Bearer +([\w-]+) *$/i.exec(header) ?? []
  return TOKEN.test(token) ? token : ''
}

export type Sessions = {
  /** Null when the address or the password is wrong, without saying which, after the same work. */
  readonly open: (courriel: string, password: string, poste: string) => Promise<Session | null>
  /** Whose a token is; null when it has expired, was revoked, or never was. */
  readonly user: (token: string) => Promise<User | null>
  readonly close: (token: string) => Promise<void>
}

/** @param now milliseconds since 1970. */
export const createSessions = (accounts: Accounts, now: () => number): Sessions => ({
  open: async (courriel, password, poste) => {
    const user = await accounts.userByEmail(emailKey(courriel))
    if (!(await isPassword(password, user?.motDePasse ?? null)) || user === null) return null
    const token = randomBytes(TOKEN_BYTES).toString('base64url')
    const expire_le = new Date(now() + DAYS * DAY_MS).toISOString()
    await accounts.addToken({ hash: hashOf(token), userId: user.id, poste, expireLe: expire_le })
    return { token, expire_le, compte: accountOf(user) }
  },
  user: async (token) => (token === '' ? null : await accounts.userOfToken(hashOf(token), new Date(now()).toISOString())),
  close: async (token) => {
    if (token !== '') await accounts.revokeToken(hashOf(token))
  },
})

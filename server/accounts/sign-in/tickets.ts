import { z } from 'zod'
import type { Accounts } from '../../store/types.ts'
import type { Seal } from '../../sync/seal.ts'
import { hashOf } from '../sessions.ts'

/** Single-use secrets of the ways in: the store has their hash, and what they stand for sealed, for it holds addresses and tokens. */

const text = z.string()
/** What a desk gave with its sign-in, and is given back. */
const desk = { defi: text, retour: text, etat: text }

const KINDS = {
  /** A browser sent to the identity provider, by the `state` it will come back with. `navigateur`: hash of its cookie. */
  oidc: z.object({ ...desk, nonce: text, verifieur: text, navigateur: text }),
  /** A link, by its secret. The account is looked for when it comes back: there may be none. */
  lien: z.object({ ...desk, courriel: text }),
  /** What a desk exchanges for a session. */
  code: z.object({ userId: text, defi: text, moyen: z.enum(['fournisseur', 'courriel']), idToken: text.nullable() }),
  /** A sign-out sent to the identity provider, by the `state` it will come back with. */
  fin: z.object({}),
} as const

type Kind = keyof typeof KINDS
type Data<K extends Kind> = z.infer<(typeof KINDS)[K]>

const MINUTE_MS = 60_000
/** How long each is good for; `code` as its maker says. */
export const LIFE_MS = {
  oidc: 10 * MINUTE_MS,
  lien: 5 * MINUTE_MS,
  addressCode: MINUTE_MS,
  typedCode: 5 * MINUTE_MS,
  fin: 10 * MINUTE_MS,
} as const

export type Tickets = {
  readonly add: <K extends Kind>(kind: K, secret: string, data: Data<K>, lifeMs: number) => Promise<void>
  /** Without using it. Null when there is none, or it is too old. */
  readonly read: <K extends Kind>(kind: K, secret: string) => Promise<Data<K> | null>
  /** Uses it: of two who present it, one gets its data. */
  readonly take: <K extends Kind>(kind: K, secret: string) => Promise<Data<K> | null>
}

/** @param now milliseconds since 1970. */
export const createTickets = (accounts: Accounts, seal: Seal, now: () => number): Tickets => {
  const contextOf = (kind: Kind, hash: string): string => `ticket|${kind}|${hash}`
  const opened = <K extends Kind>(kind: K, hash: string, sealed: string | null): Data<K> | null =>
    sealed === null ? null : (KINDS[kind].parse(JSON.parse(seal.open(contextOf(kind, hash), sealed))) as Data<K>)
  const iso = (ahead = 0): string => new Date(now() + ahead).toISOString()
  return {
    add: async (kind, secret, data, lifeMs) => {
      const hash = hashOf(secret)
      const sealed = seal.seal(contextOf(kind, hash), JSON.stringify(data))
      await accounts.addTicket({ hash, kind, data: sealed, expireLe: iso(lifeMs) })
    },
    read: async (kind, secret) => {
      const hash = hashOf(secret)
      return opened(kind, hash, await accounts.readTicket(hash, kind, iso()))
    },
    take: async (kind, secret) => {
      const hash = hashOf(secret)
      return opened(kind, hash, await accounts.takeTicket(hash, kind, iso()))
    },
  }
}

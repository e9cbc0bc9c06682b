import type { SignedOut } from '#shared/accounts/wire.ts'
import type { Json } from '#shared/rpc.ts'
import { isSessionRefused } from './exchange.ts'
import { type FailureCode, type Outbox, SyncFailure } from './ports.ts'
import type { Renewing } from './renewing.ts'
import type { HttpRequest, HttpTransport } from './transport-http.ts'

/** What the rest of the application asks of the server, through the only thread that speaks to it. */
export type ServerRequest = HttpRequest & {
  /** In nobody's name: the ways in. */
  readonly anonymous?: boolean
  /** The only server this may be sent to; of the moment when not said. */
  readonly server?: string
  /** The only account in whose name this may be sent; of the moment when not said. */
  readonly as?: string
}

/** An answer not yet read, or why there is none: the thread that asked puts it in its own words. */
export type ServerAnswer =
  { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly code: FailureCode; readonly motif: string | null }

/** What speaks for a session that is left. `renouvellement` is null for one that cannot be renewed. */
export type LeavingSession = { readonly token: string; readonly renouvellement: string | null }

type Parts = {
  readonly server: string
  readonly transport: Pick<HttpTransport, 'request' | 'signOut' | 'renew'>
  readonly outbox: Pick<Outbox, 'state' | 'sessionExpired'>
  readonly renewing: Pick<Renewing, 'asking'>
  /** The account's session has ended. */
  readonly onExpired: () => void
}

export type ServerRequests = {
  /** Never rejects. */
  readonly request: (request: ServerRequest) => Promise<ServerAnswer>
  /** Best effort: null when the server could not be told, and then a session that it keeps ends by itself. */
  readonly signOut: (session: LeavingSession) => Promise<SignedOut | null>
  /** Lets the sessions being left be so. */
  readonly settled: () => Promise<unknown>
}

export const createServerRequests = ({ server, transport, outbox, renewing, onExpired }: Parts): ServerRequests => {
  const leaving = new Set<Promise<unknown>>()

  /** @throws SyncFailure */
  const inName = async (request: HttpRequest, as: string | undefined): Promise<Json> => {
    const { account, readOnly } = await outbox.state()
    if (account === null || (as !== undefined && as !== account.userId)) throw new SyncFailure('token_required')
    try {
      return await renewing.asking(account.token, (token) => transport.request(request, token))
    } catch (error) {
      if (isSessionRefused(error) && !readOnly) {
        await outbox.sessionExpired(account)
        onExpired()
      }
      throw error
    }
  }

  /** The one who leaves has nothing left to keep: the access that has expired is renewed for this alone. */
  const leave = async ({ token, renouvellement }: LeavingSession): Promise<SignedOut> => {
    try {
      return await transport.signOut(token)
    } catch (error) {
      if (!isSessionRefused(error) || renouvellement === null) throw error
      const { token: last } = await transport.renew(renouvellement)
      return transport.signOut(last)
    }
  }

  return {
    request: async ({ anonymous = false, server: only, as, ...request }) => {
      try {
        if (only !== undefined && only !== server) throw new SyncFailure('network')
        return { ok: true, value: anonymous ? await transport.request(request, null) : await inName(request, as) }
      } catch (error) {
        return error instanceof SyncFailure
          ? { ok: false, code: error.code, motif: error.motif }
          : { ok: false, code: 'io', motif: null }
      }
    },
    signOut: (session) => {
      const left = leave(session).catch(() => null)
      leaving.add(left)
      void left.then(() => leaving.delete(left))
      return left
    },
    settled: () => Promise.all(leaving),
  }
}

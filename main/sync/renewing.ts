import type { Session } from '#shared/sync/wire.ts'
import { isSessionRefused } from './exchange.ts'
import { type Outbox, type SessionKeeper, SyncFailure, type Transport } from './ports.ts'

type Parts = {
  readonly renew: (renouvellement: string) => Promise<Session>
  readonly keeper: SessionKeeper
}

export type Renewing = {
  /** Asks with this token, or with the one that has taken its place; renews the session and asks once more if it has expired. */
  readonly asking: <T>(token: string, ask: (token: string) => Promise<T>) => Promise<T>
  /** The server, with sessions that renew themselves. */
  readonly transport: (transport: Transport) => Transport
  /** The outbox, told of a session that has ended by the token that was refused in the end, not by the one the exchange began with. */
  readonly outbox: (outbox: Outbox) => Outbox
}

/** The server no longer knows the session, or has closed its account: nothing will renew it. Any other failure passes. */
const isOver = (error: unknown): boolean =>
  isSessionRefused(error) || (error instanceof SyncFailure && error.code === 'forbidden')

/** An exchange may hold a token for as long as a catalogue takes to come, while others renew it. */
const REMEMBERED = 50

const remember = (map: Map<string, string>, key: string, value: string): void => {
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= REMEMBERED) break
    map.delete(oldest)
  }
}

/**
 * Sessions that renew themselves: an access that has expired is renewed once for all who wait, and its successor is on the disk before
 * it is used; until then the server still takes the old renewal, whatever happens to the desk.
 */
export const createRenewing = ({ renew, keeper }: Parts): Renewing => {
  /** Token → the one in its place now. */
  const successors = new Map<string, string>()
  const underway = new Map<string, Promise<string | null>>()
  /** Token an exchange holds → the one that was refused in the end. */
  const refused = new Map<string, string>()

  const succeed = (token: string, next: string): void => {
    for (const [old, now] of successors) if (now === token) successors.set(old, next)
    successors.delete(next)
    if (next !== token) remember(successors, token, next)
  }

  /** @throws SyncFailure when the server could not be asked, or its answer not kept: the session is as it was. */
  const renewed = async (token: string): Promise<string | null> => {
    const renouvellement = await keeper.renewalOf(token)
    if (renouvellement === null) return null
    let session: Session
    try {
      session = await renew(renouvellement)
    } catch (error) {
      if (isOver(error)) return null
      throw error
    }
    if (!(await keeper.keepRenewed(token, session))) return null
    succeed(token, session.token)
    return session.token
  }

  const successorOf = (token: string): Promise<string | null> => {
    const known = successors.get(token)
    if (known !== undefined) return Promise.resolve(known)
    const flight =
      underway.get(token) ??
      renewed(token).finally(() => {
        underway.delete(token)
      })
    underway.set(token, flight)
    return flight
  }

  const asking: Renewing['asking'] = async (token, ask) => {
    let present = successors.get(token) ?? token
    try {
      return await ask(present)
    } catch (error) {
      if (!isSessionRefused(error)) throw error
      const next = await successorOf(present)
      if (next === null) {
        remember(refused, token, present)
        throw error
      }
      present = next
    }
    try {
      return await ask(present)
    } catch (error) {
      if (isSessionRefused(error)) remember(refused, token, present)
      throw error
    }
  }

  return {
    asking,
    transport: (transport) => ({
      ...transport,
      pull: (request, token) =>
        token === null ? transport.pull(request, null) : asking(token, (present) => transport.pull(request, present)),
      push: (request, token) => asking(token, (present) => transport.push(request, present)),
      announcePiece: (piece, token) => asking(token, (present) => transport.announcePiece(piece, present)),
      sendPiece: (part, token) => asking(token, (present) => transport.sendPiece(part, present)),
      live: (token, onPoke, signal) =>
        token === null
          ? transport.live(null, onPoke, signal)
          : asking(token, (present) => transport.live(present, onPoke, signal)),
    }),
    outbox: (outbox) => ({
      ...outbox,
      sessionExpired: ({ userId, token }) => outbox.sessionExpired({ userId, token: refused.get(token) ?? token }),
    }),
  }
}

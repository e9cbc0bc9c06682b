import { DoraError, type ErrorCode } from '#shared/errors.ts'
import type { Profile } from '../user/accounts-store.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import type { UserFile } from './ports.ts'
import type { AccountState } from './status.ts'

type OpenUser = () => Promise<RemoteOf<UserWorkerMethods>>

/** A file that does not open says so on the screens that need it: everything public goes on without an account. */
const CLOSED = new Set<ErrorCode>(['donnees-utilisateur-illisibles', 'donnees-utilisateur-trop-recentes', 'cle-absente'])
const NOBODY = { clientId: '', account: null, epoch: null, cursor: 0, readOnly: true, reserveUsed: false }

/**
 * The user's file, as the exchanges know it. The file opens at the first question. `server` names the one the desk
 * speaks with now: no token leaves for another than the one that gave it, and without a token nothing of the account does.
 */
export const outboxOfUser = (user: OpenUser, server: () => string | null): UserFile => ({
  state: async () => {
    try {
      const state = await (await user())['outbox.state'](undefined)
      return state.account?.server === server() ? state : { ...state, account: null }
    } catch (error) {
      if (error instanceof DoraError && CLOSED.has(error.code)) return NOBODY
      throw error
    }
  },
  take: async (userId, now) => (await user())['outbox.take']({ userId, now }),
  settle: async (answer) => (await user())['outbox.settle'](answer),
  pieces: async (userId, now) => (await user())['outbox.pieces']({ userId, now }),
  piecePart: async (userId, id, from, most) => (await user())['outbox.piecePart']({ userId, id, from, most }),
  pieceArrived: async (userId, id) => (await user())['outbox.pieceArrived']({ userId, id }),
  pieceRefused: async (userId, piece, why) => (await user())['outbox.pieceRefused']({ userId, piece, why }),
  postpone: async (mutIds, nextAt, failure) => (await user())['outbox.postpone']({ mutIds, nextAt, failure }),
  forked: async (clientId) => (await user())['outbox.forked'](clientId),
  applyMine: async (page) => (await user())['outbox.applyMine'](page),
  sumsMine: async (userId) => (await user())['outbox.sumsMine'](userId),
  resetMine: async (userId) => (await user())['outbox.resetMine'](userId),
  sessionExpired: async (session) => (await user())['outbox.sessionExpired'](session),
  nextAt: async () => (await user())['outbox.nextAt'](undefined),
  renewalOf: async (token) => {
    const renewal = await (await user())['account.renewal']({ token })
    return renewal !== null && renewal.serveur === server() ? renewal.renouvellement : null
  },
  keepRenewed: async (token, session) => (await user())['account.renewed']({ token, session }),
})

/** The session is good for another server than the one the desk has: as if it had ended. */
export const isElsewhere = ({ compte, serveur }: Pick<Profile, 'compte' | 'serveur'>, server: string | null): boolean =>
  compte !== null && server !== null && serveur !== server

/** What the status says of the account. Fails with the codes of opening the user's file. */
export const accountState = async (user: OpenUser, server: string | null): Promise<AccountState> => {
  const file = await user()
  const [{ compte, expiree, serveur }, { en_attente, a_verifier }, { readOnly, reserveUsed }] = await Promise.all([
    file['account.get'](undefined),
    file['outbox.counts'](undefined),
    file['outbox.state'](undefined),
  ])
  const elsewhere = isElsewhere({ compte, serveur }, server)
  return { compte, expiree: expiree || elsewhere, en_attente, a_verifier, lecture_seule: readOnly, disque_plein: reserveUsed }
}

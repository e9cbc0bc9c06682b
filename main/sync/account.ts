import { DoraError, type ErrorCode } from '#shared/errors.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import type { Outbox } from './ports.ts'
import type { AccountState } from './status.ts'

type UserFile = () => Promise<RemoteOf<UserWorkerMethods>>

/** A file that does not open says so on the screens that need it: everything public goes on without an account. */
const CLOSED = new Set<ErrorCode>(['donnees-utilisateur-illisibles', 'donnees-utilisateur-trop-recentes', 'cle-absente'])
const NOBODY = { clientId: '', account: null, epoch: null, cursor: 0, readOnly: true, reserveUsed: false }

/**
 * The outbox of the user's file, as the exchanges know it. The file opens at the first question. `server` names the one the desk
 * speaks with now: no token leaves for another than the one that gave it, and without a token nothing of the account does.
 */
export const outboxOfUser = (user: UserFile, server: () => string | null): Outbox => ({
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
  postpone: async (mutIds, nextAt, failure) => (await user())['outbox.postpone']({ mutIds, nextAt, failure }),
  forked: async (clientId) => (await user())['outbox.forked'](clientId),
  applyMine: async (page) => (await user())['outbox.applyMine'](page),
  sumsMine: async (userId) => (await user())['outbox.sumsMine'](userId),
  resetMine: async (userId) => (await user())['outbox.resetMine'](userId),
  sessionExpired: async (session) => (await user())['outbox.sessionExpired'](session),
  nextAt: async () => (await user())['outbox.nextAt'](undefined),
})

/** What the status says of the account. Fails with the codes of opening the user's file. */
export const accountState = async (user: UserFile, server: string | null): Promise<AccountState> => {
  const file = await user()
  const [{ compte, expiree, serveur }, { en_attente, a_verifier }, { readOnly, reserveUsed }] = await Promise.all([
    file['account.get'](undefined),
    file['outbox.counts'](undefined),
    file['outbox.state'](undefined),
  ])
  const elsewhere = compte !== null && server !== null && serveur !== server
  return { compte, expiree: expiree || elsewhere, en_attente, a_verifier, lecture_seule: readOnly, disque_plein: reserveUsed }
}

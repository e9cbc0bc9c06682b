import type { RemoteOf } from '../worker/protocol.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { Outbox } from './ports.ts'
import type { AccountState } from './status.ts'

type UserFile = () => Promise<RemoteOf<UserWorkerMethods>>

/** The outbox of the user's file, as the exchanges know it. The file opens at the first question. */
export const outboxOfUser = (user: UserFile): Outbox => ({
  state: async () => (await user())['outbox.state'](undefined),
  take: async (now) => (await user())['outbox.take'](now),
  settle: async (answer) => (await user())['outbox.settle'](answer),
  postpone: async (mutIds, nextAt, failure) => (await user())['outbox.postpone']({ mutIds, nextAt, failure }),
  forked: async () => (await user())['outbox.forked'](undefined),
  applyMine: async (page) => (await user())['outbox.applyMine'](page),
  sumsMine: async () => (await user())['outbox.sumsMine'](undefined),
  resetMine: async () => (await user())['outbox.resetMine'](undefined),
  sessionExpired: async () => (await user())['outbox.sessionExpired'](undefined),
  nextAt: async () => (await user())['outbox.nextAt'](undefined),
})

/** What the status says of the account. Fails with the codes of opening the user's file. */
export const accountState = async (user: UserFile): Promise<AccountState> => {
  const file = await user()
  const [{ compte, expiree }, { en_attente, a_verifier }, { readOnly, reserveUsed }] = await Promise.all([
    file['account.get'](undefined),
    file['outbox.counts'](undefined),
    file['outbox.state'](undefined),
  ])
  return { compte, expiree, en_attente, a_verifier, lecture_seule: readOnly, disque_plein: reserveUsed }
}

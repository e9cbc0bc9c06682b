import { CGU_VERSION } from '#shared/accounts/compte.ts'
import type { AccountState } from '#shared/contract/account.ts'
import { DoraError } from '#shared/errors.ts'
import type { Actor } from '#shared/rights.ts'
import { isElsewhere } from '../sync/account.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { actorOf } from './actor.ts'

type Parts = {
  readonly user: () => Promise<RemoteOf<UserWorkerMethods>>
  /** Name of the server of the moment in sessions. */
  readonly identity: () => string | null
  readonly waiting: () => AccountState['attente']
}

/** What this desk knows of its person, with or without network. */
export const createAccountReader = ({ user, identity, waiting }: Parts) => {
  let actor: Promise<Actor> | null = null

  /** Fails with the codes of the user's file. */
  const read = async (): Promise<AccountState> => {
    const file = await user()
    const [{ compte, rattachements, structure }, profile] = await Promise.all([
      file['account.known'](undefined),
      file['account.get'](undefined),
    ])
    const session_expiree = profile.expiree || isElsewhere(profile, identity())
    return {
      compte,
      rattachements,
      structure_courante: structure,
      cgu_a_accepter: compte !== null && !session_expiree && !Object.hasOwn(compte.cgu, CGU_VERSION),
      session_expiree,
      attente: waiting(),
    }
  }

  return {
    read,
    /** Kept until `forget`: it is asked with each sheet. A file that does not open is nobody's, and hides no sheet. */
    actor: (): Promise<Actor> =>
      (actor ??= read().then(actorOf, (error: unknown) => {
        actor = null
        if (error instanceof DoraError) return null
        throw error
      })),
    forget: (): void => {
      actor = null
    },
  }
}

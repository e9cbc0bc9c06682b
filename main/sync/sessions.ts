import type { Session } from '#shared/sync/wire.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import type { Engine } from './engine.ts'
import type { LeavingSession } from './server-requests.ts'

type Parts = {
  readonly user: () => Promise<RemoteOf<UserWorkerMethods>>
  readonly engine: Pick<Engine, 'running' | 'remote'>
  /** Name of the server of the moment in sessions. */
  readonly identity: () => string | null
  /** Who is signed in has changed. */
  readonly onChange: () => void
  /** Where the identity provider's own session is ended. */
  readonly onSignedOut: (address: string) => void
}

/** Coming and going on this desk, whichever way the person came in. */
export const createSessions = ({ user, engine, identity, onChange, onSignedOut }: Parts) => {
  /** Tells the server, without waiting: a session that it keeps ends by itself. */
  const end = (session: LeavingSession, then: (address: string) => void = () => {}): void => {
    if (!engine.running()) return
    void engine
      .remote()
      .signOut(session)
      .then((answer) => {
        if (answer !== null && answer.deconnexion !== null) then(answer.deconnexion)
      })
      .catch(() => {})
  }

  return {
    /** The identity provider's own session goes on. */
    end: (session: LeavingSession): void => end(session),
    /** Keeps a session that the server named `serveur` gave, and exchanges in its name from then on. Fails with the codes of the user's file. */
    open: async (session: Session, serveur: string): Promise<void> => {
      const file = await user()
      const before = await file['account.session'](undefined)
      await file['account.set']({ session, serveur })
      onChange()
      // The one it takes the place of is not left open behind it.
      if (before !== null && before.serveur === serveur) end(before)
      // The session is kept, whatever becomes of the thread: another begins with it.
      if (engine.running())
        await engine
          .remote()
          .restart(undefined)
          .catch(() => {})
    },
    /** `end` false: the server has no such session any more. */
    leave: async (how: { readonly effacer: boolean; readonly end?: boolean }): Promise<void> => {
      const file = await user()
      const session = await file['account.session'](undefined)
      await file['account.clear']({ effacer: how.effacer })
      onChange()
      if (how.end !== false && session !== null && session.serveur === identity()) end(session, onSignedOut)
    },
  }
}

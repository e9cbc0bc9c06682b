import type { Session } from '#shared/sync/wire.ts'
import type { LeavingSession, ServerAnswer, ServerRequest } from './server-requests.ts'

/** What the account's side of the desk asks of the exchanges. */
export type ServerLink = {
  /** Address of the server of the moment; null without one. */
  readonly address: () => string | null
  /** Its name in sessions: the one beside the desk is the same at each start, whatever its port. */
  readonly identity: () => string | null
  /** @throws DoraError `sync-sans-serveur`; a server that does not answer, or refuses, is an answer. */
  readonly request: (request: ServerRequest) => Promise<ServerAnswer>
  /** Keeps a session that the server named `serveur` gave. Fails with the codes of the user's file. */
  readonly open: (session: Session, serveur: string) => Promise<void>
  /** Ends a session that will not be kept. */
  readonly end: (session: LeavingSession) => void
  /** The server has closed the account: nothing of it is left on this desk. */
  readonly erase: () => Promise<void>
  /** The server was asked to change something that comes back by the exchanges: reads it now. */
  readonly readBack: () => void
}

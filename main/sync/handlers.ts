import type { SyncStatus } from '#shared/contract/sync.ts'
import { DoraError } from '#shared/errors.ts'
import type { DoraHandlers } from '../emit.ts'

export type SyncHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `sync.${string}`>>

type Options = {
  /** ISO instant of the writing of the catalogue in use; null without one. */
  readonly catalogueDate: () => Promise<string | null>
}

export type SyncServices = {
  readonly handlers: SyncHandlers
  readonly close: () => Promise<void>
}

export const createSyncHandlers = ({ catalogueDate }: Options): SyncServices => {
  const status = async (): Promise<SyncStatus> => ({
    serveur: null,
    embarque: false,
    compte: null,
    session_expiree: false,
    etat: 'sans-serveur',
    depuis: null,
    a_jour_le: null,
    donnees_du: await catalogueDate().catch(() => null),
    en_attente: 0,
    a_verifier: 0,
    progression: null,
    erreur: null,
    decalage_horloge_s: null,
    lecture_seule: false,
    territoires: [],
  })
  const noServer = () => {
    throw new DoraError('sync-sans-serveur')
  }

  return {
    handlers: {
      'sync.status': status,
      'sync.now': noServer,
      'sync.setServer': noServer,
      'sync.setTerritories': noServer,
      'sync.signIn': noServer,
      'sync.signOut': noServer,
      'sync.outgoing': () => [],
      'sync.retry': noServer,
      'sync.cancel': noServer,
      'sync.conflicts': () => [],
      'sync.resolve': noServer,
    },
    close: () => Promise.resolve(),
  }
}

import { DoraError } from '#shared/errors.ts'
import type { SyncStatus } from '#shared/contract/sync.ts'
import type { Acte } from '#shared/moderation/acts.ts'
import { createAccountApi } from '../account/api.ts'
import { accountError } from '../account/failures.ts'
import type { DoraHandlers, Emit } from '../emit.ts'
import type { Clock, Rng } from '../sync/ports.ts'
import type { ServerLink } from '../sync/server-link.ts'
import { systemClock } from '../sync/system-clock.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { createActs } from './acts.ts'
import { createBoardMemory } from './board.ts'
import { createBoardHandlers } from './board-handlers.ts'
import { createRemoteHandlers } from './remote.ts'

export type ModerationHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `moderation.${string}`>>

type Options = {
  readonly link: Pick<ServerLink, 'address' | 'request' | 'readBack'>
  /** The user's file, opened by the first to ask. */
  readonly user: () => Promise<RemoteOf<UserWorkerMethods>>
  readonly emit: Emit
  readonly log: (what: string, error: unknown) => void
  readonly clock?: Clock
  readonly rng?: Rng
}

export type ModerationServices = {
  readonly handlers: ModerationHandlers
  /** Who is signed in, or what they may do, may have changed: nothing of the one before is kept in memory. */
  readonly changed: () => void
  /** Rows of the server have changed. */
  readonly rows: () => void
  /** The exchanges have begun: what waits on the disk leaves when it is due. */
  readonly look: () => void
  /** Where the exchanges with the server are. */
  readonly exchanges: (etat: SyncStatus['etat']) => void
  readonly close: () => void
}

/** Acts that change rows which come back by the exchanges. */
const WRITES: ReadonlySet<Acte['geste']> = new Set([
  'statuer',
  'rendre-obsolete',
  'reactiver',
  'approuver-demandes',
  'rejeter-demandes',
])

/** Decompressed. */
const BOARD_BYTES = 64 * 1024 * 1024

/** Asked as a file: read in one go, as other answers are, it would hold this thread a second. */
const boardOf =
  (link: Options['link']) =>
  async (known: string | null): Promise<Buffer | null> => {
    const version = known === null ? {} : { known }
    const told = await link.request({ method: 'GET', path: 'moderation/v1/board', fileBytes: BOARD_BYTES, ...version })
    if (!told.ok) throw accountError(told)
    if (told.value === null) return null
    if (typeof told.value !== 'string') throw new DoraError('sync-reponse-illisible')
    return Buffer.from(told.value, 'base64')
  }

/** The panel of those who keep the reference true, as this desk has it: the server alone knows it, but for what waits to be sent. */
export const createModerationHandlers = (options: Options): ModerationServices => {
  const { link, user, emit, log, clock = systemClock, rng = Math.random } = options
  const { ask } = createAccountApi(link)
  const { now } = clock
  const told = (): void => emit('moderation.changed', undefined)

  const memory = createBoardMemory({ ask: boardOf(link), now, onChange: told, log })
  const written = (): void => {
    memory.stale()
    link.readBack()
  }
  const acts = createActs({
    ask,
    user,
    clock,
    rng,
    onChange: told,
    onDone: (geste) => {
      if (WRITES.has(geste)) written()
    },
    log,
  })

  return {
    handlers: {
      ...createRemoteHandlers({
        ask,
        onMerge: () => {
          written()
          told()
        },
      }),
      ...createBoardHandlers({ ask, memory, address: link.address, now }),
      ...acts.handlers,
    },
    changed: () => {
      memory.forget()
      told()
      acts.look()
    },
    rows: () => {
      memory.old()
      told()
    },
    look: acts.look,
    exchanges: (etat) => acts.online(etat !== 'hors-ligne' && etat !== 'sans-serveur'),
    close: acts.close,
  }
}

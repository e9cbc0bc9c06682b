import type { SignedOut } from '#shared/accounts/wire.ts'
import type { SyncProgress } from '#shared/contract/sync.ts'
import type { Session } from '#shared/sync/wire.ts'
import { createGeo } from '../geo/geo.ts'
import { serveWorker } from '../worker/serve.ts'
import { createCycle } from './cycle.ts'
import { createLastRead, type LastReadFile } from './last-read.ts'
import { startLoop, type Loop } from './loop.ts'
import { watchNetwork } from './network-watch.ts'
import type { SyncReport } from './outcome.ts'
import { type Replica, SyncFailure } from './ports.ts'
import { asSignInError } from './reasons.ts'
import { outboxOf, type OutboxOwner } from './relay.ts'
import { createRenewing } from './renewing.ts'
import { openReplica } from './replica/replica.ts'
import {
  createServerRequests,
  type LeavingSession,
  type ServerAnswer,
  type ServerRequest,
  type ServerRequests,
} from './server-requests.ts'
import { afterExchange, NOT_STARTED, type Standing } from './standing.ts'
import { systemClock } from './system-clock.ts'
import { createHttpTransport } from './transport-http.ts'

/** The thread of the exchanges: downloads, checksums and writing of the catalogue never hold the screens' one. */

export type SyncStart = {
  readonly server: string
  /** Folder of the catalogue files. */
  readonly folder: string
  readonly geoFolders: readonly string[]
  /** Where the date of the last exchange is remembered. */
  readonly lastReadFile: string
  readonly territories: readonly string[]
  readonly poste: string
  readonly version: string
}

/** An exchange that ends sooner is not worth a word on the screens. */
const WORTH_TELLING_MS = 300
/** At most five a second. */
const PROGRESS_EVERY_MS = 200
/** A server that does not answer must not keep the desk from leaving it. */
const GOODBYE_MS = 1_000

type Running = {
  readonly loop: Loop
  readonly lastRead: LastReadFile
  readonly replica: Replica
  readonly leave: AbortController
  readonly network: NodeJS.Timeout
}

let standing: Standing = NOT_STARTED
let territories: readonly string[] = []
let running: Running | null = null
let transport: ReturnType<typeof createHttpTransport> | null = null
let requests: ServerRequests | null = null

const stand = (next: Standing): void => {
  standing = next
  emit('standing', standing)
}

const createProgress = () => {
  let timer: NodeJS.Timeout | null = null
  let latest: SyncProgress | null = null
  return (progress: SyncProgress | null) => {
    latest = progress
    if (progress === null) {
      if (timer !== null) clearTimeout(timer)
      timer = null
      if (standing.progress !== null) stand({ ...standing, progress: null })
      return
    }
    timer ??= setTimeout(() => {
      timer = null
      stand({ ...standing, progress: latest })
    }, PROGRESS_EVERY_MS)
  }
}

/** Names of zones, or none: without its geography the desk reads on, and its rows say codes for names. */
const zoneNames = (folders: readonly string[]) => {
  const { zoneName } = createGeo({ folders, settings: () => ({ adressesEnLigne: false }) })
  let missing = false
  return (code: string): string | null => {
    if (missing) return null
    try {
      return zoneName(code)
    } catch (error) {
      missing = true
      emit('log', { message: 'geography', error: error instanceof Error ? (error.stack ?? error.message) : null })
      return null
    }
  }
}

const methods = {
  start: async (options: SyncStart): Promise<void> => {
    if (running !== null) return
    const file = outboxOf(owner)
    const leave = new AbortController()
    const replica = openReplica({
      folder: options.folder,
      zoneName: zoneNames(options.geoFolders),
      clock: systemClock,
      log: (message, error) => emit('log', { message, error: error instanceof Error ? (error.stack ?? error.message) : null }),
    })
    const http = createHttpTransport({ ...options, signal: leave.signal })
    const renewing = createRenewing({ renew: http.renew, keeper: file })
    const outbox = renewing.outbox(file)
    const renewed = renewing.transport(http)
    transport = http
    requests = createServerRequests({
      server: options.server,
      transport: http,
      outbox,
      renewing,
      onExpired: () => {
        emit('outbox', {})
        running?.loop.restart()
      },
    })
    territories = options.territories
    const current = await replica.current().catch(() => null)
    const lastRead = createLastRead(options.lastReadFile, options.server)
    stand({ ...NOT_STARTED, loaded: current !== null, upToDateAt: current === null ? null : lastRead.read() })
    let slow: NodeJS.Timeout | undefined
    const loop = startLoop({
      cycle: createCycle({
        transport: renewed,
        replica,
        outbox,
        clock: systemClock,
        rng: Math.random,
        territories: () => territories,
        onProgress: createProgress(),
        onCatalogue: () => emit('applied', {}),
        report: (fact: SyncReport) => emit('report', fact),
      }),
      live: renewed.live,
      token: async () => {
        const { account, readOnly } = await outbox.state()
        // A file that cannot be written takes no part in the exchanges: it has nothing to hear of.
        return readOnly ? null : (account?.token ?? null)
      },
      clock: systemClock,
      rng: Math.random,
      onBegin: () => {
        slow = setTimeout(() => stand({ ...standing, running: true }), WORTH_TELLING_MS)
      },
      onEnd: (outcome) => {
        clearTimeout(slow)
        if (outcome.mineChanged) emit('mine', {})
        if (outcome.outboxChanged || outcome.sessionExpired) emit('outbox', {})
        stand(afterExchange(standing, outcome, systemClock.now()))
        if (outcome.upToDate && standing.upToDateAt !== null) lastRead.keep(standing.upToDateAt)
      },
    })
    running = { loop, replica, leave, lastRead, network: watchNetwork(loop.now) }
  },
  now: (_: undefined): void => running?.loop.now(),
  changed: (_: undefined): void => running?.loop.changed(),
  restart: (_: undefined): void => running?.loop.restart(),
  setTerritories: (codes: readonly string[]): void => {
    territories = codes
    running?.loop.restart()
  },
  signIn: async ({ courriel, motDePasse }: { readonly courriel: string; readonly motDePasse: string }): Promise<Session> => {
    if (transport === null) throw asSignInError(new SyncFailure('network'))
    try {
      return await transport.signIn(courriel, motDePasse)
    } catch (error) {
      throw asSignInError(error instanceof SyncFailure ? error : new SyncFailure('io', { cause: error }))
    }
  },
  request: async (request: ServerRequest): Promise<ServerAnswer> =>
    (await requests?.request(request)) ?? { ok: false, code: 'network', motif: null },
  signOut: async (session: LeavingSession): Promise<SignedOut | null> => (await requests?.signOut(session)) ?? null,
  /** Cuts what is under way, and closes the catalogue. */
  stop: async (_: undefined): Promise<void> => {
    const ending = running
    running = null
    if (ending === null) return
    clearInterval(ending.network)
    await Promise.race([requests?.settled(), systemClock.sleep(GOODBYE_MS)])
    ending.leave.abort()
    await ending.loop.stop()
    await ending.replica.close()
    ending.lastRead.flush()
  },
}
export type SyncWorkerMethods = typeof methods

const { emit, owner } = serveWorker<OutboxOwner>(methods)

import { hostname } from 'node:os'
import { DoraError } from '#shared/errors.ts'
import type { SettingsStore } from '../app/settings.ts'
import type { DoraHandlers, Emit } from '../emit.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { accountState, outboxOfUser } from './account.ts'
import { createEngine } from './engine.ts'
import type { SyncReport } from './outcome.ts'
import { NOT_STARTED, type Standing } from './standing.ts'
import { NO_ACCOUNT, statusOf } from './status.ts'
import { serverAddress } from './server-address.ts'
import type { SyncStart } from './worker.ts'

export type SyncHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `sync.${string}`>>

/** The server this application was started with: the one beside it, or that of the organisation. */
export type GivenServer = { readonly address: string; readonly embedded: boolean }

type Options = {
  /** Folder of the catalogue files. */
  readonly folder: string
  readonly geoFolders: readonly string[]
  /** Where the date of the last exchange is remembered. */
  readonly lastReadFile: string
  readonly version: string
  readonly given: GivenServer | null
  readonly settings: SettingsStore
  /** The user's file, opened by the first to ask. */
  readonly user: () => Promise<RemoteOf<UserWorkerMethods>>
  /** ISO instant of the writing of the catalogue in use; null without one. */
  readonly catalogueDate: () => Promise<string | null>
  /** Rows of the catalogue changed, or its file was replaced. */
  readonly onApplied: () => void
  readonly emit: Emit
  readonly log: { readonly error: (what: string, error: unknown) => void; readonly info: (what: string) => void }
}

export type SyncServices = {
  readonly handlers: SyncHandlers
  /** Begins the exchanges, if there is a server. To call once the screens have what they need. */
  readonly start: () => Promise<void>
  /** Something was written in the outbox. */
  readonly changed: () => void
  readonly close: () => Promise<void>
}

/** Names the server that runs beside the desk. */
const BESIDE = 'embarque'

const told = ({ what, ...rest }: SyncReport): string => `sync: ${[what, ...Object.values(rest)].join(' ')}`

export const createSyncHandlers = (options: Options): SyncServices => {
  const { folder, geoFolders, lastReadFile, version, given, settings, user, catalogueDate, onApplied, emit, log } = options
  let standing: Standing = NOT_STARTED
  const outbox = outboxOfUser(user, () => identity())
  let closed = false

  const server = (): string | null => settings.get().serveur ?? given?.address ?? null
  const embedded = (): boolean => settings.get().serveur === null && given?.embedded === true

  /** Of a session: the server beside the desk is the same one at each start, whatever its port. */
  const identity = (): string | null => (embedded() ? BESIDE : server())

  const status = async () =>
    statusOf({
      server: server(),
      embedded: embedded(),
      // A file of one's own that does not open is told by the screens that need it.
      account: await accountState(user, identity()).catch(() => NO_ACCOUNT),
      standing,
      catalogueDate: await catalogueDate().catch(() => null),
      territories: settings.get().territoires,
    })

  let telling: Promise<void> | null = null
  let again = false
  /** Tells the screens, one status at a time: they are told the last one, never an older one after it. */
  const tell = (): void => {
    again = true
    telling ??= (async () => {
      while (again && !closed) {
        again = false
        const now = await status()
        if (!closed) emit('sync.changed', now)
      }
      telling = null
    })()
  }
  const queueChanged = (): void => {
    emit('sync.queueChanged', {})
    tell()
  }

  const engine = createEngine({
    outbox,
    onStanding: (next) => {
      standing = next
      tell()
    },
    onApplied,
    onMine: () => emit('favourites.changed', {}),
    onOutbox: () => {
      // An answer may show the server's value in place of what was typed.
      emit('favourites.changed', {})
      queueChanged()
    },
    onReport: (fact) => log.info(told(fact)),
    log: (what, error) => (error === undefined ? log.info(`sync: ${what}`) : log.error(`sync: ${what}`, error)),
  })

  const startOf = (): SyncStart | null => {
    const address = server()
    return address === null
      ? null
      : { server: address, folder, geoFolders, lastReadFile, territories: settings.get().territoires, poste: hostname(), version }
  }
  let begun: Promise<void> | null = null
  const start = (): Promise<void> => (begun ??= closed ? Promise.resolve() : engine.use(startOf()))

  const remote = async () => {
    if (server() === null) throw new DoraError('sync-sans-serveur')
    await start()
    return engine.remote()
  }
  const keep = (patch: Parameters<SettingsStore['set']>[0]) => emit('settings.changed', settings.set(patch))
  const now = async () => {
    if (server() !== null) await (await remote()).now(undefined)
  }

  const leaveAccount = async (input: { readonly effacer: boolean }): Promise<void> => {
    const token = (await outbox.state()).account?.token ?? null
    await (await user())['account.clear'](input)
    emit('favourites.changed', {})
    queueChanged()
    // Not waited for: a session that the server keeps ends by itself.
    if (token !== null && engine.running())
      void engine
        .remote()
        .signOut(token)
        .catch(() => {})
  }

  const handlers: SyncHandlers = {
    'sync.status': status,
    'sync.now': async () => {
      await (await remote()).now(undefined)
    },
    'sync.setServer': async ({ adresse }) => {
      const next = adresse === null ? null : serverAddress(adresse)
      const before = server()
      // A session is good for one server, which is told that it ends. What waits stays for the next sign-in. A file that cannot be
      // written stops nothing: its token goes to no other server (outboxOfUser).
      if ((next ?? given?.address ?? null) !== before)
        await leaveAccount({ effacer: false }).catch((error: unknown) => log.error('sync: account', error))
      keep({ serveur: next })
      begun = engine.use(startOf())
      await begun
      return status()
    },
    'sync.setTerritories': async ({ departements }) => {
      keep({ territoires: [...new Set(departements)].sort() })
      if (server() !== null) await (await remote()).setTerritories(settings.get().territoires)
      return status()
    },
    'sync.signIn': async (input) => {
      const thread = await remote()
      const serveur = identity() ?? ''
      const session = await thread.signIn(input)
      await (await user())['account.set']({ session, serveur })
      emit('favourites.changed', {})
      queueChanged()
      await thread.restart(undefined)
      return status()
    },
    'sync.signOut': async (input) => {
      await leaveAccount(input)
      if (server() !== null) await (await remote()).restart(undefined)
      return status()
    },
    'sync.outgoing': async () => (await user())['outbox.list'](undefined),
    'sync.retry': async (input) => {
      await (await user())['outbox.retry'](input)
      queueChanged()
      await now()
    },
    'sync.cancel': async (input) => {
      await (await user())['outbox.cancel'](input)
      emit('favourites.changed', {})
      queueChanged()
    },
    'sync.conflicts': async () => (await user())['outbox.conflicts'](undefined),
    'sync.resolve': async (input) => {
      await (await user())['outbox.resolve'](input)
      emit('favourites.changed', {})
      queueChanged()
      if (engine.running()) await engine.remote().changed(undefined)
    },
  }

  return {
    handlers,
    start,
    changed: () => {
      if (server() === null) return
      queueChanged()
      if (engine.running())
        void engine
          .remote()
          .changed(undefined)
          .catch(() => {})
    },
    close: async () => {
      closed = true
      await engine.stop()
    },
  }
}

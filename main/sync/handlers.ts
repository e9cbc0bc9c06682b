import { hostname } from 'node:os'
import { DoraError } from '#shared/errors.ts'
import type { SettingsStore } from '../app/settings.ts'
import type { DoraHandlers, Emit } from '../emit.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { accountState, outboxOfUser } from './account.ts'
import { tellingOfAccount, tellingWhenRead } from './account-rows.ts'
import { createEngine } from './engine.ts'
import type { SyncReport } from './outcome.ts'
import type { ServerLink } from './server-link.ts'
import { createSessions } from './sessions.ts'
import { createQueueHandlers } from './queue-handlers.ts'
import { NOT_STARTED, type Standing } from './standing.ts'
import { NO_ACCOUNT, statusOf } from './status.ts'
import { serverAddress } from './server-address.ts'
import { createTelling } from './telling.ts'
import { type GivenServer, whichServer } from './which-server.ts'
import type { SyncStart } from './worker.ts'

export type SyncHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `sync.${string}`>>

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
  /** Who is signed in, or what is known of them, may have changed. */
  readonly onAccount: () => void
  /** Rows of the account, or what waits to be sent, have changed: what is shown of them is to be read again. */
  readonly onRows?: () => void
  /** All the rows of that account have been read; `told`: some may have changed. */
  readonly onMineRead?: (userId: string, told: boolean) => void
  /** A session has ended: the page where the identity provider's own one is ended too. */
  readonly onSignedOut: (address: string) => void
  readonly emit: Emit
  readonly log: { readonly error: (what: string, error: unknown) => void; readonly info: (what: string) => void }
}

export type SyncServices = {
  readonly handlers: SyncHandlers
  /** Begins the exchanges, if there is a server. To call once the screens have what they need. */
  readonly start: () => Promise<void>
  /** Something was written in the outbox. */
  readonly changed: () => void
  readonly link: ServerLink
  readonly close: () => Promise<void>
}

const told = ({ what, ...rest }: SyncReport): string => `sync: ${[what, ...Object.values(rest)].join(' ')}`

export const createSyncHandlers = (options: Options): SyncServices => {
  const { folder, geoFolders, lastReadFile, version, given, settings, user, catalogueDate, onApplied, onAccount } = options
  const { onRows = () => {}, onMineRead = () => {}, onSignedOut, emit, log } = options
  const { address: server, embedded, identity } = whichServer(given, settings)
  const outbox = tellingWhenRead(tellingOfAccount(outboxOfUser(user, identity), onAccount), onMineRead)
  let standing: Standing = NOT_STARTED
  let closed = false

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

  const telling = createTelling(status, (now) => emit('sync.changed', now))
  const { tell } = telling
  const queueChanged = (): void => {
    emit('sync.queueChanged', {})
    tell()
  }
  /** An answer may show the server's value in place of what was typed. */
  const onShown = (): void => {
    emit('favourites.changed', {})
    onRows()
    queueChanged()
  }

  const engine = createEngine({
    outbox,
    onStanding: (next) => {
      standing = next
      tell()
    },
    onApplied,
    onMine: () => {
      emit('favourites.changed', {})
      onRows()
    },
    onOutbox: onShown,
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

  const sessions = createSessions({
    user,
    engine,
    identity,
    onChange: () => {
      onAccount()
      onShown()
    },
    onSignedOut,
  })

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
        await sessions.leave({ effacer: false }).catch((error: unknown) => log.error('sync: account', error))
      keep({ serveur: next })
      onAccount()
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
      await sessions.open(await thread.signIn(input), serveur)
      return status()
    },
    'sync.signOut': async (input) => {
      await sessions.leave(input)
      if (server() !== null) await (await remote()).restart(undefined)
      return status()
    },
    ...createQueueHandlers({
      user,
      onQueue: queueChanged,
      onShown,
      now,
      wake: async () => {
        if (engine.running()) await engine.remote().changed(undefined)
      },
    }),
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
    link: {
      address: server,
      identity,
      request: async (request) => (await remote()).request(request),
      open: sessions.open,
      end: sessions.end,
      erase: async () => {
        await sessions.leave({ effacer: true, end: false })
        if (engine.running()) await engine.remote().restart(undefined)
      },
      readBack: () => {
        void now().catch((error: unknown) => log.error('sync: account', error))
      },
    },
    close: async () => {
      closed = true
      telling.close()
      await engine.stop()
    },
  }
}

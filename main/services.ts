import { isSignInReturn } from './account/sign-in.ts'
import { createAccountHandlers } from './account/handlers.ts'
import { withCapabilities } from './account/capabilities.ts'
import { CATALOGUE_FOLDER, POINTER_FILE } from '#shared/catalogue/file.ts'
import { contract } from '#shared/contract.ts'
import type { SyncStatus } from '#shared/contract/sync.ts'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createAppHandlers, createLinks } from './app/handlers.ts'
import { createSession } from './app/session.ts'
import { createSettings } from './app/settings.ts'
import type { Broadcast } from './broadcast.ts'
import { createCatalogueHandlers } from './catalogue/handlers.ts'
import type { DoraHandlers } from './emit.ts'
import { createFiguresHandlers } from './figures/handlers.ts'
import { createGapHandlers } from './gaps/handlers.ts'
import { createHandoutHandlers } from './handout/handlers.ts'
import { createGeo } from './geo/geo.ts'
import { complementsOf } from './kit/complements.ts'
import { createKitHandlers } from './kit/handlers.ts'
import { createAlertHandlers } from './memory/alerts.ts'
import type { Log } from './log.ts'
import { createListingHandlers } from './listing/handlers.ts'
import { createTableHandlers } from './listing/tables.ts'
import { createViews } from './listing/views.ts'
import { createMapHandlers } from './map/handlers.ts'
import { createModerationHandlers } from './moderation/handlers.ts'
import { createOrientationHandlers } from './orientation/handlers.ts'
import type { Platform } from './platform/types.ts'
import { createKeyHandlers } from './partners/keys.ts'
import { createWebhookHandlers } from './partners/webhooks.ts'
import { createAdministrationHandlers } from './administration/handlers.ts'
import { withLocalFeatures } from './administration/local-features.ts'
import { createConnectorHandlers } from './partners/connectors.ts'
import { createDeploymentHandlers } from './deployment/handlers.ts'
import { createListHandlers } from './memory/lists.ts'
import { createPersonEligibility } from './person/eligibility.ts'
import { createPersonHandlers } from './person/handlers.ts'
import { createPlanHandlers } from './plan/handlers.ts'
import { createReachHandlers } from './reach/handlers.ts'
import { BEFORE, nextWorkingDay } from '#shared/reach/when.ts'
import { createRouter, type Router } from './router.ts'
import { createSyncHandlers } from './sync/handlers.ts'
import { systemClock } from './sync/system-clock.ts'
import type { GivenServer } from './sync/which-server.ts'
import { createUsageHandlers } from './usage/handlers.ts'
import { systemClock as deskClock } from './user/clock.ts'
import { createUserHandlers } from './user/handlers.ts'

type Options = {
  readonly platform: Platform
  readonly broadcast: Broadcast
  readonly log: Log
  /** Where a geography pack may be, best first: the one installed by `npm run geo`, then the one shipped with the application. */
  readonly geoFolders: readonly string[]
  /** The central server this application was started with; the settings may name another. */
  readonly server?: GivenServer | null
  /** True where the system hands `dora://` addresses to this application. */
  readonly deepLinks?: boolean
  /** Parses every answer by the contract too: tests and development. */
  readonly checkOutputs?: boolean
}

export type Services = {
  readonly router: Router
  /**
   * Reads ahead what the first search needs, then begins the exchanges with the server; to call once the window is on its way.
   * Failures show when something is asked.
   */
  readonly warm: () => void
  /** An address that the system handed to the application, whoever wrote it: it may end a sign-in under way, or
   * wait for a screen to show what it leads to. Never rejects. */
  readonly returned: (url: string) => Promise<void>
  /** Ends the workers, the user's file closed cleanly. To call once, when no more call will come. Never fails: a failure is logged. */
  readonly close: () => Promise<void>
}

/** Long enough for a window to open and a first search to be answered. */
const EXCHANGES_AFTER_MS = 1_000

/** The composition root: every service is made here, once, and both hosts receive the same router. */
export const createServices = ({
  platform,
  broadcast,
  log,
  geoFolders,
  server = null,
  deepLinks = false,
  checkOutputs = false,
}: Options): Services => {
  const { emit, subscribe } = broadcast
  const settings = createSettings(join(platform.dataFolder, 'settings.json'))
  const geo = createGeo({ folders: geoFolders, settings: settings.get, report: (error) => log.error('geo', error) })
  const catalogueFolder = join(platform.dataFolder, CATALOGUE_FOLDER)
  const catalogue = withLocalFeatures(
    createCatalogueHandlers({
      folder: catalogueFolder,
      geo,
      emit,
      settings: settings.get,
      log: (message, error) => log.error(`catalogue: ${message}`, error),
      onSlow: ({ sql, ms }) => log.info(`catalogue: ${ms} ms: ${sql}`),
    }),
  )
  const map = createMapHandlers({ catalogue, resolve: geo.resolve, subscribe })
  const user = createUserHandlers({
    folder: platform.dataFolder,
    secrets: platform.secrets,
    catalogue: catalogue.handlers,
    emit,
    onFavourites: () => sync.changed(),
  })
  const sync = createSyncHandlers({
    folder: catalogueFolder,
    geoFolders,
    lastReadFile: join(platform.dataFolder, 'echanges.json'),
    version: platform.version,
    given: server,
    settings,
    user: user.remote,
    catalogueDate: async () => (await catalogue.handlers['catalogue.info'](undefined))?.genere_le ?? null,
    onApplied: catalogue.applied,
    onAccount: () => {
      account.changed()
      persons.accountChanged()
      listing.forget()
      orientations.changed()
      moderation.changed()
      alerts.rowsChanged()
    },
    onRows: () => {
      listing.changed()
      orientations.changed()
      alerts.rowsChanged()
      lists.rowsChanged()
    },
    onMineRead: (userId, told) => orientations.read(userId, told),
    onSignedOut: (address) => account.leaveProvider(address),
    emit,
    log,
  })

  const account = createAccountHandlers({
    link: sync.link,
    user: user.remote,
    openExternal: platform.openExternal,
    deepLinks,
    emit,
    log,
  })

  const listing = createListingHandlers({
    catalogue: catalogue.told,
    link: sync.link,
    user: user.remote,
    actor: account.actor,
    emit,
    onOutbox: () => sync.changed(),
    log: (what, error) => log.error(what, error),
  })
  // Published services come by the catalogue.
  subscribe(({ name }) => {
    if (name === 'catalogue.changed') listing.changed()
  })
  const views = createViews({
    sheets: withCapabilities(catalogue.handlers, account.actor),
    actor: account.actor,
    link: sync.link,
    clock: systemClock,
  })

  const tables = createTableHandlers({
    memoryFile: join(platform.dataFolder, 'tableaux.json'),
    desk: listing.desk,
    catalogue: catalogue.told,
    actor: account.actor,
    geo,
    settings: settings.get,
    server: { ...listing.handlers, ...account.handlers },
    log: (what, error) => log.error(what, error),
  })

  const orientations = createOrientationHandlers({
    catalogue,
    resolve: geo.resolve,
    link: sync.link,
    user: user.remote,
    settings: settings.get,
    notify: platform.notify,
    noticesFile: join(platform.dataFolder, 'avis.json'),
    emit,
    onOutbox: () => sync.changed(),
    log: (what, error) => log.error(what, error),
  })
  subscribe(({ name }) => {
    if (name === 'settings.changed') orientations.look()
  })

  const alerts = createAlertHandlers({
    catalogue,
    user: user.remote,
    settings: settings.get,
    notify: platform.notify,
    noticesFile: join(platform.dataFolder, 'alertes.json'),
    emit,
    onOutbox: () => sync.changed(),
    log: (what, error) => log.error(what, error),
  })
  subscribe(({ name }) => {
    if (name === 'catalogue.changed') alerts.catalogueChanged()
    if (name === 'settings.changed') alerts.settingsChanged()
  })

  const moderation = createModerationHandlers({
    link: sync.link,
    user: user.remote,
    emit,
    log: (what, error) => log.error(what, error),
  })
  subscribe(({ name, payload }) => {
    if (name === 'catalogue.changed') moderation.rows()
    if (name === 'sync.changed') moderation.exchanges((payload as SyncStatus).etat)
  })

  const usage = createUsageHandlers({ link: sync.link, user: user.remote, emit, log: (what, error) => log.error(what, error) })
  subscribe(({ name, payload }) => {
    if (name === 'sync.changed') usage.exchanges((payload as SyncStatus).etat)
  })
  const gaps = createGapHandlers({
    link: sync.link,
    recordFait: usage.recordFait,
    emit,
    log: (what, error) => log.error(what, error),
  })

  const lists = createListHandlers({
    user: user.remote,
    catalogue: catalogue.handlers,
    told: catalogue.told,
    emit,
    onOutbox: () => sync.changed(),
  })
  const eligibility = createPersonEligibility({ told: catalogue.told, resolve: geo.resolve })
  const persons = createPersonHandlers({
    user: user.remote,
    catalogue: catalogue.handlers,
    eligibility,
    settings: settings.get,
    requests: async () => (await orientations.handlers['orientations.list'](undefined)).lignes,
    emit,
    clock: systemClock,
    log: (what, error) => log.error(what, error),
  })
  platform.onAway(persons.leave)
  const reach = createReachHandlers({
    folder: join(platform.dataFolder, 'reseaux'),
    settings: settings.get,
    resolve: geo.resolve,
    catalogue: catalogue.handlers,
    today: () => deskClock.today(),
    emit,
  })
  const plans = createPlanHandlers({
    catalogue: catalogue.handlers,
    settings: settings.get,
    today: () => deskClock.today(),
    eligible: async (personneId, ids) => {
      const profil = await persons.profile(personneId)
      return profil === null ? null : eligibility.of(profil, ids)
    },
    reached: async (place, ids) => {
      const when = { jour: nextWorkingDay(deskClock.today()), arrivee: BEFORE }
      // A timetable that cannot be read takes a reason away from the plan, not the plan.
      return reach.reachOf(place, ids, when).catch((error: unknown) => {
        log.error('timetables for a plan', error)
        return null
      })
    },
    plan: persons.handlers['plans.get'],
    ofPerson: persons.handlers['personnes.demande'],
    draft: user.handlers['drafts.create'],
    prepared: async ({ id }) => (await user.remote())['drafts.ofPlan']({ planId: id }),
  })

  const figures = createFiguresHandlers({ link: sync.link, now: systemClock.now })

  const links = createLinks(emit)
  const handlers: DoraHandlers = {
    ...createAppHandlers(platform, settings, links, createSession(join(platform.dataFolder, 'session.json')), emit),
    ...geo.handlers,
    ...catalogue.handlers,
    ...map.handlers,
    ...user.handlers,
    ...sync.handlers,
    ...account.handlers,
    ...listing.handlers,
    ...tables,
    ...views.handlers,
    ...orientations.handlers,
    ...moderation.handlers,
    ...alerts.handlers,
    ...createKitHandlers({
      file: join(platform.dataFolder, 'kit.json'),
      settings,
      sync: sync.handlers,
      geo: geo.handlers,
      link: sync.link,
      complements: complementsOf({ ...figures, ...gaps.handlers }),
      emit,
    }),
    ...lists.handlers,
    ...persons.handlers,
    ...plans,
    ...reach.handlers,
    ...createHandoutHandlers({ file: join(platform.dataFolder, 'feuille.json'), desk: () => handlers, emit }),
    ...usage.handlers,
    ...gaps.handlers,
    ...createKeyHandlers({ link: sync.link }),
    ...createWebhookHandlers({ link: sync.link }),
    ...createAdministrationHandlers({ others: catalogue.told.others, actor: account.actor, link: sync.link }),
    ...createConnectorHandlers({ link: sync.link }),
    ...figures,
    ...createDeploymentHandlers({
      others: catalogue.told.others,
      resolve: geo.resolve,
      actor: account.actor,
      link: sync.link,
    }),
  }

  let beginning: NodeJS.Timeout | undefined
  return {
    router: createRouter(contract, handlers, { onUnexpected: (procedure, error) => log.error(procedure, error), checkOutputs }),
    warm: () => {
      try {
        geo.load()
      } catch (error) {
        log.error('warm', error)
      }
      // Not before the screens: a first search needs the processor more than the exchanges do. Without a catalogue it needs them.
      const delayMs = existsSync(join(catalogueFolder, POINTER_FILE)) ? EXCHANGES_AFTER_MS : 0
      alerts.start()
      beginning = setTimeout(() => {
        persons.look()
        sync
          .start()
          .then(() => {
            moderation.look()
            usage.look()
          })
          .catch((error: unknown) => log.error('sync.start', error))
        // What has become late meanwhile is told without network too.
        orientations.look()
      }, delayMs)
      beginning.unref()
    },
    returned: async (url) => {
      if (isSignInReturn(url)) await account.returned(url).catch((error: unknown) => log.error('account.returned', error))
      else links.hand(url)
    },
    close: async () => {
      clearTimeout(beginning)
      account.close()
      views.close()
      orientations.close()
      moderation.close()
      persons.close()
      alerts.close()
      // What may still be taken back is kept first: nobody will take it back any more.
      await gaps.close()
      usage.close()
      // The precious one first: whatever happens to the others, what was typed is on the disk.
      const [kept] = await Promise.allSettled([user.close()])
      if (kept.status === 'rejected') log.error('user.close', kept.reason)
      await Promise.allSettled([sync.close(), catalogue.close(), map.close(), reach.close()])
    },
  }
}

import { mkdirSync } from 'node:fs'
import type { Logger } from 'pino'
import { ensureFirstAdministrator } from '../accounts/administrators.ts'
import type { ServerConfig } from '../config.ts'
import { createApp } from '../http/app.ts'
import { described } from '../http/failures.ts'
import { createOpenReference } from '../opendata/reference.ts'
import { createSyncCore } from '../sync/core.ts'
import { CATALOGUE_DATE } from '../sync/settings.ts'
import { VERSIONS } from '../sync/versions.ts'
import { remask } from '../sync/remask.ts'
import { watchArrivals, type Watching } from '../sync/ingest/arrivals.ts'
import type { IngestParts } from '../sync/ingest/ingest.ts'
import { openAccounts } from './accounts.ts'
import { openAudience } from './audience.ts'
import { openConnectors } from './connectors.ts'
import { backUpInWorker } from './backup-in-worker.ts'
import { keepDurable } from './durable.ts'
import { createJobRuns } from './job-runs.ts'
import { createJobs } from './jobs.ts'
import { openListing } from './listing.ts'
import { createEmploisTokens } from '../orientations/emplois-token.ts'
import { openModeration } from './moderation.ts'
import { openOpenData } from './opendata.ts'
import { openOrientations } from './orientations.ts'
import { openSearches } from './searches.ts'
import { lockFolder, openSealedStore, StartRefusal, storeFile } from './open.ts'
import { openWebhooks } from './webhooks.ts'
import { openSnapshots } from './snapshots.ts'

const JOBS_EVERY_MS = 60_000

export type Start = {
  readonly config: ServerConfig
  /** Beside a desk, for one person: its first administrator is made. */
  readonly embedded: boolean
  readonly log: Logger
  /** A line for the person who started it, in French. */
  readonly say: (line: string) => void
  /** Hears of the address as soon as it answers, before a long filling. */
  readonly onListening: (origin: string) => void
  /** Fills a store that no catalogue was ever put in whole; null to leave it empty. */
  readonly fill: ((parts: IngestParts, signal: AbortSignal) => Promise<void>) | null
}

export type Running = {
  readonly origin: string
  /** Resolves once the store is filled and a first snapshot made; never rejects. */
  readonly settled: Promise<void>
  /** Stops accepting, ends the streams, lets requests finish, closes the store, frees the folder. */
  readonly stop: () => Promise<void>
}

const portTaken = (config: ServerConfig, error: unknown): StartRefusal | null => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EADDRINUSE')
    return new StartRefusal(
      `Le port ${config.port} est déjà pris sur cette machine. Libérez-le, ou donnez-en un autre par DORA_SERVER_PORT.`,
    )
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new StartRefusal(`Le serveur ne peut pas écouter sur ${config.host}, port ${config.port} (${code}).`)
  return null
}

/** Starts a whole server. Throws StartRefusal or StoreError, which say why in French; nothing stays open then. */
export const startServer = async (start: Start): Promise<Running> => {
  const { config, log, say } = start
  const lock = lockFolder(config.folder)
  const undo: (() => unknown)[] = [lock.release]
  const unwind = async (): Promise<void> => {
    for (const one of undo.toReversed()) await one()
  }
  try {
    const { store, seal, bytesSeal, kitSigner, renewed } = await openSealedStore(config)
    undo.push(store.close)
    if (renewed) {
      log.warn('the database is another one: new epoch')
      say(
        'La base PostgreSQL a été restaurée, copiée ou basculée\u202f: un nouvel historique commence. Les postes reliront le catalogue et renverront ce qui manque.',
      )
    }
    const remasked = await remask({ store, seal })
    if (remasked > 0) log.warn({ remasked }, 'contacts put apart: new epoch')
    if (start.embedded) {
      const first = await ensureFirstAdministrator(store.accounts, config.folder, Date.now())
      if (first !== null)
        say(
          `Premier administrateur du serveur\u202f: ${first.courriel}, mot de passe ${first.password} (écrit aussi dans ${first.file}).`,
        )
    }
    const runs = createJobRuns({ store, now: Date.now, log })
    const accounts = openAccounts({ store, seal }, config, log, runs)
    undo.push(accounts.close)
    const listing = openListing(accounts, config, log)
    const orientations = openOrientations(accounts, config, { bytesSeal, log })
    const moderation = openModeration(accounts, log)
    const audience = openAudience(accounts, log)
    const searches = openSearches(accounts, log)
    const partners = openConnectors(accounts, config, { log, runs })
    undo.push(partners.connectors.close)
    const emplois = config.emplois.key === null ? null : createEmploisTokens(config.emplois.key, Date.now)
    const snapshots = openSnapshots(store, config)
    undo.push(snapshots.close)
    const core = createSyncCore({
      store,
      clock: { now: Date.now },
      seal,
      snapshots,
      versions: VERSIONS,
      linkTo: accounts.parts.linkTo,
      publicUrl: accounts.publicUrl,
      ...(emplois === null ? {} : { emplois }),
    })
    if (store.engine === 'postgresql') undo.push(keepDurable(store, log))
    const openReference = createOpenReference({ store, seal, now: Date.now, publicUrl: accounts.publicUrl })
    const webhooks = openWebhooks(accounts, openReference, config, log)
    undo.push(webhooks.close)
    // Never taken in whole: empty, or cut while it was filled, which then ends the same.
    let filling = start.fill !== null && (await store.read((reader) => reader.setting(CATALOGUE_DATE))) === null
    const app = await createApp({
      store,
      core,
      account: accounts.parts,
      runs,
      connectors: partners.connectors,
      signIn: { oidc: config.accounts.oidc, publicUrl: accounts.publicUrl, mail: accounts.delivers },
      shelf: snapshots.shelf,
      files: listing.files,
      openReference,
      webhooks,
      openFolder: config.opendata.folder,
      blobs: orientations.pieces.blobs,
      kitSigner,
      emplois: { read: emplois, token: config.emplois.token },
      log,
      limits: config.limits,
      trustProxy: config.trustProxy,
      filling: () => filling,
      now: Date.now,
    })
    const origin = await app.listen(config.host, config.port).catch((error: unknown) => {
      throw portTaken(config, error) ?? error
    })
    undo.push(app.close)
    accounts.listening(origin)
    lock.publish(origin)
    log.info({ origin, engine: store.engine }, 'listening')
    start.onListening(origin)

    const jobs = createJobs({
      store,
      log,
      now: Date.now,
      runs,
      snapshots,
      backup:
        store.engine === 'sqlite'
          ? {
              folder: config.backupFolder,
              everyHours: config.backupHours,
              keep: config.backupKeep,
              copy: (to) => {
                mkdirSync(config.backupFolder, { recursive: true, mode: 0o700 })
                return backUpInWorker(storeFile(config), to)
              },
            }
          : null,
    })
    const stopping = new AbortController()
    const published = { store, reference: openReference, now: Date.now, publicUrl: accounts.publicUrl, runs, log }
    const openData = openOpenData(published, config, { embedded: start.embedded, signal: stopping.signal })
    const arrived = (): Watching =>
      watchArrivals({ store, seal }, config.folder, {
        onTaken: ({ ingested: { written, removed } }) => {
          log.info({ written, removed }, 'catalogue taken in')
          void jobs.run()
        },
        onFailed: (error) => log.error(described(error), 'catalogue not taken in'),
      })
    const settled = (async () => {
      try {
        if (filling && start.fill !== null) await start.fill({ store, seal }, stopping.signal)
      } catch (error) {
        if (stopping.signal.aborted) return
        log.error(described(error), 'filling failed')
        say('Le catalogue de démonstration n’a pas pu être créé. Le serveur fonctionne, son catalogue est incomplet.')
      }
      // Only now: a first filling would undo what had arrived meanwhile.
      if (!stopping.signal.aborted) undo.push(arrived().close)
      if (!stopping.signal.aborted) await jobs.run('snapshot')
      filling = false
      if (!stopping.signal.aborted) await jobs.run()
      if (!stopping.signal.aborted) await accounts.tick()
    })()
    // Not part of the start: reminders take as long as there are people to write to.
    let living: Promise<void> = settled.then(() => (stopping.signal.aborted ? undefined : listing.tick()))
    // Beside the others: the files of a large reference take a minute.
    let publishing: Promise<void> = settled
    const timer = setInterval(() => {
      void settled.then(() => jobs.run())
      void settled.then(() => webhooks.tick())
      publishing = Promise.all([publishing, settled]).then(() => (stopping.signal.aborted ? undefined : openData.tick()))
      living = Promise.all([living, settled]).then(async () => {
        if (stopping.signal.aborted) return
        await accounts.tick()
        if (!stopping.signal.aborted) await orientations.tick()
        if (!stopping.signal.aborted) await listing.tick()
        if (!stopping.signal.aborted) await moderation.tick()
        if (!stopping.signal.aborted) await audience.tick()
        if (!stopping.signal.aborted) await searches.tick()
        if (!stopping.signal.aborted) partners.tick()
      })
    }, JOBS_EVERY_MS)
    undo.push(async () => {
      clearInterval(timer)
      stopping.abort()
      await settled
      await jobs.idle()
      await runs.idle()
      await living
      await publishing
    })
    // Last in, first done: nobody new comes in while the rest ends.
    undo.push(app.close)
    let stopped: Promise<void> | null = null
    const stop = (): Promise<void> => {
      stopping.abort()
      // A snapshot under way would hold the end up for its whole building; the next start makes it again.
      snapshots.close()
      return (stopped ??= unwind())
    }
    return { origin, settled, stop }
  } catch (error) {
    await unwind()
    throw error
  }
}

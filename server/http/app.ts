import { randomUUID } from 'node:crypto'
import type { AddressInfo, Socket } from 'node:net'
import fastify from 'fastify'
import { parisDay } from '#shared/listing/days.ts'
import { answerApiFailure, isApiPath } from '../api/gate-errors.ts'
import { createSessions } from '../accounts/sessions.ts'
import { createViews } from '../listing/views.ts'
import { createReference } from '../moderation/reference.ts'
import { createOpenReference } from '../opendata/reference.ts'
import { answerBareSocket, answerExpectation, answerFailure, described, installFailures } from './failures.ts'
import { parseBody } from './json.ts'
import { installLimits } from './limits.ts'
import { createLive } from './live.ts'
import { createMetrics } from './metrics.ts'
import type { AppParts } from './ports.ts'
import { HttpProblem, retryAfter } from './problem.ts'
import { addAccountRoutes } from './routes-account.ts'
import { addAdministrationRoutes } from './routes-administration.ts'
import { addConnectorRoutes } from './routes-connectors.ts'
import { addApiRoutes } from './routes-api.ts'
import { addApiKeyRoutes } from './routes-api-keys.ts'
import { addBlobRoute } from './routes-blob.ts'
import { addConfirmRoutes } from './routes-confirm.ts'
import { addSearchesRoutes } from './routes-searches.ts'
import { addDemandeRoutes } from './routes-demande.ts'
import { addDeploymentRoutes } from './routes-deployment.ts'
import { addDoublonRoutes } from './routes-doublons.ts'
import { addEmploisRoutes } from './routes-emplois.ts'
import { addFigureRoutes } from './routes-figures.ts'
import { addFindableRoutes } from './routes-findable.ts'
import { addFileRoutes } from './routes-files.ts'
import { addGapRoutes } from './routes-gaps.ts'
import { addHealthRoutes } from './routes-health.ts'
import { addKitRoutes } from './routes-kit.ts'
import { addPieceRoutes } from './routes-pieces.ts'
import { addPublicRoutes } from './routes-public.ts'
import { addListingRoutes } from './routes-listing.ts'
import { addDossierRoutes } from './routes-dossier.ts'
import { addModerationRoutes } from './routes-moderation.ts'
import { addOpenDataRoutes } from './routes-opendata.ts'
import { addOrientRoute } from './routes-orient.ts'
import { addOrientationRoutes } from './routes-orientations.ts'
import { addSessionRoutes } from './routes-session.ts'
import { addSignInRoutes } from './routes-sign-in.ts'
import { addSyncRoutes } from './routes-sync.ts'
import { addUsageRoutes } from './routes-usage.ts'
import { addWidgetRoutes } from './routes-widget.ts'
import { addWebhookRoutes } from './routes-webhooks.ts'
import { createPieceSender } from './send-piece.ts'
import { createWho } from './who.ts'

/** A connection on which nothing passes for so long is closed; live streams are kept alive by their own comments. */
const IDLE_MS = 60_000
const KEEP_ALIVE_MS = 30_000
const STOPPING_RETRY_MS = 2_000
/** What has not been answered by then is cut: less than the process gives itself to end (index.ts). */
const STOP_WITHIN_MS = 7_000
const VIEWS_EVERY_MS = 60_000
const DEFAULT_BODY_BYTES = 16 * 1024
const MAX_HEADER_BYTES = 16 * 1024

export type App = {
  /** Opens the port; answers the origin to give to desks. Rejects with Node's error (EADDRINUSE…). */
  readonly listen: (host: string, port: number) => Promise<string>
  /** Stops accepting, ends the live streams, lets requests under way finish. The store stays open. */
  readonly close: () => Promise<void>
  readonly desks: () => number
  /** `GET /health`… of everything that answers, for who must know them all. */
  readonly routes: readonly string[]
}

const originOf = (host: string, { port }: AddressInfo): string => {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** One server over its parts. Several may run in a process, or on one PostgreSQL. */
export const createApp = async (parts: AppParts): Promise<App> => {
  const { log, limits } = parts
  let closing = false
  let closed: Promise<void> | null = null
  const app = fastify({
    logger: false,
    genReqId: () => randomUUID(),
    trustProxy: parts.trustProxy.length === 0 ? false : [...parts.trustProxy],
    bodyLimit: DEFAULT_BODY_BYTES,
    connectionTimeout: IDLE_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: limits.requestMs,
    forceCloseConnections: 'idle',
    // It would be answered without `code`: the hook below does it.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
    http: {
      headersTimeout: limits.headersMs,
      // How often Node looks for clients past these times.
      connectionsCheckingInterval: Math.min(1_000, limits.headersMs),
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    clientErrorHandler: answerBareSocket,
    frameworkErrors: (error, request, reply) =>
      void (isApiPath(request.url) ? answerApiFailure : answerFailure)(error, request, reply, log),
  })
  const routes: string[] = []
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD' && one !== 'OPTIONS') routes.push(`${one} ${url}`)
  })
  app.server.on('checkExpectation', answerExpectation)
  // Opened ahead of need, by desks and proxies: Node does not count them as idle, and they would hold the end up for a minute.
  const unused = new Set<Socket>()
  app.server.on('connection', (socket: Socket) => {
    // Accepted in the instant that the end takes to begin.
    if (closing) socket.destroy()
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  app.server.on('request', ({ socket }) => unused.delete(socket))
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, async (_: unknown, text: string) => parseBody(text))
  const live = createLive(parts.store, { onDropped: () => metrics.dropped() })
  const metrics = createMetrics(app, live.count)
  const sessions = createSessions(parts.store.accounts, parts.now)
  const who = createWho(sessions)

  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
    const encoding = request.headers['content-encoding']
    if (closing) throw new HttpProblem('unavailable', { headers: { ...retryAfter(STOPPING_RETRY_MS), connection: 'close' } })
    if (encoding !== undefined && encoding !== 'identity') throw new HttpProblem('bad_request', { status: 415 })
  })
  app.addHook('onResponse', async (request, reply) => {
    // Those that are idle are closed once, as the end begins: kept open, one answered since would hold the end up.
    if (closing) request.raw.socket.end()
    const { url } = request.routeOptions
    // The pattern of the route, never the address asked: it may hold anything.
    // « Come back later » is an answer, not a failure.
    log[reply.statusCode >= 500 && reply.statusCode !== 503 ? 'error' : reply.statusCode >= 400 ? 'info' : 'debug'](
      {
        request: request.id,
        method: request.method,
        route: url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })
  installFailures(app, log)
  const { limitClient, budget } = await installLimits(app, limits)
  addHealthRoutes(app, parts, metrics)
  addSyncRoutes(app, { parts, who, live, metrics, limitClient })
  addBlobRoute(app, parts.shelf)
  const { endSessionUrl } = addSignInRoutes(app, { ...parts.signIn, account: parts.account, sessions, metrics, log })
  addSessionRoutes(app, { account: parts.account, sessions, metrics, endElsewhere: endSessionUrl })
  addAccountRoutes(app, { account: parts.account, who, limitClient, budget })
  const views = createViews({ store: parts.store, seal: parts.account.seal, today: () => parisDay(parts.now()) })
  const flushViews = (): Promise<void> =>
    views.flush().catch((error: unknown) => log.error(described(error), 'views not written'))
  const viewsTimer = setInterval(flushViews, VIEWS_EVERY_MS)
  app.addHook('onClose', async () => {
    clearInterval(viewsTimer)
    await flushViews()
  })
  const { publicUrl } = parts.signIn
  addListingRoutes(app, { account: parts.account, who, limitClient, budget, views, publicUrl })
  addOrientationRoutes(app, { who, limitClient, budget, emplois: parts.emplois.read })
  const reference = createReference({ store: parts.store, seal: parts.account.seal, now: parts.now })
  addDossierRoutes(app, { account: parts.account, who, limitClient, budget, reference, publicUrl })
  addModerationRoutes(app, { account: parts.account, who, limitClient, budget, reference })
  addDeploymentRoutes(app, { account: parts.account, who, limitClient, budget, log, publicUrl })
  addFigureRoutes(app, { account: parts.account, who, limitClient, budget, reference, log, publicUrl })
  addAdministrationRoutes(app, { account: parts.account, who, limitClient, budget, reference, runs: parts.runs })
  addApiKeyRoutes(app, { account: parts.account, who, limitClient, budget, limits, publicUrl })
  addWebhookRoutes(app, {
    who,
    limitClient,
    budget,
    team: {
      account: parts.account,
      guard: parts.webhooks?.guard ?? { allowPrivate: false },
      restricted: limits.restrictedSources,
      onChange: parts.webhooks?.kick ?? (() => {}),
    },
  })
  addConnectorRoutes(app, { account: parts.account, who, limitClient, budget, connectors: parts.connectors })
  addGapRoutes(app, { account: parts.account, who, limitClient, budget })
  addKitRoutes(app, { account: parts.account, who, limitClient, budget, reference, signer: parts.kitSigner, publicUrl })
  addDoublonRoutes(app, { account: parts.account, who, limitClient, budget, reference, log })
  const pieces = { store: parts.store, seal: parts.account.seal, blobs: parts.blobs, now: parts.now }
  const sendPiece = createPieceSender()
  addPieceRoutes(app, { pieces, who, limitClient, sendPiece })
  await addEmploisRoutes(app, { account: parts.account, pieces, publicUrl, token: parts.emplois.token })
  const openReference =
    parts.openReference ?? createOpenReference({ store: parts.store, seal: parts.account.seal, now: parts.now, publicUrl })
  await addApiRoutes(app, { openReference, account: parts.account, limits, log, publicUrl })
  addOpenDataRoutes(app, { folder: parts.openFolder, log })
  addUsageRoutes(app, { usage: { store: parts.store, seal: parts.account.seal, now: parts.now }, limitClient })
  addFileRoutes(app, { account: parts.account, who, limitClient, files: parts.files, publicUrl })
  addDemandeRoutes(app, { account: parts.account, blobs: parts.blobs, sendPiece, publicUrl, log })
  addOrientRoute(app, { store: parts.store, log })
  addConfirmRoutes(app, { account: parts.account, publicUrl, log })
  addSearchesRoutes(app, { account: parts.account, publicUrl, log })
  addPublicRoutes(app, { store: parts.store, log, views, publicUrl, filling: parts.filling, now: parts.now })
  addFindableRoutes(app, { ...parts, openReference, folder: parts.openFolder, publicUrl })
  await addWidgetRoutes(app, { log, publicUrl, now: parts.now })
  await app.ready()

  return {
    listen: async (host, port) => {
      await app.listen({ host, port })
      return originOf(host, app.server.address() as AddressInfo)
    },
    close: () =>
      (closed ??= (async () => {
        closing = true
        live.close()
        const late = setTimeout(() => app.server.closeAllConnections(), STOP_WITHIN_MS)
        const closed = app.close()
        for (const socket of unused) socket.destroy()
        await closed
        clearTimeout(late)
      })()),
    desks: live.count,
    routes,
  }
}

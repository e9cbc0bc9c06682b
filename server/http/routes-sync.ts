import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isPublicScope } from '#shared/sync/scope.ts'
import { within } from '#shared/sync/versions.ts'
import { MAX_PUSH_BYTES, PullRequest, PushRequest } from '#shared/sync/wire.ts'
import type { User } from '../store/types.ts'
import { VERSIONS } from '../sync/versions.ts'
import { countedAddress } from './address.ts'
import { chooseEncoding, createBody, type Body } from './encode.ts'
import { createFreshHead } from './fresh-head.ts'
import { isPlainText } from './json.ts'
import type { ClientLimit } from './limits.ts'
import type { Live } from './live.ts'
import { createMemo } from './memo.ts'
import type { Metrics } from './metrics.ts'
import { createOutgoing } from './outgoing.ts'
import type { AppParts } from './ports.ts'
import { HttpProblem, retryAfter } from './problem.ts'
import { hasTag } from './send-body.ts'
import type { Who } from './who.ts'

const PULL_BYTES = 64 * 1024
/** What surrounds the mutations of a push, on top of their own limit. */
const PUSH_ENVELOPE_BYTES = 4 * 1024
/** Answers carry the server's time: a desk reads its own clock's error from it, to minutes. */
const MEMO_AGE_MS = 5_000
const MEMO = { entries: 256, bytes: 64 * 1024 * 1024, ageMs: MEMO_AGE_MS }
/** Answers being received at once: some thirty of the largest in all, a few for one address. */
const OUTGOING = { bytes: 256 * 1024 * 1024, bytesPerAddress: 64 * 1024 * 1024 }
const CROWDED_RETRY_MS = 5_000
const FILLING_RETRY_MS = 1_000
const STREAM_RETRY_MS = 60_000

export type SyncRoutes = {
  readonly parts: AppParts
  readonly who: Who
  readonly live: Live
  readonly metrics: Metrics
  readonly limitClient: ClientLimit
}

type Send = (request: FastifyRequest, reply: FastifyReply, body: Body) => Promise<FastifyReply>

const sender = (): Send => {
  const outgoing = createOutgoing(OUTGOING)
  return (request, reply, body) => {
    if (!outgoing.hold(body, reply.raw, countedAddress(request.ip)))
      throw new HttpProblem('unavailable', {
        headers: retryAfter(CROWDED_RETRY_MS),
        detail: 'Trop de réponses sont en cours de réception.',
      })
    return sendJson(request, reply, body)
  }
}

const sendJson: Send = async (request, reply, body) => {
  const { encoding, content } = await body.as(chooseEncoding(request.headers['accept-encoding']))
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  return reply.header('vary', 'accept-encoding').type('application/json; charset=utf-8').send(content)
}

/** Before its shape is looked at: that of another version may be another. */
const checkProto = (body: unknown): void => {
  const proto = typeof body === 'object' && body !== null && 'proto' in body ? body.proto : undefined
  if (typeof proto === 'number' && Number.isInteger(proto) && !within(VERSIONS.proto, proto))
    throw new HttpProblem('upgrade_required')
}

const checkNames = (names: readonly string[]): void => {
  if (!names.every(isPlainText))
    throw new HttpProblem('bad_request', { detail: 'Un identifiant contient des caractères interdits.' })
}

export const addSyncRoutes = (app: FastifyInstance, { parts, who, live, metrics, limitClient }: SyncRoutes): void => {
  const { core, store, shelf, limits } = parts
  const freshHead = createFreshHead(store)
  const memo = createMemo(MEMO, parts.now)
  const send = sender()

  const userOf = async (request: FastifyRequest): Promise<User | null> => (await who.maybe(request))?.user ?? null
  /** Everything an answer for everybody depends on, beside the question. */
  const moment = async (): Promise<string> => {
    const head = await metrics.timed('head', freshHead)
    metrics.setHead(head.seq)
    return `${head.epoch} ${head.seq} ${head.floor} ${head.durableSeq}`
  }

  const checkFilled = (): void => {
    if (parts.filling())
      throw new HttpProblem('unavailable', {
        headers: retryAfter(FILLING_RETRY_MS),
        detail: 'Le premier catalogue est en cours de préparation.',
      })
  }

  app.get('/sync/v1/info', async (request, reply) => {
    checkFilled()
    const key = `info ${await moment()} ${shelf.version()}`
    const body = await memo.get(key, async () => createBody(JSON.stringify(await metrics.timed('info', core.info)), key))
    reply.headers({ 'cache-control': 'public, max-age=1', etag: body.etag })
    return hasTag(request, body.etag) ? reply.code(304).send() : send(request, reply, body)
  })

  app.post('/sync/v1/pull', { bodyLimit: PULL_BYTES }, async (request, reply) => {
    checkFilled()
    checkProto(request.body)
    const asked = PullRequest.parse(request.body)
    checkNames([asked.client_id])
    const user = await userOf(request)
    // Without a session nobody is named: desks ask for public rows in the same words, and only their address is counted.
    if (user !== null) await limitClient(request, user.id)
    const pull = async (): Promise<Body> => createBody(await metrics.timed('pull', () => core.pull(asked, user)))
    const { proto, schema, epoch, limit, max_bytes, scopes } = asked
    const body = scopes.every(({ id }) => isPublicScope(id))
      ? await memo.get(`pull ${await moment()} ${JSON.stringify([proto, schema, epoch, limit, max_bytes, scopes])}`, pull)
      : await pull()
    reply.header('cache-control', 'private, no-store')
    return send(request, reply, body)
  })

  app.post('/sync/v1/push', { bodyLimit: MAX_PUSH_BYTES + PUSH_ENVELOPE_BYTES }, async (request, reply) => {
    const user = await userOf(request)
    if (user === null) throw new HttpProblem('token_required', { headers: { 'www-authenticate': 'Bearer' } })
    await limitClient(request, user.id)
    checkProto(request.body)
    const asked = PushRequest.parse(request.body)
    checkNames([asked.client_id, ...asked.mutations.map(({ key }) => key.id)])
    const answer = await metrics.timed('push', () => core.push(asked, user))
    // What it queued leaves now, not at the next minute.
    parts.account.onMail()
    for (const { status } of answer.results) metrics.pushed(status)
    reply.header('cache-control', 'private, no-store')
    return sendJson(request, reply, createBody(JSON.stringify(answer)))
  })

  app.get('/sync/v1/live', { exposeHeadRoute: false }, async (request, reply) => {
    const user = await userOf(request)
    const address = countedAddress(request.ip)
    if (live.count() >= limits.streams) throw new HttpProblem('unavailable', { headers: retryAfter(STREAM_RETRY_MS) })
    if (live.count(address) >= limits.streamsPerAddress)
      throw new HttpProblem('rate_limited', { headers: retryAfter(STREAM_RETRY_MS) })
    const head = await freshHead()
    reply.hijack()
    live.open({ response: reply.raw, userId: user?.id ?? null, address }, { epoch: head.epoch, head: head.seq, scopes: [] })
  })
}

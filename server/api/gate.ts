import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { ApiLimits } from '../config-api.ts'
import { countedAddress } from '../http/address.ts'
import { described } from '../http/failures.ts'
import type { SyncStore } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import { accessOf, type ApiAccess, type ApiCaller, setCaller } from './gate-caller.ts'
import { answerApiFailure, OPEN_TO_ALL } from './gate-errors.ts'
import { finish } from './gate-fresh.ts'
import { createQuota, type Passed } from './gate-quota.ts'
import { type ApiKeys, createApiKeys, type KeyHolder } from './keys.ts'
import { ApiProblem, notFound } from './problem.ts'

/**
 * The gate of the public API: who may ask, how much, from where, and how refusals are told. Nothing of it applies elsewhere.
 * See docs/api.md « Keys and quotas », « Caching ».
 */

export type ApiGateParts = {
  readonly store: SyncStore
  readonly seal: Seal
  readonly limits: ApiLimits
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD'])
const ALLOWED = 'GET, HEAD, OPTIONS'
const PREFLIGHT = {
  'access-control-allow-methods': ALLOWED,
  'access-control-allow-headers': 'Authorization, If-None-Match, Accept',
  'access-control-max-age': '86400',
  'cache-control': 'public, max-age=86400',
} as const
const PREFIX = '/api'
const FLUSH_MS = 60_000

/** Names under which other APIs take a key in the address, where logs, histories and referrers keep it. */
const KEYS_IN_ADDRESS = ['token', 'access_token', 'api_key', 'apikey', 'key', 'cle', 'authorization'] as const
const CHALLENGE = { 'www-authenticate': 'Bearer' } as const
const INVALID = { 'www-authenticate': 'Bearer error="invalid_token"' } as const
const CACHED = 'public, max-age=60'
const CACHED_BY_ONE = 'private, max-age=60'

const refuseKeyInAddress = (query: unknown): void => {
  const found = KEYS_IN_ADDRESS.find((name) => name in (query as object))
  if (found !== undefined)
    throw new ApiProblem(
      401,
      `Une clé ne se donne pas dans l’adresse (« ${found} »), où journaux et historiques la garderaient. ` +
        'Donnez-la dans l’en-tête « Authorization: Bearer <clé> », et faites révoquer celle-ci si elle était vraie.',
      CHALLENGE,
    )
}

/** The pattern of a route as it matches a path, to answer 405 rather than 404, and the address without its final « / ». */
const asPattern = (url: string): RegExp => {
  const parts = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : part.replace(/\W/g, '\\$&')))
  return new RegExp(`^${parts.join('/')}$`)
}

const keyOf = async (keys: ApiKeys, request: FastifyRequest, access: ApiAccess): Promise<KeyHolder | 'wrong' | null> => {
  const { authorization } = request.headers
  if (authorization === undefined || access === 'open') return null
  // « Token »: the clients of DORA’s own API (dora-backend.md §1.10).
  const [, given] = /^(?:Bearer|Token) +(\S+) *$/i.exec(authorization) ?? []
  return (given === undefined ? null : await keys.find(given)) ?? 'wrong'
}

/**
 * Installs the gate on a scope of its own, before its routes, which are all under `/api`, whether or not the scope has that prefix.
 * Routes say what they ask of callers (`apiAccess`); handlers know who asks by `callerOf`, and answer 304 early by `isFresh`.
 * Refusals are thrown (`ApiProblem`).
 */
export const installApiGate = (scope: FastifyInstance, parts: ApiGateParts): { readonly keys: ApiKeys } => {
  const { log, limits, now } = parts
  const keys = createApiKeys(parts)
  const quota = createQuota({ keys, limits, now })
  const patterns: RegExp[] = []
  const everyone: ApiCaller = { key: null, hidden: new Set(limits.restrictedSources) }
  const callers = new WeakMap<KeyHolder, ApiCaller>()
  const callerWith = (holder: KeyHolder): ApiCaller => {
    const known = callers.get(holder)
    if (known !== undefined) return known
    const hidden = new Set(limits.restrictedSources.filter((source) => !holder.sources.includes(source)))
    const caller = { key: { id: holder.id, name: holder.name }, hidden }
    callers.set(holder, caller)
    return caller
  }
  const isKnown = (path: string): boolean => patterns.some((pattern) => pattern.test(path))
  const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '/'

  /**
   * A final « / » too many works by a redirect (data-inclusion.md §2): « services/ » would else be the service without a name. So
   * does one that is missing, where DORA’s own addresses have one.
   */
  const elsewhereOf = (request: FastifyRequest): string | null => {
    const path = pathOf(request)
    const other = path.endsWith('/') ? path.replace(/\/+$/, '') : `${path}/`
    const isPattern = request.routeOptions.url !== undefined && (!path.endsWith('/') || request.routeOptions.url.endsWith('/'))
    return !isPattern && isKnown(other) ? other + request.url.slice(path.length) : null
  }

  const told = (reply: FastifyReply, { limit, left, resetMs, policy }: Passed): FastifyReply =>
    reply.headers({
      'ratelimit-limit': limit,
      'ratelimit-remaining': left,
      'ratelimit-reset': Math.ceil(resetMs / 1000),
      'ratelimit-policy': policy,
    })

  scope.addHook('onRoute', (route) => {
    patterns.push(asPattern(route.url))
    // Counted here, by key when there is one: an institution that asks a lot is not held to the limit of an address.
    route.config = { ...route.config, ownLimits: true } as NonNullable<typeof route.config>
  })

  scope.addHook('onRequest', async (request, reply) => {
    reply.headers(OPEN_TO_ALL)
    if (request.method === 'OPTIONS') return reply.code(204).headers(PREFLIGHT).send()
    if (!READS.has(request.method)) {
      if (!isKnown(pathOf(request))) throw notFound()
      reply.header('allow', ALLOWED)
      throw Object.assign(new Error('method'), { statusCode: 405 })
    }
    const elsewhere = elsewhereOf(request)
    if (elsewhere !== null) return reply.code(307).headers({ location: elsewhere, 'cache-control': 'no-store' }).send()
    const access = accessOf(request)
    const holder = await keyOf(keys, request, access)
    const passed = holder === null || holder === 'wrong' ? quota.ofAddress(countedAddress(request.ip)) : quota.ofKey(holder)
    told(reply, passed)
    if (passed.refusal !== null) throw passed.refusal
    refuseKeyInAddress(request.query)
    if (holder === 'wrong') throw new ApiProblem(401, 'Cette clé n’est pas valable, ou a été révoquée.', INVALID)
    if (holder === null && access === 'key') throw new ApiProblem(401, 'Une clé est nécessaire ici.', CHALLENGE)
    if (holder !== null && access !== 'widget' && !holder.scopes.has('api'))
      throw new ApiProblem(403, 'Cette clé n’ouvre que les composants intégrables («\u202fwidget\u202f»), pas les données.')
    setCaller(request, holder === null ? everyone : callerWith(holder))
    reply.headers({
      'cache-control': holder === null ? CACHED : CACHED_BY_ONE,
      vary: access === 'open' ? 'Accept-Encoding' : 'Accept-Encoding, Authorization',
    })
  })
  scope.addHook('onSend', (request, reply, payload) => finish(request, reply, payload as string))
  scope.setErrorHandler((error, request, reply) => answerApiFailure(error, request, reply, log))
  const unknown = (one: FastifyInstance): void =>
    void one.setNotFoundHandler((request, reply) => answerApiFailure(notFound(), request, reply, log))
  if (scope.prefix === PREFIX) unknown(scope)
  else void scope.register(async (under) => unknown(under), { prefix: PREFIX })

  const flush = (): Promise<void> =>
    keys.flush().catch((error: unknown) => log.error(described(error), 'uses of keys not written'))
  const timer = setInterval(flush, FLUSH_MS)
  scope.addHook('onClose', async () => {
    clearInterval(timer)
    await flush()
  })
  return { keys }
}

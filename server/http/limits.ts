import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import type { Limits } from '../config.ts'
import { countedAddress } from './address.ts'
import { HttpProblem, retryAfter } from './problem.ts'

const WINDOW_MS = 60_000
/** Addresses and desks counted at once; beyond, the oldest are forgotten, which only forgives. */
const MAX_KEYS = 50_000

export type ClientLimit = (request: FastifyRequest, client: string) => Promise<void>

/**
 * Limits of requests a minute: of an address, checked before anything is read; of an account, called by the routes.
 * Throw HttpProblem `rate_limited` with the time to wait.
 */
export const installLimits = async (app: FastifyInstance, limits: Limits): Promise<ClientLimit> => {
  await app.register(rateLimit, { global: false, cache: MAX_KEYS })
  const clients = new WeakMap<FastifyRequest, string>()
  const ofAddress = app.createRateLimit({
    max: limits.perAddress,
    timeWindow: WINDOW_MS,
    keyGenerator: ({ ip }) => countedAddress(ip),
  })
  const ofClient = app.createRateLimit({
    max: limits.perClient,
    timeWindow: WINDOW_MS,
    keyGenerator: (request) => clients.get(request) ?? request.ip,
  })
  const check = async (limit: typeof ofAddress, request: FastifyRequest): Promise<void> => {
    const state = await limit(request)
    if (!state.isAllowed && state.isExceeded) throw new HttpProblem('rate_limited', { headers: retryAfter(state.ttl) })
  }
  app.addHook('onRequest', async (request) => {
    // A supervisor that asks whether we live must not be told to come back later.
    if (request.routeOptions.url !== '/health' && request.routeOptions.url !== '/ready') await check(ofAddress, request)
  })
  return async (request, client) => {
    clients.set(request, createHash('sha256').update(client).digest('base64url'))
    await check(ofClient, request)
  }
}

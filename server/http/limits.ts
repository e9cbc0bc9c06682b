import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import type { Limits } from '../config.ts'
import { countedAddress } from './address.ts'
import { HttpProblem, retryAfter } from './problem.ts'

const WINDOW_MS = 60_000
/** Addresses and desks counted at once; beyond, the oldest are forgotten, which only forgives. */
const MAX_KEYS = 50_000

/** Acts that cost somebody else something (an e-mail, a question to the register): of an account, in ten minutes. */
const BUDGET = { max: 60, windowMs: 10 * 60_000 } as const

export type Budget = (request: FastifyRequest, client: string) => Promise<void>
export type ClientLimit = (request: FastifyRequest, client: string) => Promise<void>

/**
 * Limits of requests: of an address, a minute, checked before anything is read; of an account, a minute, and of its costly acts,
 * called by the routes. Throw HttpProblem `rate_limited` with the time to wait.
 */
export const installLimits = async (
  app: FastifyInstance,
  limits: Limits,
): Promise<{ readonly limitClient: ClientLimit; readonly budget: Budget }> => {
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
  const ofBudget = app.createRateLimit({
    max: BUDGET.max,
    timeWindow: BUDGET.windowMs,
    keyGenerator: (request) => `costly ${clients.get(request) ?? request.ip}`,
  })
  const check = async (limit: typeof ofAddress, request: FastifyRequest): Promise<void> => {
    const state = await limit(request)
    if (!state.isAllowed && state.isExceeded) throw new HttpProblem('rate_limited', { headers: retryAfter(state.ttl) })
  }
  app.addHook('onRequest', async (request) => {
    // Counted by the gate of the API, by key.
    if ((request.routeOptions.config as { readonly ownLimits?: boolean } | undefined)?.ownLimits === true) return
    // A supervisor that asks whether we live must not be told to come back later.
    if (request.routeOptions.url !== '/health' && request.routeOptions.url !== '/ready') await check(ofAddress, request)
  })
  const named = (request: FastifyRequest, client: string): void => {
    clients.set(request, createHash('sha256').update(client).digest('base64url'))
  }
  return {
    limitClient: async (request, client) => {
      named(request, client)
      await check(ofClient, request)
    },
    budget: async (request, client) => {
      named(request, client)
      await check(ofBudget, request)
    },
  }
}

import type { FastifyInstance } from 'fastify'
import type { Metrics } from './metrics.ts'
import type { AppParts } from './ports.ts'
import { HttpProblem, retryAfter } from './problem.ts'

const RETRY_MS = 5_000

const within = async (ms: number, work: Promise<void>): Promise<void> => {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('late')), ms)
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** For supervisors: `/health`, the process answers; `/ready`, it can serve desks; `/metrics`, figures for Prometheus. */
export const addHealthRoutes = (app: FastifyInstance, { store, shelf, filling, limits }: AppParts, metrics: Metrics): void => {
  app.get('/health', async (_, reply) => reply.header('cache-control', 'no-store').send({ etat: 'vivant' }))
  app.get('/ready', async (_, reply) => {
    await within(limits.pingMs, metrics.timed('ping', store.ping)).catch(() => {
      throw new HttpProblem('unavailable', { headers: retryAfter(RETRY_MS), detail: 'La base ne répond pas.' })
    })
    const instantane = shelf.state()
    if (instantane === 'missing' && !filling())
      throw new HttpProblem('unavailable', { headers: retryAfter(RETRY_MS), detail: 'Aucun instantané n’est prêt ni en cours.' })
    return reply
      .header('cache-control', 'no-store')
      .send({ etat: 'pret', instantane: instantane === 'ready' ? 'pret' : 'en-cours' })
  })
  app.get('/metrics', async (_, reply) =>
    reply
      .header('cache-control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.text()),
  )
}

import type { FastifyInstance } from 'fastify'
import { SignIn } from '#shared/sync/wire.ts'
import { createBruteForce } from '../accounts/brute-force.ts'
import { Crowded } from '../accounts/password.ts'
import { bearer, emailKey, type Sessions } from '../accounts/sessions.ts'
import type { Metrics } from './metrics.ts'
import { countedAddress } from './address.ts'
import { HttpProblem, retryAfter } from './problem.ts'

const SIGN_IN_BYTES = 4 * 1024
const CROWDED_RETRY_MS = 10_000

/** `/auth/v1/session`: a local account's session is opened and closed here. */
export const addSessionRoutes = (app: FastifyInstance, sessions: Sessions, metrics: Metrics, now: () => number): void => {
  const bruteForce = createBruteForce(now)

  app.post('/auth/v1/session', { bodyLimit: SIGN_IN_BYTES }, async (request, reply) => {
    const { courriel, mot_de_passe, poste } = SignIn.parse(request.body)
    const account = emailKey(courriel)
    const address = countedAddress(request.ip)
    const wait = bruteForce.waitMs(account, address)
    if (wait > 0) {
      metrics.signIn('limited')
      throw new HttpProblem('rate_limited', { headers: retryAfter(wait) })
    }
    bruteForce.tried(account, address)
    // A machine's name is only shown: PostgreSQL has no NUL.
    const session = await sessions
      .open(courriel, mot_de_passe, poste.toWellFormed().replaceAll(/\p{Cc}/gu, ' '))
      .catch((error) => {
        throw error instanceof Crowded ? new HttpProblem('unavailable', { headers: retryAfter(CROWDED_RETRY_MS) }) : error
      })
    if (session === null) {
      metrics.signIn('refused')
      throw new HttpProblem('token_required', { detail: 'L’adresse ou le mot de passe est incorrect.' })
    }
    bruteForce.succeeded(account, address)
    metrics.signIn('accepted')
    return reply.code(201).header('cache-control', 'private, no-store').send(session)
  })

  /** A session that is over already is over: the answer is the same. */
  app.delete('/auth/v1/session', async (request, reply) => {
    const token = bearer(request.headers.authorization)
    if (token === null) throw new HttpProblem('token_required', { headers: { 'www-authenticate': 'Bearer' } })
    await sessions.close(token)
    return reply.code(204).header('cache-control', 'private, no-store').send()
  })
}

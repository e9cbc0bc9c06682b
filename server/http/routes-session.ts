import type { FastifyInstance } from 'fastify'
import { Renew, type SignedOut } from '#shared/accounts/wire.ts'
import type { z } from 'zod'
import { SignIn } from '#shared/sync/wire.ts'
import { createBruteForce } from '../accounts/brute-force.ts'
import { type AccountParts, runAccount } from '../accounts/context.ts'
import { isPassword } from '../accounts/password.ts'
import { publishAsItIs } from '../accounts/publish.ts'
import { bearer, hashOf, type Renewed, type Sessions } from '../accounts/sessions.ts'
import { emailKey } from '../accounts/user.ts'
import type { StoredSession } from '../store/types.ts'
import { countedAddress } from './address.ts'
import type { Metrics } from './metrics.ts'
import { HttpProblem, retryAfter } from './problem.ts'

const SIGN_IN_BYTES = 4 * 1024
const PRIVATE = { 'cache-control': 'private, no-store' } as const
/** Any access that was ever given, however late: a session is ended by a desk that comes back after days. */
const EVER = new Date(0).toISOString()

type Parts = {
  readonly account: AccountParts
  readonly sessions: Sessions
  readonly metrics: Metrics
  /** Where to end the identity provider's own session too; null when there is none. */
  readonly endElsewhere: (session: StoredSession) => Promise<string | null>
}

/** The theft of a renewal is written down, and told to the person whose session ended. */
const tellTheft = async (parts: AccountParts, { session, user }: Extract<Renewed, { status: 'stolen' }>): Promise<void> => {
  if (user === null) return
  await runAccount(parts, null, async ({ journal, mail, now }) => {
    await journal({
      action: 'session.volee',
      objet: { kind: 'session', id: session.id },
      legal: true,
      details: { compte: user.id },
    })
    await mail(user.courriel, { kind: 'session-suspecte', poste: session.poste, le: new Date(now).toISOString() })
  })
}

/** `/auth/v1/session`: opened with the password of a local account, renewed and closed whatever the way in. */
export const addSessionRoutes = (app: FastifyInstance, { account, sessions, metrics, endElsewhere }: Parts): void => {
  const { accounts } = account.store
  const bruteForce = createBruteForce(account.now)

  app.post('/auth/v1/session', { bodyLimit: SIGN_IN_BYTES }, async (request, reply) => {
    const { courriel, mot_de_passe, poste } = SignIn.parse(request.body)
    const key = emailKey(courriel)
    const address = countedAddress(request.ip)
    const wait = bruteForce.waitMs(key, address)
    if (wait > 0) {
      metrics.signIn('limited')
      throw new HttpProblem('rate_limited', { headers: retryAfter(wait) })
    }
    bruteForce.tried(key, address)
    const user = await accounts.userByEmail(key)
    // The same work and the same answer for an account that is not there, has no password, or is closed.
    const right = await isPassword(mot_de_passe, user?.motDePasse ?? null)
    if (!right || user === null || !user.actif) {
      metrics.signIn('refused')
      throw new HttpProblem('token_required', { detail: 'L’adresse ou le mot de passe est incorrect.' })
    }
    bruteForce.succeeded(key, address)
    metrics.signIn('accepted')
    const session = await sessions.open(user, { moyen: 'mot-de-passe', poste })
    await publishAsItIs(account, user.id)
    return reply.code(201).headers(PRIVATE).send(session)
  })

  app.post('/auth/v1/renew', { bodyLimit: SIGN_IN_BYTES }, async (request, reply) => {
    const { renouvellement } = Renew.parse(request.body)
    const renewed = await sessions.renew(renouvellement)
    if (renewed.status === 'stolen') await tellTheft(account, renewed)
    // A thief is told no more than a desk that comes late.
    if (renewed.status !== 'renewed') throw new HttpProblem('token_expired', { headers: { 'www-authenticate': 'Bearer' } })
    return reply.headers(PRIVATE).send(renewed.session)
  })

  /** A session that is over already is over: the answer is the same. */
  app.delete('/auth/v1/session', async (request, reply) => {
    const token = bearer(request.headers.authorization)
    if (token === null) throw new HttpProblem('token_required', { headers: { 'www-authenticate': 'Bearer' } })
    const found = token === '' ? null : await accounts.sessionOfAccess(hashOf(token), EVER)
    const answer: z.infer<typeof SignedOut> = { deconnexion: found === null ? null : await endElsewhere(found.session) }
    if (found !== null) await sessions.close(found.session.id)
    return reply.headers(PRIVATE).send(answer)
  })
}

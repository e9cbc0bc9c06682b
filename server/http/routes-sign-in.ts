import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { Exchange, type Methods } from '#shared/accounts/wire.ts'
import { createBruteForce } from '../accounts/brute-force.ts'
import type { AccountParts } from '../accounts/context.ts'
import { AccountRefusal } from '../accounts/refusal.ts'
import { hashOf, type Sessions } from '../accounts/sessions.ts'
import { normalised } from '../accounts/sign-in/code.ts'
import { endSessionUrl } from '../accounts/sign-in/end-session.ts'
import { exchangeCode } from '../accounts/sign-in/exchange.ts'
import type { WayParts } from '../accounts/sign-in/parts.ts'
import { createProvider } from '../accounts/sign-in/provider.ts'
import { createTickets } from '../accounts/sign-in/tickets.ts'
import type { OidcConfig } from '../config-accounts.ts'
import { openDesk } from '../pages/open.ts'
import type { StoredSession } from '../store/types.ts'
import { countedAddress } from './address.ts'
import type { Metrics } from './metrics.ts'
import { HttpProblem, retryAfter } from './problem.ts'
import { addLinkRoutes } from './routes-link.ts'
import { addOidcRoutes } from './routes-oidc.ts'
import { pageRoute, queryOf, sendPage } from './send-page.ts'

const BODY_BYTES = 4 * 1024

export type SignInParts = {
  readonly account: AccountParts
  readonly sessions: Sessions
  readonly metrics: Pick<Metrics, 'signIn'>
  readonly log: Logger
  /** Null when this server is tied to no identity provider. */
  readonly oidc: OidcConfig | null
  /** Address that desks and browsers reach this server at, without a final « / »; known once it listens. */
  readonly publicUrl: () => string
  /** Whether this server writes to people. */
  readonly mail: boolean
}

export type SignIn = {
  /** Where to end the identity provider's own session too; null when there is none, or it does not say. */
  readonly endSessionUrl: (session: StoredSession) => Promise<string | null>
}

/** The ways in but the password's: the identity provider, the link of an e-mail, and what both end by. */
export const addSignInRoutes = (app: FastifyInstance, parts: SignInParts): SignIn => {
  const { account, sessions, metrics, log, oidc, publicUrl, mail } = parts
  const ways: WayParts = {
    account,
    tickets: createTickets(account.store.accounts, account.seal, account.now),
    provider: oidc === null ? null : createProvider(oidc, account.now),
    publicUrl,
    log,
  }
  const bruteForce = createBruteForce(account.now)

  app.get('/auth/v1/methods', async (_, reply) => {
    const methods: Methods = { fournisseur: oidc?.name ?? null, courriel: mail, mot_de_passe: true }
    return reply.header('cache-control', 'no-store').send(methods)
  })
  addOidcRoutes(app, ways)
  addLinkRoutes(app, { ...ways, mail })

  app.post('/auth/v1/exchange', { bodyLimit: BODY_BYTES }, async (request, reply) => {
    const asked = Exchange.parse(request.body)
    const address = countedAddress(request.ip)
    // One who has seen a code cannot keep its owner out of it: what is counted for a code is counted by address.
    const codeThere = `${address} ${hashOf(normalised(asked.code))}`
    const wait = bruteForce.waitMs(codeThere, address)
    if (wait > 0) {
      metrics.signIn('limited')
      throw new HttpProblem('rate_limited', { headers: retryAfter(wait) })
    }
    bruteForce.tried(codeThere, address)
    const session = await exchangeCode({ ...ways, sessions }, asked).catch((error: unknown) => {
      if (error instanceof AccountRefusal) metrics.signIn('refused')
      throw error
    })
    bruteForce.succeeded(codeThere, address)
    metrics.signIn('accepted')
    return reply.code(201).header('cache-control', 'private, no-store').send(session)
  })

  app.get(
    '/ouvrir',
    pageRoute(log, async (request, reply) => sendPage(reply, openDesk(new URLSearchParams(queryOf(request)).get('vers')))),
  )

  return { endSessionUrl: (session) => endSessionUrl(ways, session) }
}

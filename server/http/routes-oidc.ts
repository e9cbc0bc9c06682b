import type { FastifyInstance } from 'fastify'
import { OidcStart } from '#shared/accounts/wire.ts'
import { browserCookie, readCookie, writeCookie } from '../accounts/sign-in/cookie.ts'
import { hasEnded } from '../accounts/sign-in/end-session.ts'
import { beginOidc, endOidc, type OidcParts } from '../accounts/sign-in/oidc.ts'
import { PATHS, type WayParts } from '../accounts/sign-in/parts.ts'
import { LIFE_MS } from '../accounts/sign-in/tickets.ts'
import { createWindow } from '../accounts/sign-in/window.ts'
import { newSecret } from '../accounts/sessions.ts'
import {
  NO_PROVIDER,
  NOT_FROM_THE_DESK,
  OTHER_BROWSER,
  providerSilent,
  SIGN_IN_OVER,
  signedOut,
  TOO_MANY,
} from '../pages/sign-in.ts'
import { countedAddress } from './address.ts'
import { pageRoute, queryOf, secondsOf, sendPage } from './send-page.ts'

/** Each begins a row in the store; an office of 200 desks shares an address. */
const STARTS = { max: 300, windowMs: 10 * 60_000 } as const
const NO_STORE = { 'cache-control': 'no-store' } as const
/** A look at the headers alone must not use anything up. */
const ONLY_GET = { exposeHeadRoute: false } as const

const hasProvider = (parts: WayParts): parts is OidcParts => parts.provider !== null
const Start = OidcStart.strict()

/** `/auth/v1/oidc`: a browser of the system goes to the identity provider and comes back, always by pages or redirections. */
export const addOidcRoutes = (app: FastifyInstance, parts: WayParts): void => {
  const { log } = parts
  const starts = createWindow(STARTS, parts.account.now)
  const cookie = () => browserCookie(parts.publicUrl(), LIFE_MS.oidc)

  app.get(
    PATHS.oidcStart,
    ONLY_GET,
    pageRoute(log, async (request, reply) => {
      if (!hasProvider(parts)) return sendPage(reply, NO_PROVIDER)
      const asked = Start.safeParse(request.query)
      if (!asked.success) return sendPage(reply, NOT_FROM_THE_DESK)
      const wait = starts.count(countedAddress(request.ip))
      if (wait > 0) return sendPage(reply, TOO_MANY(secondsOf(wait)))
      // Kept from one attempt to the next: two tabs must not undo one another.
      const browser = readCookie(request.headers.cookie, cookie().name) ?? newSecret()
      const begun = await beginOidc(parts, asked.data, browser)
      if (begun === null) return sendPage(reply, providerSilent(parts.provider.name, `${PATHS.oidcStart}?${queryOf(request)}`))
      return reply.headers({ ...NO_STORE, 'set-cookie': writeCookie(cookie(), browser) }).redirect(begun, 302)
    }),
  )

  app.get(
    PATHS.oidcReturn,
    ONLY_GET,
    pageRoute(log, async (request, reply) => {
      if (!hasProvider(parts)) return sendPage(reply, NO_PROVIDER)
      const returned = await endOidc(parts, queryOf(request), readCookie(request.headers.cookie, cookie().name))
      if (returned === 'over') return sendPage(reply, SIGN_IN_OVER)
      if (returned === 'other-browser') return sendPage(reply, OTHER_BROWSER)
      return reply.headers(NO_STORE).redirect(returned.to, 302)
    }),
  )

  app.get(
    PATHS.oidcEnded,
    ONLY_GET,
    pageRoute(log, async (request, reply) => {
      const [state = ''] = new URLSearchParams(queryOf(request)).getAll('state')
      return sendPage(reply, signedOut(await hasEnded(parts, state)))
    }),
  )
}

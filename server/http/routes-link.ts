import type { FastifyInstance } from 'fastify'
import { LinkRequest } from '#shared/accounts/wire.ts'
import { createAfterwards } from '../accounts/sign-in/afterwards.ts'
import { askForLink, confirmLink, isLinkWaiting } from '../accounts/sign-in/link.ts'
import { PATHS, type WayParts } from '../accounts/sign-in/parts.ts'
import { createWindow } from '../accounts/sign-in/window.ts'
import { AccountRefusal } from '../accounts/refusal.ts'
import { ACCOUNT_CLOSED, FOREIGN_FORM, LINK_OVER, linkConfirmed, linkOpened } from '../pages/sign-in.ts'
import { countedAddress } from './address.ts'
import { described } from './failures.ts'
import { isForeign, withForms } from './forms.ts'
import { HttpProblem, retryAfter } from './problem.ts'
import { pageRoute, queryOf, sendPage } from './send-page.ts'

const BODY_BYTES = 2 * 1024
const FORM_BYTES = 256
const OF_ADDRESS = { max: 20, windowMs: 10 * 60_000 } as const
/** Counted whether or not anybody has that address: an inbox is not to be filled, and a limit must tell nothing. */
const OF_EMAIL = { max: 5, windowMs: 60 * 60_000 } as const

export type LinkRoutes = WayParts & {
  /** Whether this server writes to people. */
  readonly mail: boolean
}

/** The secret of a link, alone in a query or a form; '' for anything else. */
const secretOf = (text: string): string => {
  const [secret = '', ...others] = new URLSearchParams(text).getAll('j')
  return others.length === 0 && /^[\w-]{43}$/.test(secret) ? secret : ''
}

/** `/auth/v1/link`: a link is asked by a desk, opened and confirmed in whatever browser the person reads e-mails in. */
export const addLinkRoutes = (app: FastifyInstance, parts: LinkRoutes): void => {
  const { log } = parts
  const ofAddress = createWindow(OF_ADDRESS, parts.account.now)
  const ofEmail = createWindow(OF_EMAIL, parts.account.now)
  const afterwards = createAfterwards((error) => log.error(described(error), 'link not sent'))
  app.addHook('onClose', afterwards.idle)

  app.post(PATHS.link, { bodyLimit: BODY_BYTES }, async (request, reply) => {
    const asked = LinkRequest.parse(request.body)
    if (!parts.mail) throw new AccountRefusal('courrier-absent')
    const wait = ofAddress.count(countedAddress(request.ip)) || ofEmail.count(asked.courriel)
    if (wait > 0) throw new HttpProblem('rate_limited', { headers: retryAfter(wait) })
    afterwards.add(await askForLink(parts, asked))
    return reply.code(202).header('cache-control', 'no-store').send({})
  })

  // Opened by whoever scans e-mails before their reader does: it uses nothing up.
  app.get(
    PATHS.link,
    pageRoute(log, async (request, reply) => {
      const secret = secretOf(queryOf(request))
      if (!(await isLinkWaiting(parts, secret))) return sendPage(reply, LINK_OVER)
      return sendPage(reply, linkOpened(PATHS.linkConfirm, secret))
    }),
  )

  withForms(app, FORM_BYTES, (forms) => {
    forms.post(
      PATHS.linkConfirm,
      pageRoute(log, async (request, reply) => {
        if (isForeign(request, parts.publicUrl())) return sendPage(reply, FOREIGN_FORM)
        const confirmed = await confirmLink(parts, typeof request.body === 'string' ? secretOf(request.body) : '')
        if (confirmed === 'over') return sendPage(reply, LINK_OVER)
        if (confirmed === 'closed') return sendPage(reply, ACCOUNT_CLOSED)
        return sendPage(reply, linkConfirmed(confirmed.back, confirmed.code))
      }),
    )
  })
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { createWindow } from '../accounts/sign-in/window.ts'
import {
  DEMANDE_FOREIGN,
  DEMANDE_UNCLEAR,
  DEMANDE_UNKNOWN,
  demandeTooMany,
  expiredPage,
  RENEWED,
} from '../pages/demande/refusals.ts'
import { type Form, readForm, writtenIn } from '../pages/demande/typed.ts'
import { countedAddress } from './address.ts'
import { type DemandeParts, type Link, openDemande, type Opened, renewByLink } from './demande-acts.ts'
import { isForeign } from './forms.ts'
import { secondsOf, sendPage } from './send-page.ts'

/** Who comes in by a link, how often, and what is told to whoever does not: nothing, in the same words. */

const MINUTES = 60_000
/** Of one link: whatever a telephone, a desk and their reloads ask. */
const OF_LINK = { max: 300, windowMs: 10 * MINUTES } as const
const ANSWERS_OF_LINK = { max: 40, windowMs: 10 * MINUTES } as const
/** Of one address, which an office shares. */
const ANSWERS_OF_ADDRESS = { max: 200, windowMs: 10 * MINUTES } as const
const MISSES_OF_ADDRESS = { max: 60, windowMs: 10 * MINUTES } as const
/** Each writes to the structure. */
const RENEWALS_OF_DEMANDE = { max: 3, windowMs: 24 * 60 * MINUTES } as const
const RENEWALS_OF_ADDRESS = { max: 20, windowMs: 60 * MINUTES } as const

const Params = z.object({ id: z.uuid(), secret: z.string().regex(/^[\w-]{43}$/) })

/** What goes on once a link was found to be good. */
export type Asked = Opened & {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly link: Link
  readonly place: { readonly path: string; readonly id: string; readonly secret: string }
}
export type Work = (asked: Asked) => Promise<FastifyReply>
export type Posted = (asked: Asked, form: Form) => Promise<FastifyReply>
type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

export type Gate = {
  readonly get: (work: Work) => Handler
  readonly post: (work: Posted) => Handler
  readonly unknown: (request: FastifyRequest, reply: FastifyReply) => FastifyReply
}

/** A page that sends no referrer may send no origin either: the secret of the address is what another site does not have. */
const isOfAnotherSite = (request: FastifyRequest, publicUrl: string): boolean =>
  !(request.headers['sec-fetch-site'] === undefined && request.headers.origin === 'null') && isForeign(request, publicUrl)

export const createGate = (parts: DemandeParts): Gate => {
  const { account, publicUrl } = parts
  const window = (limit: { readonly max: number; readonly windowMs: number }) => createWindow(limit, account.now)
  const ofLink = window(OF_LINK)
  const answersOfLink = window(ANSWERS_OF_LINK)
  const answersOfAddress = window(ANSWERS_OF_ADDRESS)
  const missesOfAddress = window(MISSES_OF_ADDRESS)
  const renewalsOfDemande = window(RENEWALS_OF_DEMANDE)
  const renewalsOfAddress = window(RENEWALS_OF_ADDRESS)

  const tooMany = (reply: FastifyReply, wait: number): FastifyReply => sendPage(reply, demandeTooMany(secondsOf(wait)))

  /** What was not found, wherever it came from, is told in the same words. */
  const unknown = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const wait = missesOfAddress.count(countedAddress(request.ip))
    return wait > 0 ? tooMany(reply, wait) : sendPage(reply, DEMANDE_UNKNOWN)
  }

  /** @param late what to do of a link that is good no more. */
  const opened = async (request: FastifyRequest, reply: FastifyReply, work: Work, late: Work): Promise<FastifyReply> => {
    const params = Params.safeParse(request.params)
    if (!params.success) return unknown(request, reply)
    const link = { id: params.data.id.toLowerCase(), secret: params.data.secret }
    const found = await openDemande(parts, link)
    if (found === null) return unknown(request, reply)
    const wait = ofLink.count(`${link.id} ${link.secret}`)
    if (wait > 0) return tooMany(reply, wait)
    const place = { ...link, path: `/demande/${link.id}/${link.secret}` }
    return (found.state === 'bon' ? work : late)({ ...found, request, reply, link, place })
  }
  const renew: Work = async ({ request, reply, link }) => {
    const wait = renewalsOfAddress.count(countedAddress(request.ip)) || renewalsOfDemande.count(link.id)
    if (wait > 0) return tooMany(reply, wait)
    await renewByLink(parts, link)
    return sendPage(reply, RENEWED)
  }
  const late: Posted = async (asked, form) =>
    form.one('quoi') === 'renouveler' ? renew(asked) : sendPage(asked.reply, expiredPage(asked.place, writtenIn(form)))

  const tellExpired: Work = async ({ reply, place }) => sendPage(reply, expiredPage(place, ''))

  return {
    unknown,
    get: (work) => (request, reply) => opened(request, reply, work, tellExpired),
    post: (work) => async (request, reply) => {
      if (isOfAnotherSite(request, publicUrl())) return sendPage(reply, DEMANDE_FOREIGN)
      const form = readForm(typeof request.body === 'string' ? request.body : '')
      if (form === null) return sendPage(reply, DEMANDE_UNCLEAR)
      const wait = answersOfAddress.count(countedAddress(request.ip))
      if (wait > 0) return tooMany(reply, wait)
      const counted: Work = async (asked) => {
        const { id, secret } = asked.link
        const over = answersOfLink.count(`${id} ${secret}`)
        return over > 0 ? tooMany(reply, over) : work(asked, form)
      }
      return opened(request, reply, counted, (asked) => late(asked, form))
    },
  }
}

import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { z } from 'zod'
import { parisDay } from '#shared/listing/days.ts'
import { ISSUES, openTo } from '#shared/orientation/life.ts'
import type { Blobs } from '../blobs/blobs.ts'
import { readPiece } from '../orientations/pieces-read.ts'
import { ANSWERS, isAnswer } from '../pages/demande/answers.ts'
import { coverPage } from '../pages/demande/cover.ts'
import { alreadyPage, DEMANDE_CLOSED, DEMANDE_UNCLEAR, expiredPage, pieceGone } from '../pages/demande/refusals.ts'
import { isShown, requestPage } from '../pages/demande/request.ts'
import { toldOf } from '../pages/demande/told.ts'
import { writtenIn } from '../pages/demande/typed.ts'
import { actByLink, type DemandeParts, type Done, openDemande } from './demande-acts.ts'
import { createReading } from './demande-cookie.ts'
import { failedPage } from './demande-failures.ts'
import { type Asked, createGate, type Posted, type Work } from './demande-gate.ts'
import { described } from './failures.ts'
import { withForms } from './forms.ts'
import { queryOf, sendPage } from './send-page.ts'
import type { SendPiece } from './send-piece.ts'

/**
 * The page where a structure answers a request without an account: `/demande/<id>/<secret>`. The secret is what gives the right to
 * answer. It is in the address, so it is in no log (the pattern of a route is what is logged), and pages send no referrer.
 */

/** Two messages of 1,000 characters, each written in nine, twice over: one too long comes back to be cut. */
const FORM_BYTES = 96 * 1024
const Issue = z.enum(ISSUES)
const Nonce = z.uuid()
const NO_STORE = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' } as const

export type DemandeRoutes = DemandeParts & {
  readonly blobs: Blobs
  readonly sendPiece: SendPiece
  readonly log: Logger
}

export const addDemandeRoutes = (app: FastifyInstance, parts: DemandeRoutes): void => {
  const { account, publicUrl, log } = parts
  const reading = createReading(account.seal, publicUrl, account.now)
  const { get, post, unknown } = createGate(parts)
  const seeOther = (reply: FastifyReply, to: string): FastifyReply => reply.headers(NO_STORE).redirect(to, 303)
  const isRead = ({ request, place }: Asked): boolean => reading.isOpen(request.headers.cookie, place)

  /** Where the answer leads: the page says what was done, and what happens next. */
  const settled = async (
    { request, reply, link, place }: Asked,
    done: Done,
    fait: string,
    typed: string,
  ): Promise<FastifyReply> => {
    if (done === 'inconnu') return unknown(request, reply)
    if (done === 'expire') return sendPage(reply, expiredPage(place, typed))
    if (done === 'deja-envoye' || done.ok) {
      reply.header('set-cookie', reading.open(place))
      return seeOther(reply, `${place.path}?fait=${fait}`)
    }
    const now = await openDemande(parts, link)
    return now === null ? unknown(request, reply) : sendPage(reply, alreadyPage(place, now.one, typed))
  }

  const showRequest: Work = async (asked) => {
    const { request, reply, place, one, serviceGone } = asked
    const query = new URLSearchParams(queryOf(request))
    const now = account.now()
    if (!isRead(asked)) return sendPage(reply, coverPage(place, one, { now, closed: query.has('ouverte') || query.has('fait') }))
    return sendPage(reply, requestPage({ place, one, now, serviceGone, told: toldOf(query.get('fait') ?? '', one) }))
  }

  const doAtOnce: Posted = async (asked, form) => {
    const { reply, place, one, link } = asked
    switch (form.one('quoi')) {
      case 'lire': {
        if (one.etat === 'OUVERTE' && one.lue_le === null)
          await actByLink(parts, link, { command: 'read', patch: {}, form: null })
        reply.header('set-cookie', reading.open(place))
        return seeOther(reply, `${place.path}?ouverte`)
      }
      case 'fermer':
        reply.header('set-cookie', reading.close(place))
        return sendPage(reply, DEMANDE_CLOSED)
      case 'accuser':
        return settled(asked, await actByLink(parts, link, { command: 'acknowledge', patch: {}, form: null }), 'accuser', '')
      case 'constater': {
        const issue = Issue.safeParse(form.one('issue'))
        if (!issue.success) return sendPage(reply, DEMANDE_UNCLEAR)
        const order = { command: 'outcome', patch: { issue: issue.data }, form: null } as const
        return settled(asked, await actByLink(parts, link, order), 'constater', '')
      }
      // Asked of a link that is still good, from a page left open.
      case 'renouveler':
        return seeOther(reply, place.path)
      default:
        return sendPage(reply, DEMANDE_UNCLEAR)
    }
  }

  const answerOf = (request: FastifyRequest) => {
    const { geste } = request.params as { readonly geste: string }
    return isAnswer(geste) ? { name: geste, ...ANSWERS[geste] } : null
  }
  const sceneOf = ({ one, adresse }: Asked) => ({ one, adresse, today: parisDay(account.now()) })
  const drawn = ({ place, one }: Asked, envoi: string = randomUUID()) => ({ place, one, envoi, problems: [] })

  const showAnswer: Work = async (asked) => {
    const { request, reply, one, place } = asked
    const answer = answerOf(request)
    if (answer === null) return unknown(request, reply)
    if (!isRead(asked)) return seeOther(reply, place.path)
    if (!openTo(one.etat, 'lien').includes(answer.geste)) return sendPage(reply, alreadyPage(place, one, ''))
    return sendPage(reply, answer.blank(sceneOf(asked))(drawn(asked)))
  }

  const takeAnswer: Posted = async (asked, form) => {
    const { request, reply, one, place, link } = asked
    const answer = answerOf(request)
    if (answer === null) return unknown(request, reply)
    const nonce = Nonce.safeParse(form.one('envoi'))
    const sent = nonce.success && typeof request.body === 'string' ? `${answer.name}\n${request.body}` : null
    const { page, order, typed } = answer.read(sceneOf(asked), form)
    // Whoever has the link may read: an hour that has passed over a message is not a reason to lose it.
    reply.header('set-cookie', reading.open(place))
    if (order === null) {
      if (!openTo(one.etat, 'lien').includes(answer.geste)) return sendPage(reply, alreadyPage(place, one, writtenIn(form)))
      return sendPage(reply, page(drawn(asked, nonce.data)))
    }
    const done = await actByLink(parts, link, { ...order, form: sent })
    if (typeof done === 'string' || done.ok || done.code === 'deja-traitee') return settled(asked, done, answer.name, typed)
    const champ = done.code === 'validation.pas_avant' ? 'pas_avant' : 'message'
    return sendPage(reply, page(drawn(asked, nonce.data), [{ champ, message: REFUSED[champ] }]))
  }

  const showPiece: Work = async (asked) => {
    const { request, reply, one, place } = asked
    if (!isRead(asked)) return seeOther(reply, place.path)
    const { piece } = request.params as { readonly piece: string }
    const file = isShown(one) ? await readPiece({ ...account, blobs: parts.blobs }, one, piece) : null
    if (file === null) return sendPage(reply, pieceGone(place))
    reply.header('x-robots-tag', 'noindex')
    return parts.sendPiece(request, reply, file)
  }

  withForms(app, FORM_BYTES, (pages) => {
    pages.setErrorHandler((error, request, reply) => {
      const { page, unexpected } = failedPage(error)
      if (unexpected) log.error({ request: request.id, status: page.status, ...described(error) }, 'request failed')
      return sendPage(reply, page)
    })
    // A look at the headers alone must not read a file.
    const onlyGet = { exposeHeadRoute: false } as const
    pages.get('/demande/:id/:secret', get(showRequest))
    pages.post('/demande/:id/:secret', post(doAtOnce))
    pages.get('/demande/:id/:secret/:geste', get(showAnswer))
    pages.post('/demande/:id/:secret/:geste', post(takeAnswer))
    pages.get('/demande/:id/:secret/pieces/:piece', onlyGet, get(showPiece))
    // Cut by a mail program, or with something after it.
    for (const url of ['/demande', '/demande/*'])
      pages.route({ method: ['GET', 'POST'], url, handler: async (request, reply) => unknown(request, reply) })
  })
}

const REFUSED = {
  message: 'Ce message n’a pas pu être accepté\u202f: retirez-en ce qui n’est pas des mots, ou raccourcissez-le.',
  pas_avant: 'Choisissez une autre date.',
} as const

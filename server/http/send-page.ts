import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { type Page, renderPage } from '../pages/page.ts'
import { UNAVAILABLE, UNEXPECTED } from '../pages/sign-in.ts'
import { described, isOutOfReach } from './failures.ts'

export const sendPage = (reply: FastifyReply, page: Page): FastifyReply => {
  const { html, headers } = renderPage(page)
  return reply.code(page.status).headers(headers).send(html)
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** A route that people come to by a browser: what fails is told by a page too, and logged as any failure is. */
export const pageRoute =
  (log: Logger, work: Handler): Handler =>
  async (request, reply) => {
    try {
      return await work(request, reply)
    } catch (error) {
      const page = isOutOfReach(error) ? UNAVAILABLE : UNEXPECTED
      log.error({ request: request.id, status: page.status, ...described(error) }, 'request failed')
      return sendPage(reply, page)
    }
  }

/** Seconds to wait, as a page says them to a browser. */
export const secondsOf = (ms: number): string => String(Math.max(1, Math.ceil(ms / 1_000)))

/** The query of an address, as it came. */
export const queryOf = ({ url }: FastifyRequest): string => {
  const at = url.indexOf('?')
  return at < 0 ? '' : url.slice(at + 1)
}

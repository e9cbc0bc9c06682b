import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SignedIn } from '../accounts/sessions.ts'
import type { Budget, ClientLimit } from './limits.ts'
import type { Who } from './who.ts'

const PRIVATE = { 'cache-control': 'private, no-store' } as const

export type OwnHandler = (asked: {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly me: SignedIn
}) => Promise<unknown>

export type OwnParts = {
  readonly who: Who
  readonly limitClient: ClientLimit
  /** Of what sends e-mails or asks the register. */
  readonly budget: Budget
}

/** A route for someone signed in, within the limits; the answer is nobody else's. `costly` counts against the budget too. */
export const createOwn =
  ({ who, limitClient, budget }: OwnParts) =>
  (handler: OwnHandler, costly = false) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const me = await who.of(request)
    await limitClient(request, me.user.id)
    if (costly) await budget(request, me.user.id)
    reply.headers(PRIVATE)
    return handler({ request, reply, me })
  }

import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { parisDay } from '#shared/listing/days.ts'
import { type People, PeopleAsked } from '#shared/moderation/board.ts'
import type { Calls } from '#shared/moderation/calls.ts'
import type { Queue } from '#shared/moderation/queue.ts'
import type { Actor } from '#shared/rights.ts'
import type { AccountParts } from '../accounts/context.ts'
import { actorOf } from '../accounts/memberships.ts'
import { allow } from '../accounts/refusal.ts'
import { boardKey, boardText } from '../moderation/board.ts'
import { callsFor, withHours } from '../moderation/calls.ts'
import type { Facts, Reference } from '../moderation/facts.ts'
import { exportPeople } from '../moderation/people.ts'
import { queueFor } from '../moderation/queue.ts'
import type { User } from '../store/types.ts'
import { chooseEncoding, createBody } from './encode.ts'
import { createMemo } from './memo.ts'
import { createOwn, type OwnParts } from './own.ts'
import { hasTag } from './send-body.ts'

/** `/moderation/v1`: what whoever moderates reads of the whole. Of one sheet, and acts: routes-dossier.ts. */

/** Identifiers of 2,000 structures. */
const PEOPLE_BYTES = 512 * 1024
const MOST_CALLS = 200
const CallsQuery = z.object({ n: z.coerce.number().int().min(1).max(MOST_CALLS).default(10) })
/** The board of France is some 15 MB of text, and its compressed forms. */
const BOARDS = { entries: 32, bytes: 96 * 1024 * 1024, ageMs: 3600_000 }

type Parts = OwnParts & { readonly account: AccountParts; readonly reference: Reference }

export const addModerationRoutes = (app: FastifyInstance, { account, reference, who, limitClient, budget }: Parts): void => {
  const { store, seal, now } = account
  const own = createOwn({ who, limitClient, budget })
  const boards = createMemo(BOARDS, now)

  /** What this person may look at, with their rights of now. Rejects with Forbidden. */
  const panel = async (user: User): Promise<{ readonly actor: Actor; readonly facts: Facts }> => {
    const actor = await store.read((reader) => actorOf(reader, seal, user))
    allow(actor, 'moderation.voir')
    return { actor, facts: await reference.facts() }
  }

  app.get(
    '/moderation/v1/queue',
    own(async ({ me }): Promise<Queue> => {
      const { actor, facts } = await panel(me.user)
      return queueFor(facts, actor, now())
    }),
  )

  app.get(
    '/moderation/v1/board',
    own(async ({ request, reply, me }): Promise<FastifyReply> => {
      const { actor, facts } = await panel(me.user)
      const today = parisDay(now())
      const body = await boards.get(boardKey(facts, actor, today), async () => {
        const { version, json } = await boardText(facts, actor, today)
        return { ...createBody(json), etag: `"${version}"` }
      })
      reply.header('etag', body.etag)
      if (hasTag(request, body.etag)) return reply.code(304).send()
      const { encoding, content } = await body.as(chooseEncoding(request.headers['accept-encoding']))
      if (encoding !== 'identity') reply.header('content-encoding', encoding)
      return reply.header('vary', 'accept-encoding').type('application/json; charset=utf-8').send(content)
    }),
  )

  app.post(
    '/moderation/v1/people',
    { bodyLimit: PEOPLE_BYTES },
    own(async ({ request, me }): Promise<z.infer<typeof People>> => {
      const { ids } = PeopleAsked.parse(request.body)
      const { actor, facts } = await panel(me.user)
      return { personnes: await exportPeople(account, facts, { user: me.user, actor }, ids) }
    }),
  )

  app.get(
    '/moderation/v1/calls',
    own(async ({ request, me }): Promise<Calls> => {
      const { n } = CallsQuery.parse(request.query)
      const { actor, facts } = await panel(me.user)
      return withHours(store, await callsFor(facts, actor, now(), n))
    }),
  )
}

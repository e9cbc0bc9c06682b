import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { BranchCreation, PresenceAsk, type Presences, Views as ViewsBody } from '#shared/listing/wire.ts'
import { may } from '#shared/rights.ts'
import type { AccountParts } from '../accounts/context.ts'
import { actorOf } from '../accounts/memberships.ts'
import { Forbidden } from '../accounts/refusal.ts'
import { safeName } from '../accounts/user.ts'
import { createBranch } from '../listing/branches.ts'
import { listingHistory } from '../listing/history-rights.ts'
import { createPresence } from '../listing/presence.ts'
import { structureRows } from '../listing/structure-rows.ts'
import type { Views } from '../listing/views.ts'
import { recordOf } from '../sync/commands/catalogue-rows.ts'
import { targetOfListing } from '../sync/commands/rights.ts'
import { isPlainText } from './json.ts'
import { createOwn, type OwnParts } from './own.ts'

/** `/listing/v1`: what structures need of the server beside the exchange of rows. */

/** A sheet read on a desk is told with others, once a minute. */
const VIEWS_BYTES = 128 * 1024

const Id = z.string().min(1).max(200).refine(isPlainText)
const OfStructure = z.object({ id: Id })
const OfListing = z.object({ kind: z.enum(['service', 'structure', 'modele']), id: Id })
const HistoryQuery = z.object({ depuis: z.string().max(300).optional() })

type Parts = OwnParts & {
  readonly account: AccountParts
  readonly views: Views
  /** Without a final « / ». */
  readonly publicUrl: () => string
}

export const addListingRoutes = (app: FastifyInstance, { account, who, limitClient, budget, views, publicUrl }: Parts): void => {
  const presence = createPresence(account.now)
  const own = createOwn({ who, limitClient, budget })

  app.get(
    '/listing/v1/structures/:id',
    own(({ request, me }) => structureRows(account, me.user, OfStructure.parse(request.params).id, publicUrl())),
  )

  app.post(
    '/listing/v1/structures/:id/branches',
    own(async ({ request, reply, me }) => {
      const { id } = OfStructure.parse(request.params)
      return reply.code(201).send(await createBranch(account, me.user, id, BranchCreation.parse(request.body)))
    }, true),
  )

  app.get(
    '/listing/v1/:kind/:id/history',
    own(({ request, me }) => {
      const { depuis } = HistoryQuery.parse(request.query)
      return listingHistory(account, me.user, OfListing.parse(request.params), depuis ?? null)
    }),
  )

  app.post(
    '/listing/v1/presence',
    own(async ({ request, me }): Promise<Presences> => {
      const { kind, id, actif } = PresenceAsk.parse(request.body)
      const listing = `${kind}/${id}`
      if (!actif) {
        presence.leave(listing, me.user.id)
        return { autres: [] }
      }
      // Names of colleagues are for colleagues.
      await account.store.read(async (reader) => {
        const doc = recordOf(await reader.entity({ kind, id }))
        const target = await targetOfListing(reader, kind, doc)
        if (!may(await actorOf(reader, account.seal, me.user), 'service.ecrire', target)) throw new Forbidden()
      })
      return presence.say(listing, me.user.id, safeName(me.user))
    }),
  )

  // In nobody's name: what a person reads is not told of them.
  app.post('/listing/v1/views', { bodyLimit: VIEWS_BYTES }, async (request, reply) => {
    const { vues } = ViewsBody.parse(request.body)
    for (const { kind, id, n } of vues) if (isPlainText(id)) views.seen(kind, id, 'bureau', n)
    return reply.code(204).send()
  })
}

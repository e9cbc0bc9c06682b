import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { z } from 'zod'
import { DoublonActe, DoublonKind } from '#shared/moderation/doublon.ts'
import type { AccountParts } from '../accounts/context.ts'
import { actorOf } from '../accounts/memberships.ts'
import { allow } from '../accounts/refusal.ts'
import { lookForDoublons } from '../moderation/doublons/look.ts'
import { decideDoublon } from '../moderation/doublons/merge.ts'
import { unmerge } from '../moderation/doublons/unmerge.ts'
import { doublonsFor, doublonView } from '../moderation/doublons/view.ts'
import type { Reference } from '../moderation/facts.ts'
import { described } from './failures.ts'
import { isPlainText } from './json.ts'
import { createOwn, type OwnParts } from './own.ts'

/** `/moderation/v1/doublons`, `/moderation/v1/fusions`: sheets that may be one thing told twice, and what was decided of them. */

const name = z.string().min(1).max(200).refine(isPlainText)
const OfPair = z.object({ id: name })
const OfKept = z.object({ kind: DoublonKind, garde: name })

type Parts = OwnParts & { readonly account: AccountParts; readonly reference: Reference; readonly log: Logger }

export const addDoublonRoutes = (app: FastifyInstance, { account, reference, log, ...limits }: Parts): void => {
  const own = createOwn(limits)

  app.get(
    '/moderation/v1/doublons',
    own(async ({ me }) =>
      doublonsFor(account, await reference.facts(), me.user, (kind, count) => log.error({ kind, count }, 'rows cannot be read')),
    ),
  )
  app.post(
    '/moderation/v1/doublons',
    own(async ({ me }) => {
      await account.store.read(async (reader) => allow(await actorOf(reader, account.seal, me.user), 'doublon.chercher'))
      // Longer than anyone waits for an answer.
      lookForDoublons(account).catch((error: unknown) => log.error({ job: 'doublons', ...described(error) }, 'job failed'))
      return {}
    }, true),
  )
  app.get(
    '/moderation/v1/doublons/:id',
    own(async ({ request, me }) => doublonView(account, await reference.facts(), me.user, OfPair.parse(request.params).id)),
  )
  app.post(
    '/moderation/v1/doublons/:id',
    own(async ({ request, me }) => {
      await decideDoublon(account, me.user, OfPair.parse(request.params).id, DoublonActe.parse(request.body))
      return {}
    }),
  )
  app.delete(
    '/moderation/v1/fusions/:kind/:garde',
    own(async ({ request, me }) => {
      const { kind, garde } = OfKept.parse(request.params)
      await unmerge(account, me.user, kind, garde)
      return {}
    }),
  )
}

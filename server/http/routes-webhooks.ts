import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { WebhookDemande } from '#shared/partners/webhook.ts'
import {
  changeWebhook,
  createWebhook,
  removeWebhook,
  resumeWebhook,
  rotateWebhook,
  type TeamParts,
  tryWebhook,
  webhooksFor,
} from '../partners/webhooks/team.ts'
import { createOwn, type OwnParts } from './own.ts'

/** `/webhooks/v1`: subscriptions of partners, for the team alone. */

const OfOne = z.object({ id: z.uuid() })

export const addWebhookRoutes = (app: FastifyInstance, { team, ...limits }: OwnParts & { readonly team: TeamParts }): void => {
  const own = createOwn(limits)
  app.get(
    '/webhooks/v1/abonnements',
    own(({ me }) => webhooksFor(team, me.user)),
  )
  // Those that ask the network for a name, or call it, count against the budget.
  app.post(
    '/webhooks/v1/abonnements',
    own(({ request, me }) => createWebhook(team, me.user, WebhookDemande.parse(request.body)), true),
  )
  app.post(
    '/webhooks/v1/abonnements/:id',
    own(async ({ request, me }) => {
      await changeWebhook(team, me.user, OfOne.parse(request.params).id, WebhookDemande.parse(request.body))
      return {}
    }, true),
  )
  app.delete(
    '/webhooks/v1/abonnements/:id',
    own(async ({ request, me }) => {
      await removeWebhook(team, me.user, OfOne.parse(request.params).id)
      return {}
    }),
  )
  app.post(
    '/webhooks/v1/abonnements/:id/secret',
    own(({ request, me }) => rotateWebhook(team, me.user, OfOne.parse(request.params).id)),
  )
  app.post(
    '/webhooks/v1/abonnements/:id/reprendre',
    own(async ({ request, me }) => {
      await resumeWebhook(team, me.user, OfOne.parse(request.params).id)
      return {}
    }),
  )
  app.post(
    '/webhooks/v1/abonnements/:id/essai',
    own(({ request, me }) => tryWebhook(team, me.user, OfOne.parse(request.params).id), true),
  )
}

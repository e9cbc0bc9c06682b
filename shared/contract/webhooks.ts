import { z } from 'zod'
import { EssaiWebhook, WebhookCree, WebhookDemande, Webhooks } from '../partners/webhook.ts'
import { procedure } from '../rpc.ts'

const OfOne = z.object({ id: z.uuid() })

/** Subscriptions of partners, for the team, on the server alone (`compte-hors-ligne` without it, `compte-droit` for anyone else). */
export const webhooksContract = {
  procedures: {
    'webhooks.list': procedure(z.void(), Webhooks),
    /** `secret`: shown once. */
    'webhooks.create': procedure(WebhookDemande, WebhookCree),
    'webhooks.change': procedure(WebhookDemande.extend({ id: z.uuid() }), z.void()),
    'webhooks.remove': procedure(OfOne, z.void()),
    /** A new secret, shown once; the one before signs too for three days. */
    'webhooks.rotate': procedure(OfOne, WebhookCree),
    'webhooks.resume': procedure(OfOne, z.void()),
    'webhooks.try': procedure(OfOne, EssaiWebhook),
  },
  events: {},
} as const

import { EssaiWebhook, WebhookCree, Webhooks } from '#shared/partners/webhook.ts'
import { createAccountApi, done } from '../account/api.ts'
import type { DoraHandlers } from '../emit.ts'
import type { ServerLink } from '../sync/server-link.ts'

export type WebhookHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `webhooks.${string}`>>

const ALL = ['webhooks', 'v1', 'abonnements'] as const

/** Subscriptions of partners, for the team: asked of the server each time, and kept nowhere here. A secret least of all. */
export const createWebhookHandlers = ({ link }: { readonly link: Pick<ServerLink, 'request'> }): WebhookHandlers => {
  const { ask } = createAccountApi(link)
  return {
    'webhooks.list': () => ask('GET', ALL, { answer: Webhooks }),
    'webhooks.create': (body) => ask('POST', ALL, { answer: WebhookCree, body }),
    'webhooks.change': ({ id, ...body }) => ask('POST', [...ALL, id], { answer: done, body }),
    'webhooks.remove': ({ id }) => ask('DELETE', [...ALL, id], { answer: done }),
    'webhooks.rotate': ({ id }) => ask('POST', [...ALL, id, 'secret'], { answer: WebhookCree }),
    'webhooks.resume': ({ id }) => ask('POST', [...ALL, id, 'reprendre'], { answer: done }),
    'webhooks.try': ({ id }) => ask('POST', [...ALL, id, 'essai'], { answer: EssaiWebhook }),
  }
}

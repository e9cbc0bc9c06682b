import { z } from 'zod'

/** Variables of the subscriptions of partners. `describe` is what an error says is expected. */
export const WEBHOOK_ENVIRONMENT = {
  DORA_SERVER_WEBHOOKS_PRIVATE: z.enum(['0', '1']).default('0').describe('0 ou 1'),
} as const

export type WebhookConfig = {
  /** Partners may be on this machine, or on the network that this server stands in, and without https. */
  readonly allowPrivate: boolean
}

type Values = z.infer<z.ZodObject<typeof WEBHOOK_ENVIRONMENT>>

export const webhookConfig = (values: Values): WebhookConfig => ({ allowPrivate: values.DORA_SERVER_WEBHOOKS_PRIVATE === '1' })

import { createHmac } from 'node:crypto'
import type { Subscription } from './rows.ts'

/** Standard Webhooks 1.0.0, « Signature scheme » and « Webhook headers »: HMAC-SHA256 of `id.timestamp.body`, by each secret. */

const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ''), 'base64')

const signature = (secret: string, content: string): string =>
  `v1,${createHmac('sha256', keyOf(secret)).update(content).digest('base64')}`

/** @param at milliseconds since 1970, of this attempt */
export const signedHeaders = (
  secrets: Subscription['secrets'],
  { id, at, body }: { readonly id: string; readonly at: number; readonly body: string },
): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(at / 1000))
  const good = secrets.filter(({ jusqu }) => jusqu === null || Date.parse(jusqu) > at)
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': good.map(({ secret }) => signature(secret, `${id}.${timestamp}.${body}`)).join(' '),
  }
}

import type { Logger } from 'pino'
import type { ServerConfig } from '../config.ts'
import type { OpenReference } from '../opendata/reference.ts'
import { createCourier } from '../partners/webhooks/courier.ts'
import type { AccountServices } from './accounts.ts'

/** So long after a change, what else has changed is told with it. */
const GATHER_MS = 5_000

export type WebhookServices = {
  readonly guard: { readonly allowPrivate: boolean }
  /** Looks now. */
  readonly kick: () => void
  /** Each minute: what failed is due again. */
  readonly tick: () => void
  /** Cuts what is on its way; the next start sends it again. */
  readonly close: () => Promise<void>
}

/** Deliveries to partners, after each change and each minute. */
export const openWebhooks = (
  { parts: { store, seal, now }, publicUrl }: Pick<AccountServices, 'parts' | 'publicUrl'>,
  reference: OpenReference,
  { webhooks, limits }: Pick<ServerConfig, 'webhooks' | 'limits'>,
  log: Logger,
): WebhookServices => {
  const guard = { allowPrivate: webhooks.allowPrivate }
  const restricted = new Set(limits.restrictedSources)
  const courier = createCourier({ store, seal, reference, now, publicUrl, restricted, guard, log })
  let soon: NodeJS.Timeout | null = null
  const forget = store.onCommit(() => {
    soon ??= setTimeout(() => {
      soon = null
      courier.kick()
    }, GATHER_MS)
  })
  return {
    guard,
    kick: courier.kick,
    tick: courier.kick,
    close: () => {
      forget()
      if (soon !== null) clearTimeout(soon)
      return courier.close()
    },
  }
}

import type { Logger } from 'pino'
import { forgetUsage } from '../usage/forget.ts'
import type { AccountServices } from './accounts.ts'
import { createEvery } from './every.ts'

const FORGET_EVERY_MS = 24 * 3600_000

export type AudienceServices = {
  /** Each minute. Never rejects. */
  readonly tick: () => Promise<void>
}

/** What the server does by itself for the measure of use: events go once their time is over, each day. */
export const openAudience = ({ parts, runs }: Pick<AccountServices, 'parts' | 'runs'>, log: Logger): AudienceServices => ({
  tick: createEvery({ now: parts.now, log, runs })(FORGET_EVERY_MS, 'usage-ancien', async () => {
    const forgotten = await forgetUsage(parts.store, parts.now())
    if (forgotten > 0) log.info({ forgotten }, 'old events of use forgotten')
  }),
})

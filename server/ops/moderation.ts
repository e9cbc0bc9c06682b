import type { Logger } from 'pino'
import { lookForDoublons } from '../moderation/doublons/look.ts'
import type { AccountServices } from './accounts.ts'
import { createEvery } from './every.ts'

const DOUBLONS_EVERY_MS = 24 * 3600_000
/** Looking at the whole reference is long: people who open a desk beside its server come first. */
const AFTER_START_MS = 15 * 60_000

export type ModerationServices = {
  /** Each minute. Never rejects. */
  readonly tick: () => Promise<void>
}

/** What the server does by itself for moderation: sheets that may be one thing told twice, each day. */
export const openModeration = ({ parts, runs }: Pick<AccountServices, 'parts' | 'runs'>, log: Logger): ModerationServices => {
  const opened = parts.now()
  const look = createEvery({ now: parts.now, log, runs })(DOUBLONS_EVERY_MS, 'doublons', async () => {
    const looked = await lookForDoublons(parts)
    if (looked !== null && looked.proposed + looked.forgotten + looked.unreadable > 0) log.info(looked, 'doubles looked for')
  })
  return {
    tick: async () => {
      if (Math.abs(parts.now() - opened) >= AFTER_START_MS) await look()
    },
  }
}

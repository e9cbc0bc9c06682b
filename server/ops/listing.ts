import { join } from 'node:path'
import type { Logger } from 'pino'
import type { ServerConfig } from '../config.ts'
import { createCampaigns } from '../listing/campaigns.ts'
import { type Files, FILES_FOLDER, openFiles } from '../listing/files.ts'
import { sweepFiles } from '../listing/files-sweep.ts'
import type { AccountServices } from './accounts.ts'
import { createEvery } from './every.ts'

const CAMPAIGNS_EVERY_MS = 3600_000
const SWEEP_EVERY_MS = 24 * 3600_000

export type ListingServices = {
  readonly files: Files
  /** Each minute. Never rejects. */
  readonly tick: () => Promise<void>
}

/** What the server does by itself for listings: reminders each hour, documents that nothing names each day. */
export const openListing = (
  { parts, delivers, publicUrl, runs }: Pick<AccountServices, 'parts' | 'delivers' | 'publicUrl' | 'runs'>,
  { folder }: Pick<ServerConfig, 'folder'>,
  log: Logger,
): ListingServices => {
  const files = openFiles(join(folder, FILES_FOLDER), parts.now)
  const campaigns = createCampaigns({ ...parts, publicUrl, log, delivers })
  const every = createEvery({ now: parts.now, log, runs })
  const remind = every(CAMPAIGNS_EVERY_MS, 'campagnes', campaigns.run)
  const sweep = every(SWEEP_EVERY_MS, 'documents', async () => {
    const removed = await sweepFiles(parts, files)
    if (removed > 0) log.info({ removed }, 'documents removed')
  })
  return {
    files,
    tick: async () => {
      await remind()
      await sweep()
    },
  }
}

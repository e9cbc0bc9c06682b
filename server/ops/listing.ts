import { join } from 'node:path'
import type { Logger } from 'pino'
import type { ServerConfig } from '../config.ts'
import { described } from '../http/failures.ts'
import { createCampaigns } from '../listing/campaigns.ts'
import { type Files, FILES_FOLDER, openFiles } from '../listing/files.ts'
import { sweepFiles } from '../listing/files-sweep.ts'
import type { AccountServices } from './accounts.ts'

const CAMPAIGNS_EVERY_MS = 3600_000
const SWEEP_EVERY_MS = 24 * 3600_000

export type ListingServices = {
  readonly files: Files
  /** Each minute. Never rejects. */
  readonly tick: () => Promise<void>
}

/** What the server does by itself for listings: reminders each hour, documents that nothing names each day. */
export const openListing = (
  { parts, delivers, publicUrl }: Pick<AccountServices, 'parts' | 'delivers' | 'publicUrl'>,
  { folder }: Pick<ServerConfig, 'folder'>,
  log: Logger,
): ListingServices => {
  const files = openFiles(join(folder, FILES_FOLDER), parts.now)
  const campaigns = createCampaigns({ ...parts, publicUrl, log, delivers })
  const every = (ms: number, job: string, work: () => Promise<unknown>): (() => Promise<void>) => {
    let at = -Infinity
    return async () => {
      if (Math.abs(parts.now() - at) < ms) return
      at = parts.now()
      try {
        await work()
      } catch (error) {
        log.error({ job, ...described(error) }, 'job failed')
      }
    }
  }
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

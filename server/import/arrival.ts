import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ZoneName } from '#shared/catalogue/index-services.ts'
import { arrivalName, arrivalsFolder } from '#server/sync/ingest/arrivals.ts'
import { openCatalogueWriter } from './catalogue-writer.ts'
import { type PendingCatalogue, pendingFile, sweepLeftovers, sync } from './catalogue-folder.ts'

/**
 * A catalogue being written for the server of that folder: rows alone, for it reads them into its own store. `install` puts the
 * whole file among its arrivals at once. `force`: it may remove much of what is there.
 */
export const openPendingArrival = (
  serverFolder: string,
  options: { readonly zoneName: ZoneName; readonly force?: boolean },
): PendingCatalogue => {
  const folder = arrivalsFolder(serverFolder)
  mkdirSync(folder, { recursive: true })
  sweepLeftovers(folder)
  const pending = pendingFile(folder)
  const writer = openCatalogueWriter(pending, { zoneName: options.zoneName })
  return {
    writer,
    install: (meta, onProgress) => {
      const summary = writer.finish({ ...meta, index: false }, onProgress)
      sync(pending)
      const file = join(folder, arrivalName(Date.parse(meta.genere_le), options.force))
      renameSync(pending, file)
      sync(folder)
      return { summary, file }
    },
    discard: () => {
      writer.abort()
      rmSync(pending, { force: true })
    },
  }
}

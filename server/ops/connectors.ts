import type { Logger } from 'pino'
import type { ServerConfig } from '../config.ts'
import { described } from '../http/failures.ts'
import { deliveredPack, loadGeography } from '../import/geography.ts'
import { type Connectors, createConnectors } from '../partners/connectors/connectors.ts'
import { FETCH_LIMITS } from '../partners/connectors/fetch.ts'
import type { AccountServices } from './accounts.ts'
import type { JobRuns } from './job-runs.ts'

const LOOK_EVERY_MS = 60_000

export type ConnectorServices = {
  readonly connectors: Connectors
  /** Each minute. Begins what is due without waiting for its end, which may be long. Never throws. */
  readonly tick: () => void
}

/** What the server does by itself for imports from partners: looks each minute for those that are due. */
export const openConnectors = (
  { parts }: Pick<AccountServices, 'parts'>,
  { connectors: { folder, allowPrivate } }: Pick<ServerConfig, 'connectors'>,
  { log, runs }: { readonly log: Logger; readonly runs: JobRuns },
): ConnectorServices => {
  const { store, seal, now } = parts
  const connectors = createConnectors({
    store,
    seal,
    now,
    log,
    folder,
    allowPrivate,
    // Read at each run: some fifteen megabytes that are of no use between two.
    geography: async () => loadGeography(await deliveredPack()),
    limits: FETCH_LIMITS,
  })
  // Nothing is told when nothing was due: an idle server writes nothing.
  const look = runs.tell('connecteurs', LOOK_EVERY_MS, () => connectors.runDue())
  return {
    connectors,
    tick: () => {
      look.clock().catch((error: unknown) => log.error({ job: 'connecteurs', ...described(error) }, 'job failed'))
    },
  }
}

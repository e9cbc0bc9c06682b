import type { Logger } from 'pino'
import { openBlobs } from '../blobs/open.ts'
import type { ServerConfig } from '../config.ts'
import { runClocks, type Which } from '../orientations/clocks-run.ts'
import { finishClosings } from '../orientations/closings.ts'
import { tellDelays } from '../orientations/delays.ts'
import type { PieceParts } from '../orientations/pieces-parts.ts'
import { sweepDoomed, sweepLost } from '../orientations/pieces-sweep.ts'
import type { BytesSeal } from '../sync/seal.ts'
import type { AccountServices } from './accounts.ts'
import { createEvery } from './every.ts'

const LOST_EVERY_MS = 30 * 60_000
const WAITING_EVERY_MS = 60 * 60_000
const CLOSED_EVERY_MS = 24 * 3600_000
const DELAYS_EVERY_MS = 24 * 3600_000

export type OrientationServices = {
  /** Files of requests. */
  readonly pieces: PieceParts
  /** Each minute. Never rejects. */
  readonly tick: () => Promise<void>
}

/**
 * What the server does by itself for requests: what time does to them, each hour; how long services take to answer, each day; files
 * that are to go, each minute; those that are lost, each half hour.
 */
export const openOrientations = (
  { parts, publicUrl, runs }: Pick<AccountServices, 'parts' | 'publicUrl' | 'runs'>,
  config: Pick<ServerConfig, 'pieces'>,
  { bytesSeal, log }: { readonly bytesSeal: BytesSeal; readonly log: Logger },
): OrientationServices => {
  const pieces: PieceParts = { store: parts.store, seal: parts.seal, blobs: openBlobs(config.pieces, bytesSeal), now: parts.now }
  const every = createEvery({ now: parts.now, log, runs })
  const lost = every(LOST_EVERY_MS, 'pieces-perdues', async () => {
    const { dropped, orphans } = await sweepLost(pieces, log)
    if (dropped + orphans > 0) log.info({ dropped, orphans }, 'lost files found')
  })
  const doomed = every(0, 'pieces-supprimees', async () => {
    const removed = await sweepDoomed(pieces)
    if (removed > 0) log.info({ removed }, 'files removed')
  })
  const clock = (which: Which) => async (): Promise<void> => {
    const tally = await runClocks({ ...parts, publicUrl }, which)
    if (tally === null || Object.values(tally).every((count) => count === 0)) return
    log.info(tally, 'requests looked at')
    parts.onMail()
  }
  const waiting = every(WAITING_EVERY_MS, 'demandes', clock('en-cours'))
  const closed = every(CLOSED_EVERY_MS, 'demandes-fermees', clock('fermees'))
  const closings = every(0, 'comptes-a-fermer', () => finishClosings(parts))
  const delays = every(DELAYS_EVERY_MS, 'delais', async () => {
    const written = await tellDelays(parts)
    if (written !== null && written > 0) log.info({ written }, 'delays told')
  })
  return {
    pieces,
    tick: async () => {
      await closings()
      await waiting()
      await closed()
      await delays()
      // In this order: what is found lost goes at once.
      await lost()
      await doomed()
    },
  }
}

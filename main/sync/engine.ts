import type { SyncStart, SyncWorkerMethods } from './worker.ts'
import { DoraError } from '#shared/errors.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { workerUrl } from '../worker/locate.ts'
import { type RunningWorker, startWorker } from '../worker/start.ts'
import type { SyncReport } from './outcome.ts'
import type { UserFile } from './ports.ts'
import { ownOutbox } from './relay.ts'
import { NOT_STARTED, type Standing } from './standing.ts'

type EngineParts = {
  readonly outbox: UserFile
  /** Told of each change of the standing. */
  readonly onStanding: (standing: Standing) => void
  /** Rows of the catalogue were changed, or its file was. */
  readonly onApplied: () => void
  readonly onMine: () => void
  readonly onOutbox: () => void
  readonly onReport: (fact: SyncReport) => void
  readonly log: (what: string, error: unknown) => void
}

export type Engine = {
  /** Begins with this server, or with none; what ran before ends first. Resolves when it has begun. */
  readonly use: (start: SyncStart | null) => Promise<void>
  /** The running thread. @throws DoraError `sync-sans-serveur` */
  readonly remote: () => RemoteOf<SyncWorkerMethods>
  readonly running: () => boolean
  readonly stop: () => Promise<void>
}

const FIRST_RESTART_MS = 1_000
const LONGEST_RESTART_MS = 5 * 60_000
/** A thread that ran this long did not die of how it began. */
const HEALTHY_MS = 60_000
/** A thread that does not end is ended: what it was writing is undone when the file is opened again. */
const STOP_MS = 2_000

const after = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })

/** Keeps the thread of the exchanges running. When it dies the desk reads on, and another one begins a little later. */
export const createEngine = ({ outbox, onStanding, onApplied, onMine, onOutbox, onReport, log }: EngineParts): Engine => {
  let wanted: SyncStart | null = null
  let worker: RunningWorker<SyncWorkerMethods> | null = null
  let restart: NodeJS.Timeout | undefined
  let deaths = 0

  const end = async (): Promise<void> => {
    const ending = worker
    worker = null
    clearTimeout(restart)
    if (ending === null) return
    await Promise.race([ending.remote.stop(undefined).catch(() => {}), after(STOP_MS)])
    await ending.stop()
  }

  const begin = async (start: SyncStart): Promise<void> => {
    const began = Date.now()
    const mine = startWorker<SyncWorkerMethods>(workerUrl('sync'), undefined, ownOutbox(outbox))
    worker = mine
    mine.on('standing', (standing) => {
      if (worker === mine) onStanding(standing as Standing)
    })
    mine.on('applied', onApplied)
    mine.on('mine', onMine)
    mine.on('outbox', onOutbox)
    mine.on('report', (fact) => onReport(fact as SyncReport))
    mine.on('log', (entry) => {
      const { message, error } = entry as { readonly message: string; readonly error: string | null }
      log(message, error === null ? undefined : Object.assign(new Error(message), { stack: error }))
    })
    void mine.exited.then(() => {
      if (worker !== mine) return
      worker = null
      onStanding(NOT_STARTED)
      if (Date.now() - began > HEALTHY_MS) deaths = 0
      log('the thread of the exchanges ended by itself', undefined)
      restart = setTimeout(
        () => {
          if (wanted !== null) void begin(wanted).catch((error: unknown) => log('sync', error))
        },
        Math.min(LONGEST_RESTART_MS, FIRST_RESTART_MS * 2 ** deaths++),
      )
      restart.unref()
    })
    await mine.remote.start(start)
  }

  let turn: Promise<void> = Promise.resolve()
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = turn.then(work)
    turn = done.catch(() => {})
    return done
  }

  return {
    use: (start) =>
      inTurn(async () => {
        wanted = start
        await end()
        onStanding(NOT_STARTED)
        if (start !== null) await begin(start)
      }),
    remote: () => {
      if (worker === null) throw new DoraError('sync-sans-serveur')
      return worker.remote
    },
    running: () => worker !== null,
    stop: () =>
      inTurn(async () => {
        wanted = null
        await end()
      }),
  }
}

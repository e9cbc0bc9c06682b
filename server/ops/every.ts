import type { Logger } from 'pino'
import { described } from '../http/failures.ts'
import type { JobRuns } from './job-runs.ts'

type Parts = {
  readonly now: () => number
  readonly log: Logger
  /** Where it is told how they went, and the team may ask for one. */
  readonly runs?: JobRuns | undefined
}

/** Makes jobs that a tick of each minute may call: done once in `ms`, a failure logged. They never reject. */
export const createEvery =
  ({ now, log, runs }: Parts) =>
  (ms: number, job: string, work: () => Promise<unknown>): (() => Promise<void>) => {
    let at = -Infinity
    // A job without a period is looked at each minute.
    const told = runs?.tell(job, Math.max(ms, 60_000), async () => {
      await work()
    })
    return async () => {
      // Also when the clock went back.
      if (Math.abs(now() - at) < ms) return
      at = now()
      try {
        await (told === undefined ? work() : told.clock())
      } catch (error) {
        log.error({ job, ...described(error) }, 'job failed')
      }
    }
  }

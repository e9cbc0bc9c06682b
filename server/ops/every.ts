import type { Logger } from 'pino'
import { described } from '../http/failures.ts'

/** Makes jobs that a tick of each minute may call: done once in `ms`, a failure logged. They never reject. */
export const createEvery =
  ({ now, log }: { readonly now: () => number; readonly log: Logger }) =>
  (ms: number, job: string, work: () => Promise<unknown>): (() => Promise<void>) => {
    let at = -Infinity
    return async () => {
      // Also when the clock went back.
      if (Math.abs(now() - at) < ms) return
      at = now()
      try {
        await work()
      } catch (error) {
        log.error({ job, ...described(error) }, 'job failed')
      }
    }
  }

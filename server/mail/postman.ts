import { described } from '../http/failures.ts'
import type { JobRuns } from '../ops/job-runs.ts'
import { ROUND, sendQueued, type SendParts, type SendTally } from './send.ts'

/** Sends the queue when told to, one round at a time. */
export type Postman = {
  /** Starts a round, or one more after the round under way: what was queued before the call is in it. Never throws. */
  readonly kick: () => void
  /** Resolves when no round is under way. */
  readonly idle: () => Promise<void>
  /** Ends between two messages. */
  readonly close: () => Promise<void>
}

/** To be kicked every minute, and after each command that may have queued a message. */
export const createPostman = ({
  runs,
  ...parts
}: Omit<SendParts, 'signal' | 'taken'> & { readonly runs?: JobRuns | undefined }): Postman => {
  const taken = new Set<string>()
  const stopping = new AbortController()
  let wanted = false
  let running: Promise<void> | null = null

  let tally: SendTally | null = null
  let begun = 0
  const round = async (): Promise<void> => {
    begun += 1
    tally = await sendQueued({ ...parts, signal: stopping.signal, taken })
  }
  // Looked at each minute, and as soon as something is queued.
  const told = runs?.tell('courrier', 60_000, round)

  const rounds = async (): Promise<void> => {
    while (wanted && !stopping.signal.aborted) {
      wanted = false
      try {
        const before = begun
        await (told === undefined ? round() : told.clock())
        // A round that the team had begun may have looked before what this is for was queued.
        if (begun === before || (tally !== null && tally.sent >= ROUND)) wanted = true
      } catch (error) {
        parts.log.error({ job: 'courrier', ...described(error) }, 'job failed')
      }
    }
    running = null
  }
  const idle = async (): Promise<void> => {
    await running
  }
  return {
    kick: () => {
      wanted = true
      if (!stopping.signal.aborted) running ??= rounds()
    },
    idle,
    close: () => {
      stopping.abort()
      return idle()
    },
  }
}

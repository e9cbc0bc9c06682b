import type { Clock } from './ports.ts'

export type Timer = {
  /** Calls `work` after `ms`; what was set before is forgotten. */
  readonly set: (ms: number, work: () => void) => void
  /** The same, unless something is already set. */
  readonly keep: (ms: number, work: () => void) => void
  readonly clear: () => void
}

/** A timer of durations, never of instants: this machine's clock may jump. */
export const createTimer = (clock: Pick<Clock, 'sleep'>): Timer => {
  let pending: AbortController | null = null
  const clear = () => {
    pending?.abort()
    pending = null
  }
  const set = (ms: number, work: () => void) => {
    clear()
    const mine = new AbortController()
    pending = mine
    void clock.sleep(ms, mine.signal).then(() => {
      if (mine.signal.aborted) return
      pending = null
      work()
    })
  }
  return {
    set,
    keep: (ms, work) => {
      if (pending === null) set(ms, work)
    },
    clear,
  }
}

import type { Clock } from '../ports.ts'

export type VirtualClock = Clock & {
  /** Lets `ms` pass: everyone due wakes in order, and what they start goes as far as it can. */
  readonly advance: (ms: number) => Promise<void>
  /** Lets what is ready run, without time passing. */
  readonly settle: () => Promise<void>
  /** This machine's clock is set; what sleeps is not woken sooner nor later. */
  readonly jump: (ms: number) => void
}

/** Rounds of microtasks that any chain of a test comes to its end in. */
const ROUNDS = 60

export const createVirtualClock = (start: number): VirtualClock => {
  let elapsed = 0
  let offset = start
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>()
  const settle = async () => {
    for (let round = 0; round < ROUNDS; round++) await Promise.resolve()
  }
  return {
    now: () => offset + elapsed,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) {
          resolve()
          return
        }
        const sleeper = {
          at: elapsed + Math.max(0, ms),
          wake: () => {
            sleepers.delete(sleeper)
            resolve()
          },
        }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', sleeper.wake, { once: true })
      }),
    settle,
    jump: (ms) => {
      offset += ms
    },
    advance: async (ms) => {
      await settle()
      const until = elapsed + ms
      for (;;) {
        const next = [...sleepers].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        elapsed = Math.max(elapsed, next.at)
        next.wake()
        await settle()
      }
      elapsed = until
    },
  }
}

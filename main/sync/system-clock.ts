import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from './ports.ts'

/** This machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => {})
  },
}

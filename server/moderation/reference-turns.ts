import { setImmediate as giveWay } from 'node:timers/promises'

/** Longest that other requests wait for one that goes over everything. */
const TURN_MS = 8

/** To be awaited between two pieces of a long work: lets others pass when it has been their turn for a while. */
export type Turn = () => Promise<void>

export const createTurns = (): Turn => {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < TURN_MS) return
    await giveWay()
    since = performance.now()
  }
}

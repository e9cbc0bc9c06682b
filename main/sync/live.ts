import { around, backoff } from './backoff.ts'
import { isSessionRefused } from './exchange.ts'
import type { Clock, Rng, Transport } from './ports.ts'

/** A stream that ends sooner than this did not hold: some proxies cut every one. */
const QUICK_MS = 5_000
/** After as many quick ends, the server is asked from time to time instead; the stream is tried again each time. */
const QUICK_ENDS = 3
const POLL_MS = 60_000

type LiveParts = {
  readonly live: Transport['live']
  readonly token: () => Promise<string | null>
  readonly clock: Clock
  readonly rng: Rng
  readonly onPoke: (scopes: readonly string[], head: number, epoch: string) => void
  /** The stream does not hold, or refuses the token: to look for oneself. One that holds tells the server's head as it opens. */
  readonly onPoll: () => void
}

export type LiveStream = {
  /** Ends the one that runs and opens another: the account has changed. */
  readonly reconnect: () => void
  /** Opens it now rather than later, when it is not open: the server answers again. */
  readonly wake: () => void
  readonly stop: () => Promise<void>
}

/** Keeps the server's stream of pokes open for as long as it can be (sync.md §2.2). */
export const followLive = ({ live, token, clock, rng, onPoke, onPoll }: LiveParts): LiveStream => {
  let stopped = false
  let asked = false
  let open = new AbortController()
  let waiting = new AbortController()
  let quickEnds = 0
  /** The session has ended, and only an exchange can find it out for everyone. */
  let refused = false

  /** True when it held. */
  const stay = async (): Promise<boolean> => {
    refused = false
    open = new AbortController()
    const { signal } = open
    let held = false
    void clock.sleep(QUICK_MS, signal).then(() => {
      held = !signal.aborted
    })
    try {
      await live(await token(), onPoke, signal)
    } catch (error) {
      // As a stream that ended: whatever the reason, it is opened again.
      refused = isSessionRefused(error)
    }
    open.abort()
    return held
  }

  const follow = async (): Promise<void> => {
    while (!stopped) {
      asked = false
      const held = await stay()
      if (stopped) return
      if (asked) {
        quickEnds = 0
        continue
      }
      quickEnds = held ? 0 : quickEnds + 1
      const polling = quickEnds >= QUICK_ENDS
      waiting = new AbortController()
      await clock.sleep(polling ? around(rng, POLL_MS) : backoff(rng, quickEnds), waiting.signal)
      if ((polling || refused) && !stopped && !waiting.signal.aborted) onPoll()
    }
  }
  const followed = follow()

  return {
    reconnect: () => {
      asked = true
      open.abort()
      waiting.abort()
    },
    wake: () => waiting.abort(),
    stop: async () => {
      stopped = true
      open.abort()
      waiting.abort()
      await followed
    },
  }
}

import { isPublicScope } from '#shared/sync/scope.ts'
import { around, backoff } from './backoff.ts'
import { followLive } from './live.ts'
import type { Ask, Cycle, Outcome, OutcomeCode } from './outcome.ts'
import type { Clock, Rng, Transport } from './ports.ts'
import { createTimer } from './timer.ts'

/** Without any poke, the server is asked all the same: a poke may be lost. */
const EVERY_MS = 15 * 60_000
/** A burst of changes is one push. */
const BURST_MS = 75
/** Public pokes reach every desk at once: their answers are spread, within the second that is promised to the one who looks. */
const SPREAD_MS = 300
/** A change made while the server does not answer brings the next try this near. */
const SOON_MS = 5_000
/** While a change waits to be sent, the server is never left longer than this: somebody waits for it. Few desks have one. */
const WAITED_FOR_MS = 20_000
/** A change put off is looked at again after this at most: clocks jump. */
const LOOK_AGAIN_MS = 5 * 60_000

/** A person, or time, must change something first. */
const LASTING = new Set<OutcomeCode>([
  'upgrade_required',
  'server_too_old',
  'diverged',
  'forbidden',
  'scope_forbidden',
  'not_found',
  'bad_request',
])

export type LoopParts = {
  readonly cycle: Cycle
  readonly live: Transport['live']
  /** Token of the account of the moment, for the live stream to hear of its own rows. */
  readonly token: () => Promise<string | null>
  readonly clock: Clock
  readonly rng: Rng
  readonly onBegin: () => void
  readonly onEnd: (outcome: Outcome) => void
}

export type Loop = {
  /** A person asks, or the network is back: now, whatever was put off. */
  readonly now: () => void
  /** Something waits in the outbox. */
  readonly changed: () => void
  /** What is to be read is no longer the same (territories, account): what is under way ends, and begins again. */
  readonly restart: () => void
  /** Ends everything at the next safe point. No exchange is under way once it resolves. */
  readonly stop: () => Promise<void>
}

type Poke = NonNullable<Ask['poke']>

/** A stream that opens tells where the head is, and of nothing in particular: anything may have been missed while there was none. */
const isAboutAll = ({ scopes }: Pick<Poke, 'scopes'>): boolean => scopes.length === 0

const merged = (a: Poke | null, b: Poke): Poke =>
  a === null || a.epoch !== b.epoch
    ? b
    : {
        epoch: b.epoch,
        head: Math.max(a.head, b.head),
        scopes: [a, b].some(isAboutAll) ? [] : [...new Set([...a.scopes, ...b.scopes])],
      }

/** When to exchange with the server (sync.md §2.2, §2.8): begins at once, one exchange at a time. Pure, like the cycle. */
export const startLoop = ({ cycle, live, token, clock, rng, onBegin, onEnd }: LoopParts): Loop => {
  let whole = true
  let send = false
  let poke: Poke | null = null
  /** Pokes not yet answered: what else comes in the meantime joins them. */
  let spreading: Poke | null = null

  let failures = 0
  let toldToWait = false
  let running: Promise<void> | null = null
  let interruption = new AbortController()
  let stopped = false

  const period = createTimer(clock)
  const retry = createTimer(clock)
  const burst = createTimer(clock)
  const spread = createTimer(clock)
  const putOff = createTimer(clock)

  const nextAsk = (): Ask | null => {
    if (whole) {
      // It covers the others.
      whole = false
      send = false
      poke = null
      return {}
    }
    if (send) {
      send = false
      return { sendOnly: true }
    }
    if (poke === null) return null
    const ask = { poke }
    poke = null
    return ask
  }

  const ended = (outcome: Outcome, ask: Ask): void => {
    const { failure, interrupted, nextSendAt } = outcome
    if (outcome.sessionExpired) stream.reconnect()
    if (failure !== null) {
      toldToWait = failure.retryAfterMs !== null
      const wait = LASTING.has(failure.code)
        ? around(rng, EVERY_MS)
        : backoff(rng, failures, nextSendAt === null ? undefined : WAITED_FOR_MS)
      failures++
      retry.set(failure.retryAfterMs ?? wait, () => begin({ whole: true }))
      return
    }
    if (interrupted) return
    if (failures > 0) {
      failures = 0
      toldToWait = false
      retry.clear()
      stream.wake()
      // A change that was sent says that the server answers; what could not be read is still to be.
      if (ask.poke !== undefined || ask.sendOnly === true) begin({ whole: true })
    }
    if (ask.poke === undefined && ask.sendOnly !== true) period.set(around(rng, EVERY_MS), () => begin({ whole: true }))
    if (nextSendAt === null) putOff.clear()
    else putOff.set(Math.min(Math.max(nextSendAt - clock.now(), BURST_MS), LOOK_AGAIN_MS), () => begin({ send: true }))
  }

  const exchange = async (): Promise<void> => {
    for (let ask = nextAsk(); ask !== null && !stopped; ask = nextAsk()) {
      interruption = new AbortController()
      onBegin()
      const outcome = await cycle.run({ ...ask, signal: interruption.signal })
      if (!stopped) ended(outcome, ask)
      onEnd(outcome)
    }
    running = null
  }

  const begin = (asked: { readonly whole?: boolean; readonly send?: boolean; readonly poke?: Poke }): void => {
    if (stopped) return
    whole ||= asked.whole === true
    send ||= asked.send === true
    if (asked.poke !== undefined) poke = merged(poke, asked.poke)
    running ??= exchange()
  }

  const onPoke = (scopes: readonly string[], head: number, epoch: string): void => {
    const heard: Poke = { epoch, head, scopes }
    // One's own rows concern one person: at once. A server that pokes answers again: what had been put off need not wait longer.
    if (!isAboutAll(heard) && !scopes.some(isPublicScope)) {
      begin(failures > 0 && !toldToWait ? { whole: true } : { poke: heard })
      return
    }
    const first = spreading === null
    spreading = merged(spreading, heard)
    if (!first) return
    spread.set(rng() * SPREAD_MS, () => {
      const all = spreading
      spreading = null
      if (all === null) return
      if (failures === 0) begin({ poke: all })
      else if (!toldToWait) begin({ whole: true })
    })
  }

  const stream = followLive({
    live,
    token,
    clock,
    rng,
    onPoke,
    // While the server does not answer, the next try is already set.
    onPoll: () => {
      if (failures === 0) begin({ whole: true })
    },
  })
  begin({})

  return {
    now: () => {
      failures = 0
      toldToWait = false
      retry.clear()
      stream.wake()
      begin({ whole: true })
    },
    changed: () => {
      if (failures === 0) burst.keep(BURST_MS, () => begin({ send: true }))
      else if (!toldToWait) burst.keep(rng() * SOON_MS, () => begin({ whole: true }))
    },
    restart: () => {
      interruption.abort()
      failures = 0
      toldToWait = false
      retry.clear()
      stream.reconnect()
      begin({ whole: true })
    },
    stop: async () => {
      stopped = true
      interruption.abort()
      for (const timer of [period, retry, burst, spread, putOff]) timer.clear()
      await Promise.all([running, stream.stop()])
    },
  }
}

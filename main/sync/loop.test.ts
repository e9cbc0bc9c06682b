import { afterEach, expect, test } from 'vitest'
import { FRANCE, MINE } from '#shared/sync/scope.ts'
import { type Loop, startLoop } from './loop.ts'
import type { Ask, Outcome, OutcomeCode } from './outcome.ts'
import { SyncFailure } from './ports.ts'
import { EPOCH_A, NOW } from './testing/fakes.ts'
import { createVirtualClock } from './testing/virtual-clock.ts'

const GOOD: Outcome = {
  failure: null,
  upToDate: true,
  catalogueChanged: false,
  mineChanged: false,
  outboxChanged: false,
  sessionExpired: false,
  interrupted: false,
  skewMs: 0,
  nextSendAt: null,
}
const bad = (code: OutcomeCode, retryAfterMs: number | null = null): Outcome => ({
  ...GOOD,
  upToDate: false,
  failure: { code, retryAfterMs },
})
const MINUTE = 60_000

const loops: Loop[] = []
afterEach(async () => {
  for (const loop of loops.splice(0)) await loop.stop()
})

/** A loop over a server that answers as told, in virtual time; what it asked, each with its instant. */
const run = async ({ rng = 1, durationMs = 0 } = {}) => {
  const clock = createVirtualClock(NOW)
  const asked: string[] = []
  const streams: {
    readonly token: string | null
    readonly poke: (scopes: string[], head: number) => void
    readonly end: () => void
  }[] = []
  const state = { outcome: (_: Ask): Outcome => GOOD, streamHolds: true, token: 'jeton' as string | null, refused: '', atOnce: 0 }
  let elapsed = 0
  const loop = startLoop({
    clock,
    rng: () => rng,
    token: () => Promise.resolve(state.token),
    cycle: {
      run: async (ask = {}) => {
        asked.push(
          ask.poke !== undefined
            ? `poke ${ask.poke.head} ${ask.poke.scopes.join(',')}`
            : ask.sendOnly === true
              ? 'send'
              : 'whole',
        )
        state.atOnce++
        expect(state.atOnce).toBe(1)
        await clock.sleep(durationMs, ask.signal)
        state.atOnce--
        return ask.signal?.aborted === true ? { ...GOOD, interrupted: true } : state.outcome(ask)
      },
    },
    live: (token, onPoke, signal) => {
      if (!state.streamHolds) return Promise.resolve()
      if (token === state.refused) return Promise.reject(new SyncFailure('token_expired'))
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true })
        streams.push({ token, poke: (scopes, head) => onPoke(scopes, head, EPOCH_A), end: resolve })
      })
    },
    onBegin: () => {},
    onEnd: () => {},
  })
  loops.push(loop)
  const pass = async (ms: number) => {
    elapsed += ms
    await clock.advance(ms)
  }
  await clock.settle()
  return { clock, asked, streams, state, loop, pass, elapsed: () => elapsed, take: () => asked.splice(0) }
}

test('begins at once, then asks every quarter of an hour or so', async () => {
  const { pass, take } = await run()
  await pass(0)
  expect(take()).toEqual(['whole'])
  await pass(18 * MINUTE)
  expect(take()).toEqual(['whole'])
})

test('a public poke is answered within 300 ms, those that come meanwhile with it; one’s own at once', async () => {
  const { pass, take, streams } = await run()
  await pass(0)
  take()
  streams[0]?.poke([FRANCE], 4)
  streams[0]?.poke(['cat:dep:75'], 6)
  streams[0]?.poke([FRANCE], 5)
  await pass(299)
  expect(take()).toEqual([])
  await pass(1)
  expect(take()).toEqual([`poke 6 ${FRANCE},cat:dep:75`])
  streams[0]?.poke([MINE], 7)
  await pass(0)
  expect(take()).toEqual(['poke 7 u:me'])
})

test('a burst of changes is one push, 50 to 100 ms after its first', async () => {
  const { pass, take, loop } = await run()
  await pass(0)
  take()
  for (let n = 0; n < 10; n++) {
    loop.changed()
    await pass(5)
  }
  expect(take()).toEqual([])
  await pass(50)
  expect(take()).toEqual(['send'])
})

test('never two exchanges at once; what is asked meanwhile comes after, once', async () => {
  const { pass, take, loop, streams } = await run({ durationMs: 1_000 })
  await pass(500)
  loop.now()
  loop.now()
  loop.changed()
  streams[0]?.poke([MINE], 7)
  await pass(499)
  expect(take()).toEqual(['whole'])
  await pass(1_000)
  // The whole one covers the others.
  expect(take()).toEqual(['whole'])
  await pass(5_000)
  expect(take()).toEqual([])
})

test('failures put the next try off with full jitter, from 1 s to 5 min; success, or a person, resets it', async () => {
  const { pass, take, loop, state } = await run()
  state.outcome = () => bad('network')
  await pass(0)
  take()
  for (const wait of [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]) {
    await pass(wait * 1_000 - 1)
    expect(take()).toEqual([])
    await pass(1)
    expect(take()).toEqual(['whole'])
  }
  loop.now()
  await pass(0)
  expect(take()).toEqual(['whole'])
  await pass(1_000)
  expect(take()).toEqual(['whole'])
  state.outcome = () => GOOD
  await pass(2_000)
  expect(take()).toEqual(['whole'])
  state.outcome = () => bad('network')
  loop.now()
  await pass(1_000)
  expect(take()).toEqual(['whole', 'whole'])
})

test('what the server asks to wait wins, over changes and pokes too', async () => {
  const { pass, take, loop, state, streams } = await run()
  state.outcome = () => bad('rate_limited', 90_000)
  await pass(0)
  take()
  loop.changed()
  streams[0]?.poke([FRANCE], 9)
  await pass(89_999)
  expect(take()).toEqual([])
  await pass(1)
  expect(take()).toEqual(['whole'])
})

test('what only a person can mend is not tried every minute', async () => {
  const { pass, take, state } = await run()
  state.outcome = () => bad('upgrade_required')
  await pass(0)
  take()
  await pass(17 * MINUTE)
  expect(take()).toEqual([])
  await pass(MINUTE)
  expect(take()).toEqual(['whole'])
})

test('while the server does not answer, a change or a poke brings the next try near', async () => {
  const { pass, take, loop, state, streams } = await run()
  state.outcome = () => bad('network')
  await pass(10 * MINUTE)
  take()
  loop.changed()
  await pass(5_000)
  expect(take()).toContain('whole')
  await pass(MINUTE)
  take()
  streams[0]?.poke([MINE], 3)
  await pass(0)
  expect(take()).toEqual(['whole'])
})

test('a change that waits is tried at least every twenty seconds, however long the server has been away', async () => {
  const { pass, take, state, clock } = await run()
  state.outcome = () => ({ ...bad('network'), nextSendAt: clock.now() })
  await pass(20 * MINUTE)
  take()
  await pass(MINUTE)
  expect(take()).toEqual(['whole', 'whole', 'whole'])
})

test('a stream that opens tells where the head is: what was missed without it is looked for, once', async () => {
  const { pass, take, streams } = await run()
  take()
  streams[0]?.poke([], 7)
  streams[0]?.poke([FRANCE], 8)
  await pass(300)
  expect(take()).toEqual(['poke 8 '])
})

test('a change that gets through after a failure does not pass for all that could not be read', async () => {
  const { pass, take, loop, state } = await run({ rng: 0.5 })
  take()
  // Written just before the line is cut: it is the first thing that goes through once it is mended.
  loop.changed()
  state.outcome = () => bad('portal')
  loop.now()
  await pass(0)
  expect(take()).toEqual(['whole'])
  state.outcome = () => GOOD
  await pass(100)
  expect(take()).toEqual(['send', 'whole'])
})

test('a change put off is sent when its time has come, however far this machine’s clock jumps', async () => {
  const { pass, take, state, clock, loop } = await run()
  state.outcome = (ask) => (ask.sendOnly === true ? GOOD : { ...GOOD, nextSendAt: clock.now() + 2_000 })
  await pass(0)
  take()
  await pass(1_999)
  expect(take()).toEqual([])
  await pass(1)
  expect(take()).toEqual(['send'])
  state.outcome = (ask) => (ask.sendOnly === true ? GOOD : { ...GOOD, nextSendAt: clock.now() + 86_400_000 * 365 * 10 })
  loop.now()
  await pass(5 * MINUTE)
  expect(take()).toEqual(['whole', 'send'])
})

test('the stream is opened again when it is cut, and with the new token when the account changes', async () => {
  const { pass, streams, state, loop, take } = await run()
  await pass(10_000)
  expect(streams.map(({ token }) => token)).toEqual(['jeton'])
  streams[0]?.end()
  await pass(1_000)
  expect(streams).toHaveLength(2)
  state.token = null
  loop.restart()
  await pass(0)
  expect(streams.map(({ token }) => token)).toEqual(['jeton', 'jeton', null])
  expect(take()).toEqual(['whole', 'whole'])
})

test('an expired session opens the stream again without it', async () => {
  const { pass, streams, state, loop } = await run()
  await pass(0)
  state.outcome = () => ({ ...GOOD, sessionExpired: true })
  state.token = null
  loop.now()
  await pass(0)
  expect(streams.map(({ token }) => token)).toEqual(['jeton', null])
})

test('a stream that refuses the session has an exchange find it out, soon and less and less often, rather than trying for ever', async () => {
  const { pass, take, state, streams } = await run()
  await pass(6_000)
  take()
  state.refused = 'jeton'
  streams[0]?.end()
  // The one that held ends, another is opened a second later, and refused: it is looked into two seconds after that.
  await pass(1_000)
  expect(take()).toEqual([])
  await pass(2_000)
  expect(take()).toEqual(['whole'])
  await pass(3_999)
  expect(take()).toEqual([])
  state.outcome = () => {
    state.token = null
    return { ...GOOD, sessionExpired: true }
  }
  await pass(1)
  expect(take()).toEqual(['whole'])
  expect(streams.map(({ token }) => token)).toEqual(['jeton', null])
  await pass(10 * MINUTE)
  expect(take()).toEqual([])
})

test('after three quick ends the server is asked every minute or so, and the stream tried again', async () => {
  const { pass, take, state, streams } = await run({ rng: 0.5 })
  state.streamHolds = false
  streams[0]?.end()
  await pass(0)
  take()
  await pass(10_000)
  expect(take()).toEqual([])
  await pass(60_000)
  expect(take()).toEqual(['whole'])
  state.streamHolds = true
  await pass(60_000)
  expect(take()).toEqual(['whole'])
  expect(streams).toHaveLength(2)
  await pass(5 * MINUTE)
  expect(take()).toEqual([])
})

test('a restart cuts what is under way and begins again', async () => {
  const { pass, take, loop } = await run({ durationMs: 10_000 })
  await pass(100)
  loop.restart()
  await pass(0)
  expect(take()).toEqual(['whole', 'whole'])
})

test('once stopped, nothing is under way and nothing begins', async () => {
  const { pass, take, loop, state, streams } = await run({ durationMs: 10_000 })
  await pass(100)
  take()
  await loop.stop()
  expect(state.atOnce).toBe(0)
  loop.now()
  loop.changed()
  streams[0]?.poke([FRANCE], 9)
  await pass(60 * MINUTE)
  expect(take()).toEqual([])
})

import { beforeEach, expect, test } from 'vitest'
import type { PullAnswer, PullRequest, PushAnswer, PushRequest, Session } from '#shared/sync/wire.ts'
import { sessionOf } from '../user/testing/account.ts'
import { type FailureCode, type Outbox, SyncFailure, type Transport } from './ports.ts'
import { createRenewing } from './renewing.ts'

/** A server whose tokens expire, a file that keeps what renews them: what was done, in order. */
const done: string[] = []
let good: Set<string>
let kept: { token: string; renouvellement: string } | null
let renewal: { failure: FailureCode | null; pairs: Session[]; reached: () => void; gate: Promise<void> }
let writing: SyncFailure | null

const pair = (token: string): Session => ({ ...sessionOf('odette'), token, renouvellement: `r-${token}` })
const answered = <T>(name: string, token: string | null): T => {
  done.push(`${name} ${token ?? '-'}`)
  if (token !== null && !good.has(token)) throw new SyncFailure('token_expired')
  return {} as T
}

const server = {
  pull: async (_: PullRequest, token: string | null) => answered<PullAnswer>('pull', token),
  push: async (_: PushRequest, token: string) => answered<PushAnswer>('push', token),
  live: async (token: string | null) => answered<void>('live', token),
} as unknown as Transport

const make = () => {
  const renewing = createRenewing({
    renew: async (renouvellement) => {
      done.push(`renew ${renouvellement}`)
      renewal.reached()
      await renewal.gate
      if (renewal.failure !== null) throw new SyncFailure(renewal.failure)
      const next = renewal.pairs.shift()
      if (next === undefined) throw new SyncFailure('token_expired')
      good.add(next.token)
      return next
    },
    keeper: {
      renewalOf: async (token) => (kept?.token === token ? kept.renouvellement : null),
      keepRenewed: async (token, session) => {
        if (writing !== null) throw writing
        if (kept?.token !== token) return false
        done.push(`kept ${session.token}`)
        kept = session
        return true
      },
    },
  })
  const outbox = renewing.outbox({
    sessionExpired: async ({ token }: { token: string }) => void done.push(`expired ${token}`),
  } as unknown as Outbox)
  return { ...renewing, line: renewing.transport(server), outbox }
}

/** Holds the answer to the next renewal: `reached` once it is asked, `gate` lets it go. */
const hold = () => {
  const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  renewal.reached = reached.resolve
  renewal.gate = gate.promise
  return { reached: reached.promise, gate: gate.resolve }
}

const PULL = {} as PullRequest
const PUSH = {} as PushRequest
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error as SyncFailure).code,
  )

beforeEach(() => {
  done.splice(0)
  good = new Set()
  kept = { token: 'a', renouvellement: 'r-a' }
  renewal = { failure: null, pairs: [pair('b'), pair('c')], reached: () => {}, gate: Promise.resolve() }
  writing = null
})

test('an access that expired is renewed, kept before it is used, and the request made once more', async () => {
  const { line } = make()
  await line.pull(PULL, 'a')
  expect(done).toEqual(['pull a', 'renew r-a', 'kept b', 'pull b'])
})

test('all who wait share one renewal, whatever they were asking', async () => {
  const { line, asking } = make()
  const { reached, gate } = hold()
  const all = Promise.all([line.pull(PULL, 'a'), line.push(PUSH, 'a'), asking('a', async (token) => answered('ask', token))])
  await reached
  gate()
  await all
  expect(done.filter((what) => what.startsWith('renew'))).toEqual(['renew r-a'])
  expect(done.slice(-3).toSorted()).toEqual(['ask b', 'pull b', 'push b'])
})

test('an exchange that still holds the first token speaks by its successors, however many renewals later', async () => {
  const { line } = make()
  await line.pull(PULL, 'a')
  good.delete('b')
  await line.push(PUSH, 'a')
  done.splice(0)
  await line.pull(PULL, 'a')
  await line.pull(PULL, 'b')
  expect(done).toEqual(['pull c', 'pull c'])
})

test.each<FailureCode>(['token_expired', 'token_required', 'forbidden'])(
  'a renewal that is refused (%s) leaves the refusal of the access, which ends the session kept',
  async (code) => {
    renewal.failure = code
    const { line, outbox } = make()
    expect(await codeOf(line.pull(PULL, 'a'))).toBe('token_expired')
    await outbox.sessionExpired({ userId: 'odette', token: 'a' })
    expect(done).toEqual(['pull a', 'renew r-a', 'expired a'])
  },
)

test.each<FailureCode>(['network', 'portal', 'unavailable', 'internal', 'rate_limited'])(
  'a renewal that fails otherwise (%s) is that failure; the next try renews with what was kept',
  async (code) => {
    renewal.failure = code
    const { line } = make()
    expect(await codeOf(line.push(PUSH, 'a'))).toBe(code)
    renewal.failure = null
    await line.push(PUSH, 'a')
    expect(done).toEqual(['push a', 'renew r-a', 'push a', 'renew r-a', 'kept b', 'push b'])
  },
)

test('a pair that cannot be kept is not used', async () => {
  writing = new SyncFailure('disk_full')
  const { line } = make()
  expect(await codeOf(line.pull(PULL, 'a'))).toBe('disk_full')
  expect(done).toEqual(['pull a', 'renew r-a'])
})

test('nothing is renewed of a session that is not the desk’s any more, nor used of one that it left meanwhile', async () => {
  const { line } = make()
  expect(await codeOf(line.pull(PULL, 'x'))).toBe('token_expired')
  const { reached, gate } = hold()
  const asked = codeOf(line.pull(PULL, 'a'))
  await reached
  kept = { token: 'basile', renouvellement: 'r-basile' }
  gate()
  expect(await asked).toBe('token_expired')
  expect(done).toEqual(['pull x', 'pull a', 'renew r-a'])
})

test('a fresh access that is refused too is not renewed again, and it is that one that has ended', async () => {
  const { line, outbox } = make()
  // Takes no access, however fresh.
  good.add = () => good
  expect(await codeOf(line.pull(PULL, 'a'))).toBe('token_expired')
  await outbox.sessionExpired({ userId: 'odette', token: 'a' })
  expect(done.filter((what) => what.startsWith('renew'))).toEqual(['renew r-a'])
  expect(done.at(-1)).toBe('expired b')
})

test('a stream refused at its opening is opened again with the next access; one that stays refused says so', async () => {
  const { line } = make()
  await line.live('a', () => {}, new AbortController().signal)
  expect(done).toEqual(['live a', 'renew r-a', 'kept b', 'live b'])
  kept = null
  good.clear()
  expect(await codeOf(line.live('b', () => {}, new AbortController().signal))).toBe('token_expired')
  done.splice(0)
  await line.live(null, () => {}, new AbortController().signal)
  await line.pull(PULL, null)
  expect(done).toEqual(['live -', 'pull -'])
})

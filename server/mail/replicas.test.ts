import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { startPostgres, type TestPostgres } from '#server/testing/postgres.ts'
import { createServerLog } from '../ops/log.ts'
import { openPostgresqlStore } from '../store/postgresql.ts'
import type { SyncStore } from '../store/types.ts'
import { createMailer } from './mailer.ts'
import { queueMail } from './queue.ts'
import { sendQueued, type SendTally } from './send.ts'
import { smtpTransport } from './smtp.ts'
import { ALICE, BRUNO, CHLOE, FROM, MINUTE_MS, refusedMail, seal, START } from './testing/bench.ts'
import { type Cut, startLine } from './testing/line.ts'
import type { SenderOrder } from './testing/sender-process.ts'
import { SMTP_PASSWORD, SMTP_USER, startSmtp, type TestSmtp } from './testing/smtp.ts'

/** Replicas over one PostgreSQL: one is killed at each step of a message, the other goes on. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())
const ending: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end()
})

const PEOPLE = [ALICE, BRUNO, CHLOE]
const urlOf = (port: number): string => `smtp://${SMTP_USER}:${encodeURIComponent(SMTP_PASSWORD)}@127.0.0.1:${port}`
const countsOf = ({ delivered }: TestSmtp): readonly number[] =>
  PEOPLE.map((one) => delivered.filter(({ to }) => to[0] === one).length)

type Bed = {
  readonly smtp: TestSmtp
  readonly database: string
  readonly store: SyncStore
  readonly queued: () => Promise<number>
  /** Another replica, of this process. Waits for the lock of one that was killed to be given back. */
  readonly goOn: (now: number, more?: { readonly store?: SyncStore }) => Promise<SendTally>
}

const bed = async (): Promise<Bed> => {
  const smtp = await startSmtp()
  ending.push(smtp.stop)
  const database = await postgres.newDatabase()
  const store = await openPostgresqlStore({ url: database })
  ending.push(store.close)
  await store.write(async (writer) => {
    for (const one of PEOPLE) await queueMail(writer, seal, refusedMail(one), START)
  })
  const send = (now: number, mine: SyncStore) =>
    sendQueued({
      store: mine,
      seal,
      mailer: createMailer({ transport: smtpTransport(smtp.url), from: FROM }),
      now: () => now,
      log: createServerLog('silent'),
    })
  return {
    smtp,
    database,
    store,
    queued: () => store.read(async (reader) => (await reader.children('courrier', 'a-envoyer')).length),
    goOn: (now, more = {}) =>
      vi.waitFor(
        async () => {
          const tally = await send(now, more.store ?? store)
          if (tally === null) throw new Error('another replica is at it')
          return tally
        },
        { timeout: 90_000 },
      ),
  }
}

/** Runs a replica to its end. Answers the signal that ended it. */
const replica = (order: SenderOrder) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing/sender-process.ts'), JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)))
  return {
    ended,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

test('a replica that is left alone sends all, once', async () => {
  const { smtp, database, queued, goOn } = await bed()
  const { ended } = replica({ database, smtp: smtp.url, now: START, die: null })
  expect(await ended).toBe(null)
  expect([countsOf(smtp), await queued()]).toEqual([[1, 1, 1], 0])
  expect(await goOn(START)).toEqual({ sent: 0, putOff: 0, givenUp: 0 })
})

/** Of one message: written as handed over, then forgotten. `arrived`: of the first when the other replica takes over. */
test.each([
  ['before it is written as handed over', { when: 'avant', write: 1 }, 0, 1],
  ['after it is, before its end is sent', { when: 'apres', write: 1 }, 0, 1],
  // Taken by the server, and nobody is left who knows.
  ['after it was taken, before it is forgotten', { when: 'avant', write: 2 }, 1, 2],
  ['after it was forgotten', { when: 'apres', write: 2 }, 1, 1],
] as const)('killed on a message, %s', async (_, die, arrived, times) => {
  const { smtp, database, queued, goOn } = await bed()
  expect(await replica({ database, smtp: smtp.url, now: START, die }).ended).toBe('SIGKILL')
  expect(smtp.delivered).toHaveLength(arrived)
  await goOn(START)
  await goOn(START + 2 * MINUTE_MS)
  expect(await queued()).toBe(0)
  expect([...countsOf(smtp)].sort()).toEqual([1, 1, times])
  expect(new Set(smtp.delivered.map(({ headers }) => headers.get('message-id'))).size).toBe(3)
})

test.each([
  ['recipient', 1],
  ['content', 1],
  ['end', 1],
  ['answer', 2],
] as const)('killed by the network’s hour, at the %s', async (cut: Cut, times) => {
  const { smtp, database, queued, goOn } = await bed()
  let kill = async (): Promise<void> => {}
  const line = await startLine(smtp.port, cut, { onCut: () => kill() })
  ending.push(line.stop)
  const sender = replica({ database, smtp: urlOf(line.port), now: START, die: null })
  kill = sender.kill
  expect(await sender.ended).toBe('SIGKILL')
  await goOn(START)
  await goOn(START + 2 * MINUTE_MS)
  expect(await queued()).toBe(0)
  expect([...countsOf(smtp)].sort()).toEqual([1, 1, times])
})

test('what another replica has in hand is left to it, until it has had the time to say', async () => {
  const { smtp, database, queued, goOn } = await bed()
  await replica({ database, smtp: smtp.url, now: START, die: { when: 'apres', write: 1 } }).ended
  expect(await goOn(START)).toEqual({ sent: 2, putOff: 0, givenUp: 0 })
  expect(await goOn(START + 2 * MINUTE_MS - 1)).toEqual({ sent: 0, putOff: 0, givenUp: 0 })
  expect(await goOn(START + 2 * MINUTE_MS)).toEqual({ sent: 1, putOff: 0, givenUp: 0 })
  expect([countsOf(smtp), await queued()]).toEqual([[1, 1, 1], 0])
})

test('two replicas that both believe to be alone, at the same message at once: each arrives once', async () => {
  const { smtp, database, store, queued } = await bed()
  const other = await openPostgresqlStore({ url: database })
  ending.push(other.close)
  const arrived = new Map<string, () => void>()
  /** Resolves when both have the message all but sent. */
  const together = (id: string): Promise<void> => {
    const first = arrived.get(id)
    if (first === undefined) return new Promise((resolve) => arrived.set(id, resolve))
    first()
    return Promise.resolve()
  }
  const inner = smtpTransport(smtp.url)
  const mailer = createMailer({
    transport: { ...inner, send: (message, handOver) => inner.send(message, () => together(message.id).then(handOver)) },
    from: FROM,
  })
  // As when the connection that holds the lock is lost.
  const alone = (one: SyncStore): SyncStore => ({ ...one, exclusively: (_, work) => work() })
  const rounds = [store, other].map((one) =>
    sendQueued({ store: alone(one), seal, mailer, now: () => START, log: createServerLog('silent') }),
  )
  const tallies = await Promise.all(rounds)
  expect(tallies.reduce((sum, tally) => sum + (tally?.sent ?? 0), 0)).toBe(3)
  expect([countsOf(smtp), await queued()]).toEqual([[1, 1, 1], 0])
})

import { afterEach, expect, test } from 'vitest'
import type { SyncStore } from '../store/types.ts'
import { createMailer } from './mailer.ts'
import { createPostman } from './postman.ts'
import { smtpTransport } from './smtp.ts'
import { ALICE, BRUNO, FROM, HOUR_MS, mailBenches, MINUTE_MS, refusedMail } from './testing/bench.ts'
import { type Cut, type Line, startLine } from './testing/line.ts'
import { SMTP_PASSWORD, SMTP_USER, type TestSmtp } from './testing/smtp.ts'

/** What is cut while the process goes on: a line that breaks, a store that fails, another process at the same message. */

const { start } = mailBenches()
const lines: Line[] = []
afterEach(async () => {
  for (const line of lines.splice(0)) await line.stop()
})

const through = async (smtp: TestSmtp, cut: Cut, times = 1) => {
  const line = await startLine(smtp.port, cut, { times })
  lines.push(line)
  const url = `smtp://${SMTP_USER}:${encodeURIComponent(SMTP_PASSWORD)}@127.0.0.1:${line.port}`
  return { line, mailer: createMailer({ transport: smtpTransport(url, 5_000), from: FROM }) }
}
const receivedBy = (smtp: TestSmtp, address: string) => smtp.delivered.filter(({ to }) => to[0] === address)

test.each([
  ['recipient', 1, false],
  // Its end may have been written when the line broke in its middle.
  ['content', 1, null],
  // The server never saw its end: sent again, it arrives once.
  ['end', 1, true],
  // It has arrived, and nobody said so: all that can be done is to send it again under the same name.
  ['answer', 2, true],
] as const)('a line that breaks at the %s: %s arrives', async (cut, times, doubtful) => {
  const { smtp, queue, send, pass, waiting, lines: log } = await start()
  await queue(refusedMail(ALICE))
  const { line, mailer } = await through(smtp, cut)
  expect(await send({ mailer })).toEqual({ sent: 0, putOff: 1, givenUp: 0 })
  expect([line.cuts(), smtp.delivered.length]).toEqual([1, times - 1])
  if (doubtful !== null) expect(log.join('')).toContain(`"doubtful":${doubtful}`)
  pass(MINUTE_MS)
  expect(await send({ mailer })).toEqual({ sent: 1, putOff: 0, givenUp: 0 })
  expect(await waiting()).toBe(0)
  expect(receivedBy(smtp, ALICE)).toHaveLength(times)
  expect(new Set(smtp.delivered.map(({ headers }) => headers.get('message-id'))).size).toBe(1)
  if (doubtful !== null) expect(log.join('').includes('sent again, in doubt')).toBe(doubtful)
})

test('a server that takes messages and never says so is not sent the same one for days', async () => {
  const { smtp, queue, send, pass, waiting, lines: log } = await start()
  await queue(refusedMail(ALICE))
  const { mailer } = await through(smtp, 'answer', Infinity)
  for (let hour = 0; hour < 24 * 4; hour += 1) {
    await send({ mailer })
    pass(HOUR_MS)
  }
  expect([receivedBy(smtp, ALICE).length, await waiting()]).toEqual([3, 0])
  expect(log.join('')).toContain('mail given up')
})

test('one that answers « no » after the end has not taken it: nothing is in doubt', async () => {
  const { smtp, queue, send, lines: log } = await start({ message: () => 451 })
  await queue(refusedMail(ALICE))
  expect(await send()).toEqual({ sent: 0, putOff: 1, givenUp: 0 })
  expect(log.join('')).toContain('"doubtful":false')
  expect(smtp.delivered).toHaveLength(0)
})

/** A store whose nth write fails, before or after it is done. */
const failing = (store: SyncStore, when: 'before' | 'after', nth: number): SyncStore => {
  let writes = 0
  return {
    ...store,
    write: async (work) => {
      writes += 1
      const fails = writes === nth
      if (fails && when === 'before') throw new Error('no disk')
      const done = await store.write(work)
      if (fails) throw new Error('no disk')
      return done
    },
  }
}

test.each([
  ['before a message is written as handed over', 'before', 1],
  ['after it is', 'after', 1],
] as const)('a store that fails %s: the message is taken back, and arrives once', async (_, when, nth) => {
  const { smtp, store, queue, send, pass, waiting } = await start()
  await queue(refusedMail(ALICE))
  await expect(send({ store: failing(store, when, nth) })).rejects.toThrow('no disk')
  expect(smtp.delivered).toHaveLength(0)
  pass(2 * MINUTE_MS)
  expect(await send()).toEqual({ sent: 1, putOff: 0, givenUp: 0 })
  expect([receivedBy(smtp, ALICE).length, await waiting()]).toEqual([1, 0])
})

test('a store that fails once the message has gone: the process remembers, and does not send it again', async () => {
  const { smtp, store, queue, parts, pass, waiting } = await start()
  await queue(refusedMail(ALICE))
  const postman = createPostman({ ...parts, store: failing(store, 'before', 2) })
  postman.kick()
  await postman.idle()
  expect([smtp.delivered.length, await waiting()]).toEqual([1, 1])
  pass(10 * MINUTE_MS)
  postman.kick()
  await postman.idle()
  expect([smtp.delivered.length, await waiting()]).toEqual([1, 0])
})

test('withdrawn while it is being sent, a message is taken back', async () => {
  const { smtp, store, queue, send, waiting, parts } = await start()
  await queue(refusedMail(ALICE), refusedMail(BRUNO))
  const inner = smtpTransport(smtp.url)
  const transport = {
    ...inner,
    send: ((message, handOver) =>
      inner.send(message, async () => {
        if (message.to === ALICE) await store.write((writer) => writer.remove({ kind: 'courrier', id: message.id }))
        await handOver()
      })) satisfies typeof inner.send,
  }
  expect(await send({ ...parts, mailer: createMailer({ transport, from: FROM }) })).toEqual({ sent: 1, putOff: 0, givenUp: 0 })
  expect([receivedBy(smtp, ALICE).length, receivedBy(smtp, BRUNO).length, await waiting()]).toEqual([0, 1, 0])
})

import { expect, test } from 'vitest'
import { createMailer } from './mailer.ts'
import { smtpTransport } from './smtp.ts'
import { ALICE, BRUNO, CHLOE, FROM, HOUR_MS, mailBenches, MINUTE_MS, refusedMail } from './testing/bench.ts'
import { startSmtp } from './testing/smtp.ts'

const { benchOn, smtpOf, start } = mailBenches()

test('a message refused for now is sent later, and does not hold the others', async () => {
  let status: number | null = 451
  const { smtp, queue, send, pass } = await start({ recipient: (address) => (address === ALICE ? status : null) })
  await queue(refusedMail(ALICE), refusedMail(BRUNO))
  expect(await send()).toEqual({ sent: 1, putOff: 1, givenUp: 0 })
  expect(smtp.delivered.map(({ to }) => to)).toEqual([[BRUNO]])
  expect(await send()).toEqual({ sent: 0, putOff: 0, givenUp: 0 })
  status = null
  pass(MINUTE_MS)
  expect(await send()).toEqual({ sent: 1, putOff: 0, givenUp: 0 })
  expect(smtp.delivered.map(({ to }) => to)).toEqual([[BRUNO], [ALICE]])
})

test('attempts grow apart, and end three days after the first', async () => {
  const { smtp, queue, send, pass, waiting } = await start({ message: () => 452 })
  await queue(refusedMail(ALICE))
  // The machine was off: nothing is given up that was not tried.
  pass(10 * 24 * HOUR_MS)
  const attempts: number[] = []
  // Looked at every minute for half an hour, then every half-hour for four days.
  for (let minute = 0; minute <= 4 * 24 * 60;) {
    const asked = smtp.asked.length
    await send()
    if (smtp.asked.length > asked) attempts.push(minute)
    const step = minute < 30 ? 1 : 30
    minute += step
    pass(step * MINUTE_MS)
  }
  const hours = (n: number): number => n * 60
  // 1 minute, 5, 15, then 1 hour, 3, 6, and 12 from there on; the last after three days.
  const [fifth, sixth, seventh] = [90, 90 + hours(3), 90 + hours(9)]
  const every12h = Array.from({ length: 6 }, (_, at) => seventh + hours(12 * (at + 1)))
  expect(attempts).toEqual([0, 1, 6, 21, fifth, sixth, seventh, ...every12h])
  expect(await waiting()).toBe(0)
})

test.each([
  ['the recipient', { recipient: () => 550 }],
  ['the message', { message: () => 554 }],
])('a message refused for good by %s is given up at once', async (_, behaviour) => {
  const { smtp, queue, send, waiting, lines } = await start(behaviour)
  await queue(refusedMail(ALICE))
  expect(await send()).toEqual({ sent: 0, putOff: 0, givenUp: 1 })
  expect([await waiting(), smtp.delivered.length]).toEqual([0, 0])
  expect(lines.filter((line) => line.includes('mail given up'))).toHaveLength(1)
  expect(lines.join('')).toMatch(/"fate":"refused","status":55[04]/)
})

test('a server out of reach is tried twice a round, costs no message, and everything leaves once it is back', async () => {
  const first = await startSmtp()
  await first.stop()
  const { queue, send, pass, waiting } = await benchOn(first.url)
  await queue(...[ALICE, BRUNO, CHLOE].map(refusedMail))
  expect(await send()).toEqual({ sent: 0, putOff: 2, givenUp: 0 })
  // The one that was not tried is, then nothing is due.
  expect(await send()).toEqual({ sent: 0, putOff: 1, givenUp: 0 })
  for (let hour = 0; hour < 24; hour++) {
    pass(HOUR_MS)
    await send()
    await send()
  }
  expect(await waiting()).toBe(3)
  const back = await smtpOf({ port: first.port })
  pass(15 * MINUTE_MS)
  expect(await send()).toEqual({ sent: 3, putOff: 0, givenUp: 0 })
  expect(back.delivered.flatMap(({ to }) => to).sort()).toEqual([ALICE, BRUNO, CHLOE])
})

test('a wrong password is a server out of reach, never a refused recipient', async () => {
  const { smtp, queue, send, waiting, lines } = await start()
  await queue(refusedMail(ALICE))
  const mailer = createMailer({ transport: smtpTransport(smtp.url.replace(/secret/, 'faux')), from: FROM })
  expect(await send({ mailer })).toEqual({ sent: 0, putOff: 1, givenUp: 0 })
  expect(await waiting()).toBe(1)
  expect(lines.join('')).toContain('"fate":"unreachable","status":535,"code":"EAUTH"')
  expect(lines.join('')).not.toContain('faux')
})

test('one recipient that the server hangs up on does not hold the others', async () => {
  const { smtp, queue, send } = await start({ recipient: (address) => (address === ALICE ? 421 : null) })
  await queue(refusedMail(ALICE), refusedMail(BRUNO))
  expect(await send()).toEqual({ sent: 1, putOff: 1, givenUp: 0 })
  expect(smtp.delivered.map(({ to }) => to)).toEqual([[BRUNO]])
})

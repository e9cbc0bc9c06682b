import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Mail } from './queue.ts'
import { ALICE, BRUNO, CHLOE, FROM, mailBenches, refusedMail } from './testing/bench.ts'
import type { Delivered } from './testing/smtp.ts'
import { viaDora } from './words.ts'

const { start } = mailBenches()

/** In the name of someone, with copies, as it comes out of a real mail server. */
const letter = (more: Partial<Mail>): Mail => ({ ...refusedMail(ALICE), ...more })

/** Copies leave in any order. */
const recipientsOf = (delivered: readonly Delivered[]): readonly string[] => delivered.flatMap(({ to }) => to).sort()
const namesOf = ({ headers }: Delivered): readonly string[] => [...headers.keys()].sort()

test('in whose name, where to write back, and to whom: each has its own header, and the server’s address stays the sender', async () => {
  const { smtp, queue, send } = await start()
  await queue(letter({ de: viaDora('Mission locale de l’Exemple'), replyTo: BRUNO, cc: [CHLOE] }))
  expect(await send()).toEqual({ sent: 2, putOff: 0, givenUp: 0 })
  expect(recipientsOf(smtp.delivered)).toEqual([ALICE, CHLOE])
  for (const one of smtp.delivered) {
    expect(one.from).toBe(FROM.address)
    expect(one.header('from')).toBe(`Mission locale de l’Exemple via DORA <${FROM.address}>`)
    expect([one.header('reply-to'), one.header('to'), one.header('cc')]).toEqual([BRUNO, ALICE, CHLOE])
  }
  // One message, that two people receive.
  expect(new Set(smtp.delivered.map(({ headers }) => headers.get('message-id'))).size).toBe(1)
})

test('without them, a message has none of these headers', async () => {
  const { smtp, queue, send } = await start()
  await queue(refusedMail(ALICE))
  await send()
  expect([smtp.delivered[0]?.headers.has('reply-to'), smtp.delivered[0]?.headers.has('cc')]).toEqual([false, false])
})

test('a copy that is refused for now is sent again alone', async () => {
  let busy = true
  const { smtp, queue, send, pass } = await start({ recipient: (address) => (busy && address === CHLOE ? 450 : null) })
  await queue(letter({ cc: [BRUNO, CHLOE] }))
  expect(await send()).toEqual({ sent: 2, putOff: 1, givenUp: 0 })
  busy = false
  pass(60_000)
  expect(await send()).toEqual({ sent: 1, putOff: 0, givenUp: 0 })
  expect(recipientsOf(smtp.delivered)).toEqual([ALICE, BRUNO, CHLOE])
  expect(smtp.delivered.at(-1)?.to).toEqual([CHLOE])
})

test.each([
  `${BRUNO}, ${CHLOE}`,
  `${BRUNO}\r\nBcc: ${CHLOE}`,
  `Bruno <${BRUNO}>`,
  'groupe: bruno@exemple.test;',
  `${BRUNO}>\r\nRCPT TO:<${CHLOE}`,
  '',
  'personne',
])('%j is nobody to write back to, nor to send a copy to, and keeps nobody from the message', async (wrong) => {
  const { smtp, queue, send } = await start()
  await queue(letter({ replyTo: wrong, cc: [wrong, BRUNO] }))
  expect(await send()).toEqual({ sent: 2, putOff: 0, givenUp: 1 })
  expect([...smtp.asked].sort()).toEqual([ALICE, BRUNO])
  for (const one of smtp.delivered) {
    expect(one.header('cc')).toBe(BRUNO)
    expect(one.headers.has('reply-to')).toBe(false)
    expect(one.headers.has('bcc')).toBe(false)
  }
})

test.each([
  ['line ends', 'Mission\r\nBcc: x@exemple.test', 'Mission Bcc: x exemple.test via DORA'],
  ['another address', 'Banque <banque@exemple.test>', 'Banque banque exemple.test via DORA'],
  ['quotes', 'La "Mission", l\\Exemple', 'La Mission , l Exemple via DORA'],
  ['direction marks', '\u202earoD\u2066 Mission\u200f', 'aroD Mission via DORA'],
  ['right to left', 'جمعية', 'جمعية via DORA'],
  ['a list', 'A, B; C: D', 'A, B; C: D via DORA'],
  ['encoded words', '=?utf-8?q?Bcc:_x?=', '= ?utf-8?q?Bcc:_x?= via DORA'],
  ['nothing', ' \u200b', 'DORA'],
  ['a long one', 'é'.repeat(200), `${'é'.repeat(79)}… via DORA`],
])('a sender’s name of %s is a name', async (_, name, shown) => {
  const { smtp, queue, send } = await start()
  await queue(letter({ de: viaDora(name) }))
  await send()
  const [one] = smtp.delivered
  expect(one?.header('from').replace(/^"(.*)" (?=<)/, '$1 ')).toBe(`${shown} <${FROM.address}>`)
  expect([smtp.asked, one?.from]).toEqual([[ALICE], FROM.address])
})

test('whatever names are, headers and recipients are the same', { timeout: 60_000 }, async () => {
  const { smtp, queue, send } = await start()
  const of = (de: string, structure: string): Mail => ({
    to: ALICE,
    de,
    cc: [BRUNO],
    replyTo: CHLOE,
    template: {
      kind: 'orientation-relance',
      numero: '7F3K-Q2',
      service: structure,
      prescripteur: structure,
      organisme: structure,
      lien: 'https://exemple.test/d/1',
      message: structure,
    },
  })
  await queue(of('x', 'x'))
  await send()
  const plain = namesOf(smtp.delivered[0] as Delivered)
  const weird = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: fc.constantFrom(...'<>&"\\\r\n\0:;,@=?_ \u202e\u2028\ud800é'), maxLength: 40 }),
  )
  await fc.assert(
    fc.asyncProperty(weird, weird, async (de, name) => {
      const before = smtp.delivered.length
      // As kept, and as letters make it.
      await queue(of(de, name), of(viaDora(de), name))
      await send()
      const now = smtp.delivered.slice(before)
      expect(recipientsOf(now)).toEqual([ALICE, ALICE, BRUNO, BRUNO])
      for (const one of now) {
        expect([namesOf(one), one.from]).toEqual([plain, FROM.address])
        expect([one.header('to'), one.header('cc'), one.header('reply-to')]).toEqual([ALICE, BRUNO, CHLOE])
        expect(one.header('from')).toMatch(/^[^<>@]*(?:^| )<?ne-pas-repondre@exemple\.test>?$/)
        expect(one.subject).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}]+$/u)
      }
    }),
    { numRuns: 12 },
  )
})

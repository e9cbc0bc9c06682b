import { expect, test } from 'vitest'
import { queueMail } from './queue.ts'
import { ALICE, BRUNO, CHLOE, FROM, linkMail, mailBenches, MINUTE_MS, refusedMail, seal, START } from './testing/bench.ts'

const { benchOn, start } = mailBenches()

test('a queued message is delivered once, whole, and forgotten', async () => {
  const { smtp, queue, send, waiting, lines } = await start()
  await queue(linkMail(ALICE))
  expect(await send()).toEqual({ sent: 1, putOff: 0, givenUp: 0 })
  expect(await send()).toEqual({ sent: 0, putOff: 0, givenUp: 0 })
  expect(await waiting()).toBe(0)
  expect(smtp.delivered).toHaveLength(1)
  const [message] = smtp.delivered
  expect(message).toMatchObject({
    to: [ALICE],
    from: FROM.address,
    subject: 'Votre lien de connexion pour DORA',
    link: 'https://dora.exemple.test/entrer#abc',
  })
  expect(message?.text).toContain('https://dora.exemple.test/entrer#abc')
  expect(Object.fromEntries(message?.headers ?? [])).toMatchObject({
    to: ALICE,
    from: `DORA <${FROM.address}>`,
    'auto-submitted': 'auto-generated',
    date: 'Mon, 23 Nov 2026 09:00:00 +0000',
    'message-id': expect.stringMatching(/^<[0-9a-f-]{36}@exemple\.test>$/) as string,
  })
  expect(lines.join('')).toContain('mail sent')
})

test('a message is queued if and only if what it tells has happened', async () => {
  const { store, send } = await start()
  await expect(
    store.write(async (writer) => {
      await queueMail(writer, seal, refusedMail(ALICE), START)
      throw new Error('refused')
    }),
  ).rejects.toThrow('refused')
  await store.write((writer) =>
    writer
      .step(async () => {
        await queueMail(writer, seal, refusedMail(ALICE), START)
        throw new Error('refused')
      })
      .catch(() => {}),
  )
  expect(await send()).toEqual({ sent: 0, putOff: 0, givenUp: 0 })
  await expect(
    store.write((writer) =>
      queueMail(writer, seal, { to: ALICE, template: { kind: 'lien-connexion', lien: 'javascript:alert(1)' } }, START),
    ),
  ).rejects.toThrow()
})

test('what waits is sealed, in no feed, and no address is logged, whatever happens', async () => {
  const statuses: Record<string, number> = { [ALICE]: 450, [BRUNO]: 550 }
  const { store, queue, send, lines } = await start({ recipient: (address) => statuses[address] ?? null })
  await queue(refusedMail(ALICE), refusedMail(BRUNO), refusedMail(CHLOE), refusedMail('pas une adresse'))
  const asQueued = await store.serialize()
  await send()
  const afterwards = await store.serialize()
  for (const bytes of [asQueued, afterwards]) {
    for (const secret of [ALICE, BRUNO, CHLOE, 'exemple.test', 'Association', 'acces-refuse'])
      expect(bytes.includes(secret)).toBe(false)
    expect(bytes.includes('courrier')).toBe(true)
  }
  const logged = lines.join('')
  expect(logged).toContain('mail put off')
  expect(logged).toContain('mail given up')
  for (const secret of ['alice', 'bruno', 'chloe', '@', 'Exemple', 'adresse']) expect(logged).not.toContain(secret)
  for (const scope of ['cat:fr', 'cat:nat', `u:${ALICE}`])
    expect((await store.read((reader) => reader.feed(scope, 0, 10, 1e6))).rows).toEqual([])
})

test('a sign-in link past its five minutes is dropped, not sent', async () => {
  const { smtp, queue, send, pass } = await start()
  await queue(linkMail(ALICE))
  pass(5 * MINUTE_MS)
  await queue(linkMail(BRUNO))
  pass(5 * MINUTE_MS - 1)
  expect(await send()).toEqual({ sent: 1, putOff: 0, givenUp: 1 })
  expect(smtp.delivered.map(({ to }) => to)).toEqual([[BRUNO]])
})

test.each([
  'a@b@exemple.test',
  'alice@exemple.test, bruno@exemple.test',
  'alice@exemple.test\r\nBcc: bruno@exemple.test',
  'Alice <alice@exemple.test>',
  '<script>@exemple.test',
  'alice@exemple.test>\r\nRCPT TO:<bruno@exemple.test',
  '',
  '@',
  `${'a'.repeat(300)}@exemple.test`,
])('no message goes to %j', async (to) => {
  const { smtp, queue, send } = await start()
  await queue(refusedMail(to), refusedMail(CHLOE))
  expect(await send()).toEqual({ sent: 1, putOff: 0, givenUp: 1 })
  expect(smtp.asked).toEqual([CHLOE])
})

test('a queue goes on after a restart; a crash between sending and forgetting sends again, under the same name', async () => {
  const { smtp, store, queue, send } = await start()
  await queue(refusedMail(ALICE), refusedMail(BRUNO))
  const before = await store.serialize()
  expect(await send()).toMatchObject({ sent: 2 })
  const restarted = await benchOn(smtp.url, before)
  expect(await restarted.send()).toMatchObject({ sent: 2 })
  const names = smtp.delivered.map(({ to, headers }) => `${to} ${headers.get('message-id')}`)
  expect(names.slice(2)).toEqual(names.slice(0, 2))
  expect(new Set(names).size).toBe(2)
})

test('a stop waits for the message under way, and leaves the rest for later', async () => {
  const stopping = new AbortController()
  const { smtp, queue, send, waiting } = await start({ onMessage: () => stopping.abort() })
  await queue(refusedMail(ALICE), refusedMail(BRUNO))
  expect(await send({ signal: stopping.signal })).toEqual({ sent: 1, putOff: 0, givenUp: 0 })
  expect([smtp.delivered.length, await waiting()]).toEqual([1, 1])
})

test('two rounds at once send nothing twice', async () => {
  const { smtp, queue, send } = await start()
  await queue(refusedMail(ALICE), refusedMail(BRUNO))
  expect(await Promise.all([send(), send()])).toEqual([{ sent: 2, putOff: 0, givenUp: 0 }, null])
  expect(smtp.delivered).toHaveLength(2)
})

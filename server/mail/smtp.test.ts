import { networkInterfaces } from 'node:os'
import { afterEach, expect, test } from 'vitest'
import { createMailer, isAddress, parseSender } from './mailer.ts'
import { isSmtpUrl, smtpTransport } from './smtp.ts'
import { FROM, refusedMail, START } from './testing/bench.ts'
import { SMTP_PASSWORD, SMTP_USER, startSmtp, type TestSmtp } from './testing/smtp.ts'

const open: TestSmtp[] = []
afterEach(async () => {
  for (const smtp of open.splice(0)) await smtp.stop()
})
const smtpOf = async (...behaviour: Parameters<typeof startSmtp>): Promise<TestSmtp> => {
  const smtp = await startSmtp(...behaviour)
  open.push(smtp)
  return smtp
}
const sendBy = (url: string, to = 'alice@exemple.test', timeoutMs?: number): Promise<void> =>
  createMailer({ transport: smtpTransport(url, timeoutMs), from: FROM }).send({ id: 'm-1', now: START, ...refusedMail(to) })

test.each([
  ['smtp://mail.exemple.test', true],
  ['smtps://mail.exemple.test:465/', true],
  ['smtp://nom:mot%20de%20passe@[::1]:25', true],
  ['https://mail.exemple.test', false],
  ['smtp:', false],
  ['mail.exemple.test:25', false],
  ['smtp://mail.exemple.test/dossier', false],
  // Nodemailer would read options there, « tls.rejectUnauthorized=false » among them.
  ['smtp://mail.exemple.test?tls.rejectUnauthorized=false', false],
])('%s as the address of a mail server: %s', (text, right) => {
  expect(isSmtpUrl(text)).toBe(right)
  if (!right) expect(() => smtpTransport(text)).toThrow()
})

test.each([
  ['DORA <ne-pas-repondre@exemple.test>', { name: 'DORA', address: 'ne-pas-repondre@exemple.test' }],
  ['"DORA, le bureau" <a@exemple.test>', { name: 'DORA, le bureau', address: 'a@exemple.test' }],
  [' a@exemple.test ', { name: '', address: 'a@exemple.test' }],
  ['<a@exemple.test>', { name: '', address: 'a@exemple.test' }],
  ['DORA a@exemple.test', null],
  ['DORA <a@exemple.test', null],
  ['a@exemple.test, b@exemple.test', null],
  ['DORA\r\nBcc: x@exemple.test <a@exemple.test>', null],
  ['', null],
])('%j as a sender', (text, sender) => {
  expect(parseSender(text)).toEqual(sender)
})

test.each(['a@exemple.test', "o'neil+liste@sous.exemple.test", 'élodie@exemple.test', 'a@exämple.test', 'admin@dora.local'])(
  '%s is an address',
  (text) => {
    expect(isAddress(text)).toBe(true)
  },
)

test('on this machine, the name and password pass without encryption; a sender of commas and quotes stays one', async () => {
  const smtp = await smtpOf()
  const transport = smtpTransport(smtp.url)
  expect(transport.delivers).toBe(true)
  await createMailer({ transport, from: { name: 'DORA, le "bureau"', address: 'a@exemple.test' } }).send({
    id: 'm-1',
    now: START,
    ...refusedMail('élodie@exemple.test'),
  })
  expect(smtp.delivered).toMatchObject([{ to: ['élodie@exemple.test'], from: 'a@exemple.test' }])
})

test('elsewhere, a server without encryption is told nothing', async () => {
  // Any address of this machine that is not a loopback one, as another machine would be.
  const address = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address
  const smtp = await smtpOf({ host: '0.0.0.0' })
  await expect(
    sendBy(`smtp://${SMTP_USER}:${encodeURIComponent(SMTP_PASSWORD)}@${address ?? '0.0.0.0'}:${smtp.port}`),
  ).rejects.toMatchObject({ name: 'MailFailure', fate: 'unreachable' })
  expect([smtp.asked, smtp.delivered, smtp.names]).toEqual([[], [], []])
})

test('a certificate that nobody vouches for is refused, on this machine too', async () => {
  const smtp = await smtpOf({ options: { secure: true } })
  await expect(sendBy(smtp.url.replace('smtp:', 'smtps:'))).rejects.toMatchObject({ fate: 'unreachable', status: null })
  expect([smtp.asked, smtp.names]).toEqual([[], []])
})

test('a server that does not ask who we are is not spoken to when we were told to say it', async () => {
  const smtp = await smtpOf({ options: { disabledCommands: ['STARTTLS', 'AUTH'] } })
  await expect(sendBy(smtp.url)).rejects.toMatchObject({ fate: 'unreachable' })
  await sendBy(`smtp://127.0.0.1:${smtp.port}`)
  expect(smtp.delivered).toHaveLength(1)
})

test('a server that never speaks is given up', async () => {
  const smtp = await smtpOf({ options: { onConnect: () => {} } })
  await expect(sendBy(smtp.url, undefined, 100)).rejects.toMatchObject({ fate: 'unreachable', status: null, code: 'ETIMEDOUT' })
})

test('a failure repeats nothing of what the server said', async () => {
  const smtp = await smtpOf({ recipient: () => 550 })
  const error: unknown = await sendBy(smtp.url).catch((failed: unknown) => failed)
  expect(error).toMatchObject({ fate: 'refused', status: 550, message: 'mail refused' })
  expect(JSON.stringify(error) + String((error as Error).stack) + String((error as Error).cause)).not.toContain('alice')
})

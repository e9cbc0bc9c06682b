import { isIP } from 'node:net'
import { Readable } from 'node:stream'
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'
import { bytesOf, type Envelope, envelopeOf } from './compose.ts'
import { ANSWER_MS, type HandOver, MailFailure, type MailTransport } from './transport.ts'

type SmtpError = Error & { readonly code?: string; readonly command?: string; readonly responseCode?: number }

/** To be reached and to greet; four times as long for each answer after that. */
const TIMEOUT_MS = ANSWER_MS / 4

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

/** True for `smtp://` or `smtps://`, a host, and nothing after it. */
export const isSmtpUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return (
    ['smtp:', 'smtps:'].includes(url.protocol) &&
    url.hostname !== '' &&
    ['', '/'].includes(url.pathname) &&
    url.search === '' &&
    url.hash === ''
  )
}

const failureOf = (error: SmtpError, handed: boolean): MailFailure => {
  const { code = 'ESMTP', command, responseCode = null } = error
  const fate = () => {
    // The address cannot be written in an envelope.
    if (code === 'EENVELOPE' && command === 'API') return 'refused'
    // Before the recipient is named, or when the server ends the session, it is not about this message.
    if (responseCode === null || (command !== 'RCPT TO' && command !== 'DATA') || responseCode === 421) return 'unreachable'
    return responseCode >= 500 && responseCode !== 503 ? 'refused' : 'later'
  }
  return new MailFailure(fate(), responseCode, code, handed && responseCode === null)
}

type Login = { readonly user: string; readonly pass: string } | null

/** One message by one connection. Rejects with whatever broke. */
const exchange = (options: SMTPConnectionOptions, login: Login, envelope: Envelope, content: Readable): Promise<void> =>
  new Promise((resolve, reject) => {
    const connection = new SMTPConnection(options)
    const finish = (error?: Error | null): void => {
      connection.close()
      content.destroy()
      if (error == null) resolve()
      else reject(error)
    }
    const send = (): void => connection.send({ from: envelope.from, to: [...envelope.to] }, content, (error) => finish(error))
    connection.once('error', finish)
    connection.connect((error) => {
      if (error != null) finish(error)
      else if (login === null) send()
      // Also of a server that does not ask: what it is told to be is then not what it is.
      else connection.login({ credentials: login }, (refused) => (refused == null ? send() : finish(refused)))
    })
  })

/** A message whose end is held until `handOver` says so; without it, a server throws the rest away. */
const heldMessage = (bytes: Buffer, handOver: HandOver) => {
  let handed = false
  let asked: Promise<{ readonly why: unknown } | null> = Promise.resolve(null)
  const parts = async function* () {
    yield bytes
    asked = handOver().then(
      () => null,
      (why: unknown) => ({ why }),
    )
    if ((await asked) !== null) throw new Error('kept')
    handed = true
  }
  return {
    /** Read from once the server has said that it listens. */
    content: Readable.from(parts()),
    /** Its end may have been written. */
    handed: () => handed,
    /** Why it was kept, once that is settled. */
    kept: () => asked,
  }
}

/**
 * A mail server. Encrypted, by `smtps://` or STARTTLS, unless it is on this machine. Each message has a connection of its own: a
 * server that takes ill with one says nothing of the next.
 * @param url as `isSmtpUrl` takes it, its name and password percent-encoded. Holds a password: never shown.
 */
export const smtpTransport = (url: string, timeoutMs = TIMEOUT_MS): MailTransport => {
  if (!isSmtpUrl(url)) throw new Error('not an SMTP address')
  const parsed = new URL(url)
  const host = hostOf(parsed)
  const [user, pass] = [decodeURIComponent(parsed.username), decodeURIComponent(parsed.password)]
  const secure = parsed.protocol === 'smtps:'
  const options: SMTPConnectionOptions = {
    host,
    ...(parsed.port === '' ? {} : { port: Number(parsed.port) }),
    secure,
    // A relay of this machine has, at best, a certificate that names nobody.
    ...(secure ? {} : isLoopback(host) ? { ignoreTLS: true } : { requireTLS: true }),
    tls: { minVersion: 'TLSv1.2' },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketTimeout: 4 * timeoutMs,
  }
  const login = user === '' ? null : { user, pass }
  return {
    delivers: true,
    send: async (message, handOver) => {
      const bytes = await bytesOf(message)
      const held = heldMessage(bytes, handOver)
      try {
        await exchange(options, login, envelopeOf(message), held.content)
      } catch (error) {
        const failure = failureOf(error as SmtpError, held.handed())
        const kept = await held.kept()
        throw kept === null ? failure : kept.why
      }
    },
  }
}

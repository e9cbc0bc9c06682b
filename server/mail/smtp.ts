import { isIP } from 'node:net'
import { createTransport } from 'nodemailer'
import { composed } from './compose.ts'
import { MailFailure, type MailTransport } from './transport.ts'

type SmtpError = Error & { readonly code?: string; readonly command?: string; readonly responseCode?: number }

const TIMEOUT_MS = 15_000

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

const failureOf = (error: SmtpError): MailFailure => {
  const { code = 'ESMTP', command, responseCode = null } = error
  const fate = () => {
    // The address cannot be written in an envelope.
    if (code === 'EENVELOPE' && command === 'API') return 'refused'
    // Before the recipient is named, or when the server ends the session, it is not about this message.
    if (responseCode === null || (command !== 'RCPT TO' && command !== 'DATA') || responseCode === 421) return 'unreachable'
    return responseCode >= 500 && responseCode !== 503 ? 'refused' : 'later'
  }
  return new MailFailure(fate(), responseCode, code)
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
  const transporter = createTransport({
    host,
    ...(parsed.port === '' ? {} : { port: Number(parsed.port) }),
    secure,
    // A relay of this machine has, at best, a certificate that names nobody.
    ...(secure ? {} : isLoopback(host) ? { ignoreTLS: true } : { requireTLS: true }),
    tls: { minVersion: 'TLSv1.2' },
    // Without `forceAuth`, a server that stops offering to authenticate is spoken to without.
    ...(user === '' ? {} : { auth: { user, pass }, forceAuth: true }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketTimeout: 2 * timeoutMs,
  })
  return {
    delivers: true,
    send: async (message) => {
      try {
        await transporter.sendMail(composed(message))
      } catch (error) {
        throw failureOf(error as SmtpError)
      }
    },
  }
}

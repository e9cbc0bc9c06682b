import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { readMessage, type Received } from './message.ts'

/** A real mail server on a loopback port, that asks for a name and a password and keeps what it is given. */

export type Delivered = Received & { readonly to: readonly string[]; readonly from: string }

export type TestSmtp = {
  readonly url: string
  readonly port: number
  readonly delivered: readonly Delivered[]
  /** Addresses asked of `RCPT TO`, refused ones included. */
  readonly asked: readonly string[]
  /** Names said to authenticate. */
  readonly names: readonly string[]
  readonly stop: () => Promise<void>
}

export type SmtpBehaviour = {
  /** SMTP status for that recipient; null to take it. */
  readonly recipient?: (address: string) => number | null
  /** SMTP status once the message is read; null to take it. */
  readonly message?: (to: readonly string[]) => number | null
  /** Heard before the message is acknowledged. */
  readonly onMessage?: () => void
  readonly host?: string
  readonly port?: number
  readonly options?: SMTPServerOptions
}

export const SMTP_USER = 'dora'
/** With what an address must encode. */
export const SMTP_PASSWORD = 'mot de/passe@:secret'

const refusal = (status: number, about: string): Error =>
  // As real servers do, the sentence quotes the address.
  Object.assign(new Error(`<${about}> refused`), { responseCode: status })

export const startSmtp = async (behaviour: SmtpBehaviour = {}): Promise<TestSmtp> => {
  const delivered: Delivered[] = []
  const asked: string[] = []
  const names: string[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onAuth: ({ username = '', password }, _, done) => {
      names.push(username)
      if (username === SMTP_USER && password === SMTP_PASSWORD) done(null, { user: username })
      else done(new Error('who?'))
    },
    onRcptTo: ({ address }, _, done) => {
      asked.push(address)
      const status = behaviour.recipient?.(address) ?? null
      done(status === null ? null : refusal(status, address))
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = []
      stream
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          const to = envelope.rcptTo.map(({ address }) => address)
          const status = behaviour.message?.(to) ?? null
          if (status !== null) return done(refusal(status, to.join()))
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
          delivered.push({ ...readMessage(Buffer.concat(chunks)), to, from })
          behaviour.onMessage?.()
          done()
        })
    },
    ...behaviour.options,
  })
  // A client that goes in the middle is its own affair.
  server.on('error', () => {})
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(behaviour.port ?? 0, behaviour.host ?? '127.0.0.1', resolve)
  })
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://${SMTP_USER}:${encodeURIComponent(SMTP_PASSWORD)}@127.0.0.1:${port}`,
    port,
    delivered,
    asked,
    names,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

import { afterEach } from 'vitest'
import { createServerLog } from '../../ops/log.ts'
import { openSqliteStore, type SqliteStore } from '../../store/sqlite.ts'
import { createMailer } from '../mailer.ts'
import { queueMail, type Mail, waitingMail } from '../queue.ts'
import { sendQueued, type SendParts, type SendTally } from '../send.ts'
import { smtpTransport } from '../smtp.ts'
import { FROM, seal } from './bench-parts.ts'
import { startSmtp, type SmtpBehaviour, type TestSmtp } from './smtp.ts'

export { FROM, seal } from './bench-parts.ts'

/** A real store and a real queue, with a clock that moves when told. */

export const [ALICE, BRUNO, CHLOE] = ['alice@exemple.test', 'bruno@exemple.test', 'chloe@exemple.test'] as const

export const START = Date.parse('2026-11-23T09:00:00Z')
export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS

export const linkMail = (to: string): Mail => ({
  to,
  template: { kind: 'lien-connexion', lien: 'https://dora.exemple.test/entrer#abc' },
})
export const refusedMail = (to: string): Mail => ({ to, template: { kind: 'acces-refuse', structure: 'Association Exemple' } })

export type MailBench = {
  readonly store: SqliteStore
  readonly parts: SendParts
  readonly lines: readonly string[]
  readonly pass: (ms: number) => void
  readonly queue: (...mails: readonly Mail[]) => Promise<void>
  readonly waiting: () => Promise<number>
  readonly send: (more?: Partial<SendParts>) => Promise<SendTally | null>
}

const mailBench = async (url: string, bytes?: Buffer): Promise<MailBench> => {
  const store = await openSqliteStore({ file: bytes ?? ':memory:' })
  const lines: string[] = []
  let now = START
  const parts: SendParts = {
    store,
    seal,
    mailer: createMailer({ transport: smtpTransport(url), from: FROM }),
    now: () => now,
    log: createServerLog('debug', { write: (line) => void lines.push(line) }),
  }
  return {
    store,
    parts,
    lines,
    pass: (ms) => {
      now += ms
    },
    queue: async (...mails) => {
      await store.write(async (writer) => {
        for (const mail of mails) await queueMail(writer, seal, mail, now)
      })
    },
    waiting: async () => {
      const { waiting, unreadable } = await store.read((reader) => waitingMail(reader, seal))
      return waiting.length + unreadable.length
    },
    send: (more = {}) => sendQueued({ ...parts, ...more }),
  }
}

/** Opens what a test needs, and closes it at its end. */
export const mailBenches = () => {
  const ending: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const end of ending.splice(0).toReversed()) await end()
  })
  const smtpOf = async (behaviour: SmtpBehaviour = {}): Promise<TestSmtp> => {
    const smtp = await startSmtp(behaviour)
    ending.push(smtp.stop)
    return smtp
  }
  /** @param url of the mail server. @param bytes a store to go on with, as `serialize` gave it. */
  const benchOn = async (url: string, bytes?: Buffer): Promise<MailBench> => {
    const bench = await mailBench(url, bytes)
    ending.push(bench.store.close)
    return bench
  }
  return {
    smtpOf,
    benchOn,
    start: async (behaviour: SmtpBehaviour = {}) => {
      const smtp = await smtpOf(behaviour)
      return { smtp, ...(await benchOn(smtp.url)) }
    },
  }
}

/** What a message leaves by. */

export type Sender = { readonly name: string; readonly address: string }

export type OutgoingMessage = {
  /** Of the message: the same when it is sent again, and for all those it is addressed to, so that a double can be told. */
  readonly id: string
  readonly from: Sender
  /** Addresses, checked: whom it is addressed to, who receives it too, and where to write back. */
  readonly to: string
  readonly cc: readonly string[]
  readonly replyTo: string | null
  /** Of `to` and `cc`, the one it goes to now. */
  readonly recipient: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly date: Date
  /** Where a mail program stops such messages in one click (RFC 8058); null for none. */
  readonly stop: string | null
}

/** To say that a message is taken. The longer it is waited for, the fewer are sent twice (RFC 5321 §4.5.3.2.6). */
export const ANSWER_MS = 60_000

/**
 * Called once the other side has everything but the end of the message: until it resolves, the message can still be taken back, and
 * what breaks breaks before it is sent. When it rejects, nothing is delivered and `send` rejects with the same error.
 */
export type HandOver = () => Promise<void>

export type MailTransport = {
  /** Resolves once someone else answers for the message. Rejects with MailFailure. */
  readonly send: (message: OutgoingMessage, handOver: HandOver) => Promise<void>
  /** False when messages stay on this machine: nobody receives them. */
  readonly delivers: boolean
}

/**
 * `refused`: this message will never be taken. `later`: it may be, another time. `unreachable`: nothing leaves for now, whatever
 * the message.
 */
export type MailFate = 'refused' | 'later' | 'unreachable'

/** Says nothing of what the other side answered: its sentences quote addresses. */
export class MailFailure extends Error {
  readonly fate: MailFate
  /** SMTP status, or null when there was none. */
  readonly status: number | null
  readonly code: string
  /** It was handed over whole and nothing was answered: it may have been taken. */
  readonly doubtful: boolean

  constructor(fate: MailFate, status: number | null, code: string, doubtful = false) {
    super(`mail ${fate}`)
    this.name = 'MailFailure'
    this.fate = fate
    this.status = status
    this.code = code
    this.doubtful = doubtful
  }
}

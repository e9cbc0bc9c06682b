/** What a message leaves by. */

export type Sender = { readonly name: string; readonly address: string }

export type OutgoingMessage = {
  /** `id` of the queue: the same when the same message is sent again, so that a double can be told. */
  readonly id: string
  readonly from: Sender
  /** One address, checked. */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly date: Date
}

export type MailTransport = {
  /** Resolves once someone else answers for the message. Rejects with MailFailure. */
  readonly send: (message: OutgoingMessage) => Promise<void>
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

  constructor(fate: MailFate, status: number | null, code: string) {
    super(`mail ${fate}`)
    this.name = 'MailFailure'
    this.fate = fate
    this.status = status
    this.code = code
  }
}

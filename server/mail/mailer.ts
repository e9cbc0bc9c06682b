import { renderMail } from './templates.ts'
import type { MailTemplate } from './template.ts'
import { type HandOver, MailFailure, type MailTransport, type Sender } from './transport.ts'
import { shownSender } from './words.ts'

/** As of Mail, to one of those that it is addressed to. */
export type Posted = {
  readonly id: string
  readonly to: string
  readonly template: MailTemplate
  readonly cc?: readonly string[]
  readonly replyTo?: string | null
  readonly de?: string | null
  /** Of `to` and `cc`; `to` when left out. */
  readonly recipient?: string
  /** Milliseconds since 1970. */
  readonly now: number
}

export type Mailer = {
  /** Sends one message. Rejects with MailFailure, or as `handOver` does (transport.ts). */
  readonly send: (mail: Posted, handOver?: HandOver) => Promise<void>
  /** As of MailTransport. */
  readonly delivers: boolean
}

/** One mailbox, and nothing that a header or an envelope would read otherwise. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,251}[\p{L}\p{N}])?$/u
export const isAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text)

/** `DORA <ne-pas-repondre@exemple.test>`, or the address alone; null for anything else. */
export const parseSender = (text: string): Sender | null => {
  const trimmed = text.trim()
  if (isAddress(trimmed)) return { name: '', address: trimmed }
  const [, quoted, bare = '', address = ''] = /^(?:"([^"\p{C}]*)"|([^"<>\p{C}]*))\s*<([^<>\s]+)>$/u.exec(trimmed) ?? []
  return isAddress(address) ? { name: (quoted ?? bare).trim(), address } : null
}

/** Of those whose link acts without anything more. */
const oneClickOf = (template: MailTemplate): string | null => (template.kind === 'recherches' ? template.arret : null)

export const createMailer = ({ transport, from }: { readonly transport: MailTransport; readonly from: Sender }): Mailer => ({
  delivers: transport.delivers,
  send: async ({ id, to, template, cc = [], replyTo = null, de = null, recipient = to, now }, handOver = async () => {}) => {
    if (!isAddress(to) || !isAddress(recipient)) throw new MailFailure('refused', null, 'EADDRESS')
    const message = {
      id,
      from: de === null ? from : { name: shownSender(de) || from.name, address: from.address },
      to,
      // One that is no address keeps nobody else from the message.
      cc: cc.filter(isAddress),
      replyTo: replyTo !== null && isAddress(replyTo) ? replyTo : null,
      recipient,
      date: new Date(now),
      stop: oneClickOf(template),
      ...renderMail(template),
    }
    await transport.send(message, handOver)
  },
})

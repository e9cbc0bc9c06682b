import { createTransport, type SendMailOptions } from 'nodemailer'
import type { OutgoingMessage } from './transport.ts'

export type Envelope = { readonly from: string; readonly to: readonly string[] }
/** Told apart from the headers: none of them decides who receives the message. */
export const envelopeOf = ({ from, recipient }: OutgoingMessage): Envelope => ({ from: from.address, to: [recipient] })

const alone = (address: string) => ({ name: '', address })

/** The fields of a message, as nodemailer encodes them. */
const composed = (message: OutgoingMessage): SendMailOptions => ({
  from: { ...message.from },
  to: alone(message.to),
  ...(message.cc.length === 0 ? {} : { cc: message.cc.map(alone) }),
  ...(message.replyTo === null ? {} : { replyTo: alone(message.replyTo) }),
  envelope: { from: message.from.address, to: [message.recipient] },
  subject: message.subject,
  text: message.text,
  html: message.html,
  date: message.date,
  messageId: `<${message.id}@${message.from.address.slice(message.from.address.lastIndexOf('@') + 1)}>`,
  // Answering machines leave it alone (RFC 3834).
  headers: {
    'Auto-Submitted': 'auto-generated',
    ...(message.stop === null
      ? {}
      : { 'List-Unsubscribe': `<${message.stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  },
  xMailer: false,
  disableFileAccess: true,
  disableUrlAccess: true,
})

const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })

/** A message as it travels. */
export const bytesOf = async (message: OutgoingMessage): Promise<Buffer> =>
  (await composer.sendMail(composed(message))).message as Buffer

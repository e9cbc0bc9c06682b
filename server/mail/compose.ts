import type { SendMailOptions } from 'nodemailer'
import type { OutgoingMessage } from './transport.ts'

/** The fields of a message, as nodemailer encodes them. Its envelope is told apart: no header decides who receives it. */
export const composed = (message: OutgoingMessage): SendMailOptions => ({
  from: { ...message.from },
  to: { name: '', address: message.to },
  envelope: { from: message.from.address, to: [message.to] },
  subject: message.subject,
  text: message.text,
  html: message.html,
  date: message.date,
  messageId: `<${message.id}@${message.from.address.slice(message.from.address.lastIndexOf('@') + 1)}>`,
  // Answering machines leave it alone (RFC 3834).
  headers: { 'Auto-Submitted': 'auto-generated' },
  xMailer: false,
  disableFileAccess: true,
  disableUrlAccess: true,
})

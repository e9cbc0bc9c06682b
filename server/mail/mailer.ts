import { renderMail } from './templates.ts'
import type { MailTemplate } from './template.ts'
import { MailFailure, type MailTransport, type Sender } from './transport.ts'

export type Mailer = {
  /** Sends one message. Rejects with MailFailure. @param now milliseconds since 1970. */
  readonly send: (mail: {
    readonly id: string
    readonly to: string
    readonly template: MailTemplate
    readonly now: number
  }) => Promise<void>
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

export const createMailer = ({ transport, from }: { readonly transport: MailTransport; readonly from: Sender }): Mailer => ({
  delivers: transport.delivers,
  send: async ({ id, to, template, now }) => {
    if (!isAddress(to)) throw new MailFailure('refused', null, 'EADDRESS')
    await transport.send({ id, from, to, date: new Date(now), ...renderMail(template) })
  },
})

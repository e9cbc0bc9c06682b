import { bytesOf } from '#server/mail/compose.ts'
import { createMailer } from '#server/mail/mailer.ts'
import type { QueuedMail } from '#server/mail/queue.ts'
import { renderMail } from '#server/mail/templates.ts'

/** What is typed to be read as something else than words, and what must be true of whatever is made of it. */

export const HOSTILE = {
  'template tags': 'Zoé {{ 7 * 7 }} {% include "x" %} ${1 + 1}',
  markup: 'Zoé <img src=x onerror=alert(1)> <a href="https://ailleurs.exemple.test">ici</a> <svg/onload=x',
  'a script': '<script>alert(1)</script>',
  // Each goes, or stays as what it is: none keeps the others from being tried.
  'marks of all sorts': `Zoé\r\nBcc: autre@exemple.test\r\n\r\n\u202efdp.exe\u2066\u200f\0\ud83d =?utf-8?q?Bcc:_x?= "' -- ;`,
  'only what is not seen': '\u200b\ufeff\u200e',
  'an address and a line end': 'autre@exemple.test\r\n',
  'a number and a line end': '06 01\n02 03 04',
  'a hundred thousand letters': 'é'.repeat(100_000),
  nothing: '',
} as const
export type Hostile = keyof typeof HOSTILE

type Leaf = { readonly path: readonly (string | number)[]; readonly text: string }

/** Every text inside a value, and where it is. */
export const textsIn = (value: unknown, path: Leaf['path'] = []): readonly Leaf[] => {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value !== 'object' || value === null) return []
  const entries = Array.isArray(value) ? value.map((one, at) => [at, one] as const) : Object.entries(value)
  return entries.flatMap(([key, one]) => textsIn(one, [...path, key]))
}

/** The same value with another text at that place. */
export const withText = (value: unknown, [key, ...rest]: Leaf['path'], text: string): unknown => {
  if (key === undefined) return text
  if (Array.isArray(value)) return value.map((one, at) => (at === key ? withText(one, rest, text) : one))
  const record = value as Readonly<Record<string, unknown>>
  return { ...record, [key]: withText(record[key], rest, text) }
}

// eslint-disable-next-line no-control-regex
const HIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/
/** « < 26 ans » and « a<b » are words. */
const TAG = /<[a-z!/?][^<]*>|<\/?(?:script|img|svg|a)\b/i
/** Where people write more than a line. */
const LONG = /(?:motif|situation_autre|autre_contact|raison|texte|message)$/

/** What is wrong with the texts of a row: each should be words, in order, and nothing else. */
export const untidy = (row: unknown): readonly string[] =>
  textsIn(row).flatMap(({ path, text }) => {
    const where = path.join('.')
    const isTidy = !HIDDEN.test(text) && !TAG.test(text) && text.isWellFormed() && (LONG.test(where) || !text.includes('\n'))
    return isTidy ? [] : [`${where}: ${JSON.stringify(text.slice(0, 60))}`]
  })

/** Everything that a letter may be made of (server/mail/layout.ts); a link leads to this server. */
const OWN_TAGS = [
  /^<!doctype html>$/,
  /^<html lang="fr">$/,
  /^<meta (charset|name)="[\w-]+"( content="[\w=\s-]+")?>$/,
  /^<(p|h1|h2|ul|li|blockquote|main|div|body)( style="[\w\s:;#.,%/-]*")?>$/,
  /^<(head|title|br)>$/,
  /^<\/(p|h1|h2|ul|li|blockquote|main|div|body|head|title|html|a)>$/,
  /^<a href="https:\/\/dora\.exemple\.test\/[\w/?=&;.-]*"( style="[\w\s:;#.,%/-]*")?>$/,
]
const OWN_HEADERS = new Set([
  'from',
  'to',
  'cc',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'auto-submitted',
])

const headersOf = (bytes: Buffer): readonly string[] => {
  const head = bytes.toString('latin1').split('\r\n\r\n', 1)[0] ?? ''
  return head
    .split('\r\n')
    .filter((line) => !/^\s/.test(line))
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
}

/** What is wrong with a letter as it would leave: a tag, a header or an end of line that somebody typed. */
export const forged = async (mail: QueuedMail): Promise<readonly string[]> => {
  const { kind } = mail.template
  const { subject, html } = renderMail(mail.template)
  const wrong = (html.match(/<[^>]*>?/g) ?? []).filter((tag) => !OWN_TAGS.some((own) => own.test(tag)))
  const found = wrong.map((tag) => `${kind}: ${tag}`)
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u2028\u2029\u202a-\u202e]/.test(subject)) found.push(`${kind}: subject ${JSON.stringify(subject)}`)
  const transport = {
    delivers: false,
    send: async (message: Parameters<typeof bytesOf>[0]) => {
      const names = headersOf(await bytesOf(message))
      if (names.some((name) => !OWN_HEADERS.has(name)) || new Set(names).size !== names.length)
        found.push(`${kind}: headers ${names.join(' ')}`)
    },
  }
  const mailer = createMailer({ transport, from: { name: 'DORA', address: 'ne-pas-repondre@exemple.test' } })
  const { to, template, cc, replyTo, de, pour, made_at } = mail
  await mailer
    .send({ id: 'essai', to, template, cc, replyTo, de, recipient: pour ?? to, now: made_at })
    .catch((error: unknown) => found.push(`${kind}: ${String(error)} to ${JSON.stringify(to)}`))
  return found
}

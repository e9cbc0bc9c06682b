/** Reads back what a message is on the wire: enough of MIME for what nodemailer writes. */

export type Received = {
  readonly headers: ReadonlyMap<string, string>
  readonly subject: string
  /** Decoded; '' for none. */
  readonly header: (name: string) => string
  readonly text: string
  readonly html: string
  /** Its link, when it has one. */
  readonly link: string | null
}

const bytesOfQuoted = (text: string): Buffer =>
  Buffer.from(
    text.replace(/=\r\n/g, '').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )

const decodedWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      (how.toLowerCase() === 'b' ? Buffer.from(word, 'base64') : bytesOfQuoted(word.replaceAll('_', ' '))).toString('latin1'),
    )

const headersOf = (head: string): ReadonlyMap<string, string> =>
  new Map(
    head
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line): [string, string] => {
        const at = line.indexOf(':')
        return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()]
      }),
  )

const split = (part: string): { readonly headers: ReadonlyMap<string, string>; readonly body: string } => {
  const at = part.indexOf('\r\n\r\n')
  return { headers: headersOf(part.slice(0, at)), body: part.slice(at + 4) }
}

const bodyOf = (part: string): string => {
  const { headers, body } = split(part)
  const encoding = headers.get('content-transfer-encoding') ?? '7bit'
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  return (encoding === 'quoted-printable' ? bytesOfQuoted(body) : Buffer.from(body, 'latin1'))
    .toString('utf8')
    .replaceAll('\r\n', '\n')
}

export const readMessage = (bytes: Buffer): Received => {
  const { headers, body } = split(bytes.toString('latin1'))
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1]
  if (boundary === undefined) throw new Error('not a multipart message')
  const parts = body.split(`--${boundary}`).slice(1, -1)
  const of = (type: string): string => {
    const part = parts.find((one) => one.toLowerCase().includes(`content-type: ${type}`))
    return part === undefined ? '' : bodyOf(part.replace(/^\r\n/, '').replace(/\r\n$/, ''))
  }
  const html = of('text/html')
  const header = (name: string): string => Buffer.from(decodedWords(headers.get(name) ?? ''), 'latin1').toString('utf8')
  return {
    headers,
    header,
    subject: header('subject'),
    text: of('text/plain'),
    html,
    link: /<a href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? null,
  }
}

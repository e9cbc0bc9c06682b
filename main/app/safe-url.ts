import { DoraError } from '#shared/errors.ts'

const MAX_LENGTH = 2083

/** A telephone as a link writes it (RFC 3966): digits and separators, an extension. No `#` nor `*`, which command a switchboard. */
const TELEPHONE = /^\+?[\d().-]{2,30}(;ext=\d{1,8})?$/
/** One address, then what a message may be filled with. `attach` is refused: some programs obey it. */
const MAIL_FIELDS = new Set(['subject', 'body', 'cc', 'bcc'])

/**
 * The address to hand to the system's program, or `lien-refuse`. The only door to the outside, for it is what turns a link of
 * the catalogue, written by anyone, into a command on the counsellor's machine: https, mailto and tel, no credentials.
 * An http address is opened as https, or not at all.
 * What is opened is the parsed address, never the raw text.
 */
export const safeUrl = (text: string): URL => {
  const refused = () => new DoraError('lien-refuse')
  // Control characters and spaces are dropped by URL parsers in different ways; a backslash is a path on Windows.
  if (text.length > MAX_LENGTH || /[\s\\\p{Cc}\p{Cf}]/u.test(text)) throw refused()
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '') throw refused()
  switch (url.protocol) {
    case 'http:':
      // A fifth of the sites in real listings are written so, and nearly all of them answer to https: nothing goes in the clear.
      if (url.port !== '' || !/^http:\/\/[^/]/i.test(text)) throw refused()
      return safeUrl(url.href.replace(/^http:/, 'https:'))
    case 'https:':
      if (url.hostname === '' || !/^https:\/\/[^/]/i.test(text)) throw refused()
      return url
    case 'mailto:':
      if (!/^[^@/]+@[^@/]+\.[^@/]+$/.test(url.pathname) || [...url.searchParams.keys()].some((field) => !MAIL_FIELDS.has(field)))
        throw refused()
      return url
    case 'tel:':
      if (!TELEPHONE.test(url.pathname) || url.search !== '' || url.hash !== '') throw refused()
      return url
    default:
      throw refused()
  }
}

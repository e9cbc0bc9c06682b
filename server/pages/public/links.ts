import { displayPhone, telephoneUrl } from '#shared/text/contact.ts'
import { html, type Html } from '../html.ts'

/** Links to what structures wrote: of the web, of the mail program, of the telephone; anything else stays text. */

const MAX_LENGTH = 2_083
const SHOWN = 60

/** The parsed address, never the text as it was written; null for one that is not of the web. */
export const webAddress = (text: string): string | null => {
  // Dropped by readers of addresses in different ways; a backslash is a path on Windows.
  if (text.length > MAX_LENGTH || /[\s\\\p{Cc}\p{Cf}]/u.test(text) || !/^https?:\/\/[^/]/i.test(text)) return null
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '' || url.hostname === '') return null
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
}

const short = (url: string): string => {
  const bare = url.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '')
  return bare.length > SHOWN ? `${bare.slice(0, SHOWN - 1)}…` : bare
}

/** @param text shown; the address itself, shortened, when there is none. */
export const webLink = (written: string, text?: string | Html): Html => {
  const url = webAddress(written.trim())
  if (url === null) return html`${text ?? written}`
  return html`<a href="${url}" rel="noopener nofollow ugc">${text ?? short(url)}</a>`
}

/** One address, plain: what is none would let other fields of a message in. */
const EMAIL = /^[\w.!#$%&'*+/=^`{|}~-]+@[a-z\d-]+(\.[a-z\d-]+)+$/i

export const mailLink = (courriel: string): Html =>
  EMAIL.test(courriel)
    ? html`<a href="mailto:${encodeURIComponent(courriel).replaceAll('%40', '@')}">${courriel}</a>`
    : html`${courriel}`

export const phoneLink = (telephone: string): Html => {
  const shown = displayPhone(telephone)
  return /^\+?[\d\s.()/-]{2,30}$/.test(telephone) ? html`<a href="${telephoneUrl(telephone)}">${shown}</a>` : html`${shown}`
}

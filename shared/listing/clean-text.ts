/**
 * What people type or paste, before it is kept: characters that hide or disguise (controls, bidirectional overrides, lone
 * surrogates) go; tags are no text. Display never trusts it either: everything is shown as text, Markdown as a tree.
 * No pattern looks past the next « < »: the time taken grows with the text alone.
 */
// eslint-disable-next-line no-control-regex
const HIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** Soft returns of word processors and spreadsheets are returns. */
const visible = (text: string): string =>
  text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(HIDDEN, '')
    .toWellFormed()

/** What such an element holds is never meant to be read. */
const UNREAD = /<(script|style|iframe|object|embed|template|noscript|svg|math)\b[^<>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi
/** Bare, closing, with an attribute that has a value, a comment or a declaration; « <b and c> » compares. */
const TAG =
  /<(?:\/[a-z][a-z0-9-]{0,40}\s{0,20}|[a-z][a-z0-9-]{0,40}(?:[\s/][^<>=]{0,2000}=[^<>]{0,2000}|[\s/]{1,20})?|!--[^<>]{0,2000}--|![a-z][^<>]{0,200})>/gi
const ELEMENTS =
  'a|abbr|address|applet|area|article|aside|audio|base|body|br|button|canvas|center|div|embed|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|img|image|input|isindex|label|li|link|main|marquee|math|meta|nav|noscript|object|ol|option|p|param|picture|plaintext|pre|script|section|select|source|span|strong|style|svg|table|tbody|td|template|textarea|th|thead|title|tr|track|u|ul|video|xmp'
/** An autolink of Markdown is no tag. */
const AUTOLINK = '(?:https?:\\/\\/|mailto:)[^\\s<>]{1,2000}>'
const KNOWN = new RegExp(`^(?:[!?]|\\/?(?:${ELEMENTS})(?![a-z0-9-]))`, 'i')
const BEGINNING = new RegExp(`<(?!${AUTOLINK})(?=[!?]|\\/?[a-z])`, 'gi')
const LONGEST_NAME = 16

/** What a page would still read as the beginning of a tag. A lone « a<b » is none, nor « < 26 ans ». */
const disarmed = (text: string): string => {
  const last = Math.max(text.lastIndexOf('>'), text.lastIndexOf('='))
  return text.replace(BEGINNING, (sign, at: number) =>
    at < last || KNOWN.test(text.slice(at + 1, at + 1 + LONGEST_NAME)) ? '‹' : sign,
  )
}

const MOST_PASSES = 4

/** What is left after a removal may read as something else in turn; whoever nests more than that is not writing. */
const settled = (text: string, pass: (text: string) => string): string => {
  let clean = text
  for (let passes = 0; passes < MOST_PASSES; passes++) {
    const next = pass(clean)
    if (next === clean) return disarmed(clean).trim()
    clean = next
  }
  return clean.replaceAll('<', '‹').replaceAll('](', '] ').trim()
}

/** Tags that end a line where they are read. */
const LINE_END = /<(?:br\s{0,20}\/?|\/(?:p|div|li|ul|ol|tr|h[1-6]|blockquote)\s{0,20})>/gi
const ITEM = /<li(?:\s[^<>]{0,2000})?>/gi

const withoutTags = (text: string): string =>
  text.includes('<')
    ? text
        .replace(UNREAD, '')
        .replace(ITEM, '\n* ')
        .replace(LINE_END, '\n')
        .replace(TAG, '')
        .replace(/\n{3,}/g, '\n\n')
    : text

/** Text of one or several lines, without tags. */
export const cleanText = (text: string): string => settled(visible(text), withoutTags)

/** A link or an image, with at most one pair of brackets in its destination; each part is bounded. */
const LINK = /(!?)\[([^\]\n]{0,500})\]\(((?:[^()\n]|\([^()\n]{0,200}\)){0,2000})\)/g
const OPENS = /^(?:https?:\/\/|mailto:|tel:)/i
/** What only a machine would follow: a scheme, a path, an anchor. */
const MACHINE = /^(?:[a-z][a-z0-9+.-]{0,40}:|[/#?\\])/i

/** Images go; what leads to the web, an address or a number stays; what was no link, or has no scheme, stays readable. */
const safeLink = (whole: string, bang: string, label: string, destination: string): string => {
  const to = destination.trim().replace(/^<|>$/g, '')
  if (bang !== '') return label
  if (OPENS.test(to)) return whole
  if (/^www\./i.test(to)) return `[${label}](https://${to})`
  return to === '' || MACHINE.test(to) ? label : `${label} (${to})`
}

const UNSAFE_REFERENCE = /^[ \t]{0,3}\[[^\]\n]{1,500}\]:[ \t]*<?(?:javascript|vbscript|data|file|blob):[^\n]*$/gim

const withoutUnsafe = (text: string): string => withoutTags(text).replace(LINK, safeLink).replace(UNSAFE_REFERENCE, '')

/** Markdown, without tags, images, nor links to anything but the web, an address or a number. */
export const cleanMarkdown = (text: string): string => settled(visible(text), withoutUnsafe)

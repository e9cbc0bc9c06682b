/** What spreadsheets and data frames write for « nothing ». */
const NOTHING: ReadonlySet<string> = new Set(['', 'nan', 'none', 'null', 'n/a', 'nat', 'undefined', '-', '[]', '{}'])

/** A trimmed text, or null when there is nothing; numbers and booleans become text, lists and objects nothing. */
export const asText = (value: unknown): string | null => {
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return null
  // Control characters, bidirectional overrides and lone surrogates have no place in a listing.
  const text = value
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .toWellFormed()
    .trim()
  return NOTHING.has(text.toLowerCase()) ? null : text
}

/** Beyond, it is no line but damage. */
const MAX_LINE = 2000
/** Four times what a description may hold: tags take room. Also bounds the cost of unclosed ones. */
const MAX_HTML = 40_000

/** One line. */
export const asLine = (value: unknown): string | null => {
  const text = asText(value)
  return text === null ? null : text.slice(0, MAX_LINE).toWellFormed().replace(/\s+/g, ' ')
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: '’',
  nbsp: ' ',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  agrave: 'à',
  acirc: 'â',
  ccedil: 'ç',
  ocirc: 'ô',
  ugrave: 'ù',
  ucirc: 'û',
  icirc: 'î',
  iuml: 'ï',
  euml: 'ë',
  oelig: 'œ',
  rsquo: '’',
  lsquo: '‘',
  laquo: '«',
  raquo: '»',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  euro: '€',
  deg: '°',
  bull: '•',
  middot: '·',
  Eacute: 'É',
  Agrave: 'À',
  Egrave: 'È',
}

const decodeEntities = (text: string): string =>
  text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ''
  })

const TAG = /<\/?[a-z][^<>]*>/i

/**
 * HTML to Markdown, as data-inclusion.md §3.4: ATX headings, « * » bullets, links kept, images dropped.
 * A text without tags only has its entities decoded. What is left is still untrusted: the screens sanitise it.
 */
export const htmlToMarkdown = (text: string): string => {
  if (!TAG.test(text)) return text.includes('&') ? decodeEntities(text) : text
  const markdown = text
    .slice(0, MAX_HTML)
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
    .replace(/<img\b[^<>]*>/gi, '')
    .replace(/<a\b[^<>]*?href\s*=\s*["']?([^"'\s<>]+)["']?[^<>]*>([\s\S]*?)<\/a\s*>/gi, (_, href: string, label: string) => {
      const words = label.replace(/<[^<>]*>/g, '').trim()
      return /^(https?:|mailto:|tel:)/i.test(href) && words !== '' ? `[${words}](${href})` : words
    })
    .replace(/<h([1-6])\b[^<>]*>/gi, (_, level: string) => `\n\n${'#'.repeat(Number(level))} `)
    .replace(/<li\b[^<>]*>/gi, '\n* ')
    .replace(/<(strong|b)\b[^<>]*>\s*|\s*<\/(strong|b)\s*>/gi, (tag) => (tag.trim().startsWith('</') ? '** ' : ' **'))
    .replace(/<br\s*\/?>|<\/br>/gi, '\n')
    .replace(/<\/(td|th)\s*>/gi, ' ')
    .replace(/<\/?(p|div|h[1-6]|ul|ol|table|tr|section|article|blockquote)\b[^<>]*>/gi, '\n\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
  return decodeEntities(markdown)
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/\*\*\s*\*\*/g, '')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Cut to `max` characters, the last one « … » (data-inclusion.md §3.4); lengths are counted in code points. */
export const cut = (text: string, max: number): string => {
  if (text.length <= max) return text
  const chars = [...text]
  return chars.length <= max ? text : `${chars.slice(0, max - 1).join('')}…`
}

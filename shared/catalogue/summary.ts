import type { Service, Structure } from './record.ts'

/** Marks of the Markdown producers write (data-inclusion.md §3.4), taken out to leave one line of text. */
const plain = (text: string): string => (MARKED.test(text) ? withoutMarks(text) : text).replace(/\s+/g, ' ').trim()

const MARKED = /[[\]<>*_`#•+-]|\d\./

const withoutMarks = (markdown: string): string =>
  markdown
    .replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(/^\s*(?:#{1,6}|[-*+•>]|\d+\.)\s+/gm, '')
    .replace(/(\*\*|__|`)/g, '')

const MAX = 250

/** One line to choose by: DORA's own summary, else the beginning of the description, cut at a word (dora-backend.md §2.8). */
export const summaryOf = ({ dora, description }: Service | Structure): string => {
  const own = dora?.short_desc?.trim() ?? ''
  const text = plain(own === '' ? (description ?? '').slice(0, 4 * MAX) : own)
  if (text.length <= MAX) return text
  const cut = text.slice(0, MAX)
  const space = cut.lastIndexOf(' ')
  return `${(space > MAX / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:.]+$/, '')}…`
}

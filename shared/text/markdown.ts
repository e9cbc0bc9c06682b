import { z } from 'zod'

/**
 * The little Markdown that producers write (data-inclusion.md §3.4: HTML turned into ATX headings, `*` bullets, links).
 * Parsed into a tree, never into HTML: whatever is not understood stays the text it was. No images, no raw HTML.
 */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly Inline[] }
  | { readonly kind: 'break' }

export type Block =
  | { readonly kind: 'paragraph' | 'heading'; readonly children: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }

const Address = z.url()
const SAFE_URL = /^(?:https?:\/\/|mailto:|tel:)/i

/** Whether an address written by a producer may become a link at all; opening it is guarded again by the host. */
export const isSafeUrl = (url: string): boolean => SAFE_URL.test(url) && Address.safeParse(url).success

const decodeEntities = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|nbsp|#39|#x27);/g, (_, name: string) =>
    name === 'amp' ? '&' : name === 'lt' ? '<' : name === 'gt' ? '>' : name === 'quot' ? '"' : name === 'nbsp' ? '\u00a0' : '’',
  )

const unescape = (text: string): string => decodeEntities(text.replace(/\\([\\`*_{}[\]()#+\-.!>~|])/g, '$1'))

const TOKEN =
  /!\[([^\]\n]*)\]\([^)\n]*\)|\[([^\]\n]+)\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"\n]*")?\s*\)|\*\*(\S(?:[^\n]*?\S)?)\*\*|__(\S(?:[^\n]*?\S)?)__|(?<![\w*])\*(\S(?:[^*\n]*?\S)?)\*(?![\w*])|(?<![\w_])_(\S(?:[^_\n]*?\S)?)_(?![\w_])|<?(https?:\/\/[^\s<>]+[^\s<>.,;:!?)\]»’'"])>?/g

/** Deep nesting is never meant: past this depth the text is kept as it stands. */
const MAX_DEPTH = 4

export const parseInline = (source: string, depth = 0): readonly Inline[] => {
  const out: Inline[] = []
  const push = (text: string) => {
    if (text !== '') out.push({ kind: 'text', text: unescape(text) })
  }
  if (depth >= MAX_DEPTH) {
    push(source)
    return out
  }
  let at = 0
  for (const match of source.matchAll(TOKEN)) {
    const [whole, alt, label, url, strong1, strong2, em1, em2, bare] = match
    push(source.slice(at, match.index))
    at = match.index + whole.length
    const strong = strong1 ?? strong2
    const em = em1 ?? em2
    if (alt !== undefined) push(alt)
    else if (label !== undefined && url !== undefined) {
      if (isSafeUrl(url)) out.push({ kind: 'link', url, children: parseInline(label, depth + 1) })
      else out.push(...parseInline(label, depth + 1))
    } else if (strong !== undefined) out.push({ kind: 'strong', children: parseInline(strong, depth + 1) })
    else if (em !== undefined) out.push({ kind: 'em', children: parseInline(em, depth + 1) })
    else if (bare !== undefined && isSafeUrl(bare))
      out.push({ kind: 'link', url: bare, children: [{ kind: 'text', text: bare }] })
    else push(whole)
  }
  push(source.slice(at))
  return out
}

const withBreaks = (lines: readonly string[]): readonly Inline[] =>
  lines.flatMap((line, index) => [...(index > 0 ? [{ kind: 'break' as const }] : []), ...parseInline(line.trim())])

const BULLET = /^\s*(?:[*\-+•–]|\u2022)\s+(.*)$/
const NUMBER = /^\s*\d{1,3}[.)]\s+(.*)$/
const HEADING = /^\s{0,3}#{1,6}\s+(.*?)\s*#*$/
const TAG = /<\/?[a-z][^>\n]{0,200}>/gi

/** Any string gives blocks; an empty or blank one gives none. */
export const parseMarkdown = (source: string): readonly Block[] => {
  const blocks: Block[] = []
  let paragraph: string[] = []
  let list: { ordered: boolean; items: string[] } | null = null

  const endParagraph = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', children: withBreaks(paragraph) })
    paragraph = []
  }
  const endList = () => {
    if (list !== null)
      blocks.push({ kind: 'list', ordered: list.ordered, items: list.items.map((item) => parseInline(item.trim())) })
    list = null
  }

  const text = source
    .replace(/\r\n?/g, '\n')
    .replace(/<br\s*\/?>|<\/p>/gi, '\n')
    .replace(/<li[^>\n]{0,100}>/gi, '\n* ')
    .replace(TAG, '')
  for (const line of text.split('\n')) {
    const heading = HEADING.exec(line)
    const bullet = BULLET.exec(line)
    const number = NUMBER.exec(line)
    if (line.trim() === '' || /^\s*(?:[-*_]\s*){3,}$/.test(line)) {
      endParagraph()
      endList()
    } else if (heading !== null) {
      endParagraph()
      endList()
      blocks.push({ kind: 'heading', children: parseInline(heading[1] ?? '') })
    } else if (bullet !== null || number !== null) {
      endParagraph()
      const ordered = number !== null
      if (list !== null && list.ordered !== ordered) endList()
      list ??= { ordered, items: [] }
      list.items.push((bullet ?? number)?.[1] ?? '')
    } else if (list !== null && /^\s{2,}\S/.test(line)) {
      list.items[list.items.length - 1] += ` ${line.trim()}`
    } else {
      endList()
      paragraph.push(line)
    }
  }
  endParagraph()
  endList()
  return blocks
}

/** The words of a Markdown text on one line, for a summary. */
export const plainText = (source: string): string => {
  const inline = (nodes: readonly Inline[]): string =>
    nodes.map((node) => (node.kind === 'text' ? node.text : node.kind === 'break' ? ' ' : inline(node.children))).join('')
  return parseMarkdown(source)
    .map((block) => (block.kind === 'list' ? block.items.map(inline).join(' · ') : inline(block.children)))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
}

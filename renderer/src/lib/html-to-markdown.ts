import { cleanMarkdown } from '#shared/listing/clean-text.ts'

/**
 * What is pasted from a word processor or a page, as the little Markdown of descriptions: headings, bold, italic, lists, links.
 * Nothing else of it is kept: no style, no image, no table but its text.
 */

/** What of a DOM node is read: lets tests give one without a browser. */
export type NodeLike = {
  readonly nodeType: number
  readonly nodeName: string
  readonly nodeValue: string | null
  readonly childNodes: ArrayLike<NodeLike>
  readonly getAttribute?: (name: string) => string | null
}

const TEXT = 3
const ELEMENT = 1
const UNREAD: ReadonlySet<string> = new Set([
  'SCRIPT',
  'STYLE',
  'HEAD',
  'TITLE',
  'META',
  'LINK',
  'TEMPLATE',
  'IFRAME',
  'OBJECT',
  'SVG',
])
const BLOCK: ReadonlySet<string> = new Set(
  'P DIV SECTION ARTICLE HEADER FOOTER MAIN ASIDE BLOCKQUOTE PRE TABLE TBODY THEAD TR DL DT DD FIGURE HR FORM'.split(' '),
)
const SAFE_LINK = /^(?:https?:\/\/|mailto:|tel:)/i

const styleOf = (node: NodeLike): string => node.getAttribute?.('style')?.toLowerCase().replace(/\s+/g, '') ?? ''
const isBold = (node: NodeLike): boolean => {
  const style = styleOf(node)
  // Google Docs wraps a whole document in <b style="font-weight:normal">.
  if (/font-weight:(?:normal|400)/.test(style)) return false
  return ['B', 'STRONG'].includes(node.nodeName) || /font-weight:(?:bold|[6-9]00)/.test(style)
}
const isItalic = (node: NodeLike): boolean => {
  const style = styleOf(node)
  if (/font-style:normal/.test(style)) return false
  return ['I', 'EM'].includes(node.nodeName) || /font-style:italic/.test(style)
}
/** Word writes its lists as paragraphs with a bullet of its own. */
const isWordItem = (node: NodeLike): boolean => /mso-list:(?!ignore)/.test(styleOf(node))
const WORD_BULLET = /^[\s\u00a0]*(?:[·•▪◦o§–-]|\d{1,3}[.)])[\s\u00a0]+/

const children = (node: NodeLike): readonly NodeLike[] => Array.from(node.childNodes)
const escaped = (text: string): string => text.replace(/[\\*_`[\]]/g, '\\$&')

/** Marks hold no blank at their ends: « ** gras ** » is no bold. */
const marked = (mark: string, text: string): string => {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? []
  return inner === '' ? text : `${before}${mark}${inner}${mark}${after}`
}

const inline = (node: NodeLike, bold = false, italic = false): string => {
  if (node.nodeType === TEXT) return escaped((node.nodeValue ?? '').replace(/[\s\u00a0]+/g, ' '))
  if (node.nodeType !== ELEMENT || UNREAD.has(node.nodeName) || /mso-list:ignore/.test(styleOf(node))) return ''
  if (node.nodeName === 'BR') return '\n'
  const [toBold, toItalic] = [!bold && isBold(node), !italic && isItalic(node)]
  const text = children(node)
    .map((child) => inline(child, bold || toBold, italic || toItalic))
    .join('')
  const href = node.nodeName === 'A' ? (node.getAttribute?.('href') ?? '') : ''
  const linked =
    SAFE_LINK.test(href) && text.trim() !== '' ? `[${text.trim()}](${href.replace(/[\s)]/g, encodeURIComponent)})` : text
  const emphasised = toItalic ? marked('*', linked) : linked
  return toBold ? marked('**', emphasised) : emphasised
}

const line = (nodes: readonly NodeLike[], bold = false): string =>
  nodes
    .map((node) => inline(node, bold))
    .join('')
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/ {2,}/g, ' ')
    .trim()

const isBlock = (node: NodeLike): boolean =>
  node.nodeType === ELEMENT && (BLOCK.has(node.nodeName) || /^(?:H[1-6]|UL|OL|LI)$/.test(node.nodeName))
const holdsBlock = (node: NodeLike): boolean => children(node).some((child) => isBlock(child) || holdsBlock(child))

const listItems = (node: NodeLike, ordered: boolean): string => {
  let rank = 0
  return children(node)
    .flatMap((item) => {
      if (item.nodeName === 'UL' || item.nodeName === 'OL') return [listItems(item, item.nodeName === 'OL')]
      if (item.nodeName !== 'LI') return []
      const inner = children(item).filter(({ nodeName }) => nodeName !== 'UL' && nodeName !== 'OL')
      const nested = children(item).filter(({ nodeName }) => nodeName === 'UL' || nodeName === 'OL')
      const text = line(inner).replace(/\n+/g, ' ')
      rank += 1
      const own = text === '' ? [] : [`${ordered ? `${rank}.` : '*'} ${text}`]
      return [...own, ...nested.map((list) => listItems(list, list.nodeName === 'OL'))]
    })
    .filter((one) => one !== '')
    .join('\n')
}

const blocks = (node: NodeLike): readonly string[] => {
  const out: string[] = []
  let run: NodeLike[] = []
  const flush = () => {
    const text = line(run)
    if (text !== '') out.push(text)
    run = []
  }
  for (const child of children(node)) {
    if (child.nodeType === ELEMENT && UNREAD.has(child.nodeName)) continue
    if (!isBlock(child) && !holdsBlock(child)) {
      run.push(child)
      continue
    }
    flush()
    if (/^H[1-6]$/.test(child.nodeName)) {
      const text = line(children(child), true).replace(/\n+/g, ' ')
      if (text !== '') out.push(`${child.nodeName === 'H1' || child.nodeName === 'H2' ? '##' : '###'} ${text}`)
    } else if (child.nodeName === 'UL' || child.nodeName === 'OL') {
      const items = listItems(child, child.nodeName === 'OL')
      if (items !== '') out.push(items)
    } else if (isWordItem(child)) {
      const text = line(children(child)).replace(WORD_BULLET, '').replace(/\n+/g, ' ')
      const before = out.at(-1)
      // Paragraphs of one list follow each other without a blank line.
      if (before?.startsWith('* ') === true) out[out.length - 1] = `${before}\n* ${text}`
      else out.push(`* ${text}`)
    } else if (child.nodeName === 'TR') {
      const cells = children(child)
        .map((cell) => line([cell]).replace(/\n+/g, ' '))
        .filter((text) => text !== '')
      if (cells.length > 0) out.push(cells.join(' · '))
    } else if (holdsBlock(child)) out.push(...blocks(child))
    else {
      const text = line(children(child))
      if (text !== '') out.push(text)
    }
  }
  flush()
  return out
}

/** Markdown of a document's body. */
export const markdownOf = (body: NodeLike): string => cleanMarkdown(blocks(body).join('\n\n'))

/** Markdown of an HTML text, as the clipboard holds it. For the browser only. */
export const htmlToMarkdown = (html: string): string => markdownOf(new DOMParser().parseFromString(html, 'text/html').body)

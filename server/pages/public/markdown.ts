import { type Inline, parseMarkdown } from '#shared/text/markdown.ts'
import { html, type Html } from '../html.ts'
import { mailLink, phoneLink, webLink } from './links.ts'

const linked = (url: string, text: Html): Html => {
  if (/^mailto:/i.test(url)) return mailLink(url.slice('mailto:'.length).split('?', 1)[0] ?? '')
  if (/^tel:/i.test(url)) return phoneLink(url.slice('tel:'.length))
  return webLink(url, text)
}

const written = (node: Inline): Html => {
  switch (node.kind) {
    case 'text':
      return html`${node.text}`
    case 'break':
      return html`<br />`
    case 'strong':
      return html`<strong>${node.children.map(written)}</strong>`
    case 'em':
      return html`<em>${node.children.map(written)}</em>`
    case 'link':
      return linked(node.url, html`${node.children.map(written)}`)
  }
}

/** What a structure wrote, as HTML of ours. Its headings are bold lines: the outline of the page stays ours. */
export const markdown = (source: string): Html =>
  html`${parseMarkdown(source).map((block) => {
    if (block.kind === 'list') {
      const items = block.items.map((item) => html`<li>${item.map(written)}</li>`)
      return block.ordered
        ? html`<ol>
            ${items}
          </ol>`
        : html`<ul>
            ${items}
          </ul>`
    }
    const inline = block.children.map(written)
    return block.kind === 'heading' ? html`<p><strong>${inline}</strong></p>` : html`<p>${inline}</p>`
  })}`

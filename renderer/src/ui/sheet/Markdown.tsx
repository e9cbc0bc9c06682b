import { Fragment, type ReactNode, useMemo } from 'react'
import { ExternalLink } from '../../lib/ExternalLink.tsx'
import { type Inline, parseMarkdown } from '#shared/text/markdown.ts'

const inline = (nodes: readonly Inline[]): ReactNode =>
  nodes.map((node, index) => {
    switch (node.kind) {
      case 'text':
        return <Fragment key={index}>{node.text}</Fragment>
      case 'break':
        return <br key={index} />
      case 'strong':
        return <strong key={index}>{inline(node.children)}</strong>
      case 'em':
        return <em key={index}>{inline(node.children)}</em>
      case 'link':
        return (
          <ExternalLink key={index} url={node.url}>
            {inline(node.children)}
          </ExternalLink>
        )
    }
  })

/** A producer's description. Its headings are shown as bold lines: the outline of the page stays ours. */
export const Markdown = ({ source }: { readonly source: string }) => {
  const blocks = useMemo(() => parseMarkdown(source), [source])
  return (
    <div className="prose sheet-markdown">
      {blocks.map((block, index) => {
        if (block.kind === 'list') {
          const List = block.ordered ? 'ol' : 'ul'
          return (
            <List key={index}>
              {block.items.map((item, position) => (
                <li key={position}>{inline(item)}</li>
              ))}
            </List>
          )
        }
        return <p key={index}>{block.kind === 'heading' ? <strong>{inline(block.children)}</strong> : inline(block.children)}</p>
      })}
    </div>
  )
}

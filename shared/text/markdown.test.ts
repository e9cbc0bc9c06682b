import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Inline, isSafeUrl, parseInline, parseMarkdown, plainText } from './markdown.ts'

const links = (nodes: readonly Inline[]): string[] =>
  nodes.flatMap((node) =>
    node.kind === 'link' ? [node.url, ...links(node.children)] : 'children' in node ? links(node.children) : [],
  )

describe('parseMarkdown', () => {
  it('reads paragraphs, line breaks, headings, lists and emphasis', () => {
    expect(parseMarkdown('# Objectif\nTrouver **vite** un\nlogement\n\n* un\n* deux\n\n1. a\n2) b')).toEqual([
      { kind: 'heading', children: [{ kind: 'text', text: 'Objectif' }] },
      {
        kind: 'paragraph',
        children: [
          { kind: 'text', text: 'Trouver ' },
          { kind: 'strong', children: [{ kind: 'text', text: 'vite' }] },
          { kind: 'text', text: ' un' },
          { kind: 'break' },
          { kind: 'text', text: 'logement' },
        ],
      },
      { kind: 'list', ordered: false, items: [[{ kind: 'text', text: 'un' }], [{ kind: 'text', text: 'deux' }]] },
      { kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'a' }], [{ kind: 'text', text: 'b' }]] },
    ])
  })

  it('keeps the words of a dangerous link and drops its address', () => {
    const nodes = parseInline('[cliquez](javascript:alert(1)) ou [ici](file:///etc/passwd) ou [là](https://exemple.fr/a)')
    expect(links(nodes)).toEqual(['https://exemple.fr/a'])
    expect(plainText('[cliquez](javascript:alert)')).toBe('cliquez')
  })

  it('never shows a tag nor an image', () => {
    expect(plainText('<script>alert(1)</script><p>Bonjour<br>à tous</p>![logo](https://exemple.fr/l.png)')).toBe(
      'alert(1)Bonjour à tous logo',
    )
  })

  it('leaves underscores and stars inside words alone', () => {
    expect(plainText('mon_fichier_final et 2*3*4')).toBe('mon_fichier_final et 2*3*4')
  })

  it('links a bare address without its closing punctuation', () => {
    expect(links(parseInline('Voir https://exemple.fr/aide.'))).toEqual(['https://exemple.fr/aide'])
  })

  it('reads any text without failing, and every link is safe', () => {
    const noisy = fc.string({ unit: fc.constantFrom(...'*_[]()#-!<>\\ \nab1.:/h', 'http://a.b', 'javascript:'), maxLength: 300 })
    fc.assert(
      fc.property(fc.oneof(fc.string(), noisy), (source) => {
        for (const block of parseMarkdown(source)) {
          const found = block.kind === 'list' ? block.items.flatMap(links) : links(block.children)
          for (const url of found) expect(isSafeUrl(url)).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('reads a hostile text in time that grows with its length', () => {
    const source = '[a]('.repeat(5000) + '*'.repeat(5000) + '<a '.repeat(2000)
    expect(parseMarkdown(source).length).toBeGreaterThan(0)
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markdownOf, type NodeLike } from './html-to-markdown.ts'

const t = (text: string): NodeLike => ({ nodeType: 3, nodeName: '#text', nodeValue: text, childNodes: [] })
const el = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...childNodes: readonly (NodeLike | string)[]
): NodeLike => ({
  nodeType: 1,
  nodeName: name.toUpperCase(),
  nodeValue: null,
  childNodes: childNodes.map((child) => (typeof child === 'string' ? t(child) : child)),
  getAttribute: (attribute) => attributes[attribute] ?? null,
})
const body = (...children: readonly (NodeLike | string)[]) => markdownOf(el('body', {}, ...children))

describe('what is pasted', () => {
  test('keeps headings, bold, italic, lists and links, and nothing else', () => {
    expect(
      body(
        el('style', {}, 'p { color: red }'),
        el('h1', {}, el('b', {}, 'Permis')),
        el('p', {}, 'Un ', el('strong', {}, ' atelier '), 'pour ', el('em', {}, 'tous'), '.'),
        el('ul', {}, el('li', {}, 'lundi'), el('li', {}, 'jeudi', el('ul', {}, el('li', {}, 'matin')))),
        el('ol', {}, el('li', {}, 'un'), el('li', {}, 'deux')),
        el('p', {}, el('a', { href: 'https://exemple.test/a b' }, 'le site'), ' ', el('a', { href: 'javascript:x' }, 'piège')),
        el('img', { src: 'x' }),
        el('script', {}, 'alert(1)'),
      ),
    ).toBe(
      [
        '## Permis',
        'Un **atelier** pour *tous*.',
        '* lundi\n* jeudi\n* matin',
        '1. un\n2. deux',
        '[le site](https://exemple.test/a%20b) piège',
      ].join('\n\n'),
    )
  })

  test('lists of Word are lists; its own bullets go', () => {
    const item = (text: string) =>
      el(
        'p',
        { style: 'margin-left:36pt; mso-list:l0 level1 lfo1' },
        el('span', { style: 'mso-list: Ignore' }, '·       '),
        el('span', {}, text),
      )
    expect(body(el('p', {}, 'À fournir :'), item('CV'), item('Lettre'), el('o:p', {}))).toBe('À fournir :\n\n* CV\n* Lettre')
  })

  test('bold said by a style is bold; the wrapper of Google Docs is not', () => {
    expect(
      body(
        el('b', { style: 'font-weight:normal' }, el('p', {}, el('span', { style: 'font-weight: 700' }, 'Gras'), ' et maigre')),
      ),
    ).toBe('**Gras** et maigre')
  })

  test('rows of a table are lines', () => {
    expect(body(el('table', {}, el('tbody', {}, el('tr', {}, el('td', {}, 'Lundi'), el('td', {}, '9 h')))))).toBe('Lundi · 9 h')
  })

  test('signs that would be read as Markdown are not', () => {
    expect(body(el('p', {}, '5 * 3 [sic]'))).toBe('5 \\* 3 \\[sic\\]')
  })

  test('no tag ever comes through, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 40 })), (texts) => {
        const found = body(...texts.map((text) => el('p', {}, text, el('b', {}, `<img src=x onerror=1>${text}`))))
        expect(found).not.toMatch(/<(?!https?:|mailto:)[a-z][^<>]*>/i)
      }),
    )
  })
})

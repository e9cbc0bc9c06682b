import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bookmarklet, snippet } from './snippet.ts'

/** Any 16 bits, marks of HTML and of addresses more often. */
const anyText = fc
  .array(fc.oneof(fc.nat(0xffff), fc.constantFrom(...[...`<>&"'=/?# \n\0`].map((one) => one.charCodeAt(0)))), { maxLength: 400 })
  .map((units) => String.fromCharCode(...units))

const ORIGIN = 'https://dora.exemple.test'

const decoded = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

describe('the code to paste', () => {
  it('is two lines', () => {
    expect(snippet(ORIGIN, { departement: '33', thematique: 'mobilite', titre: '' })).toBe(
      '<script type="module" src="https://dora.exemple.test/widget/v1/dora.js"></script>\n' +
        '<dora-services departement="33" thematique="mobilite"></dora-services>',
    )
  })
  it('holds any value as a value: nothing ends its quotes, nor its line', () => {
    fc.assert(
      fc.property(
        anyText.filter((text) => text !== ''),
        (titre) => {
          const [, line = '', ...more] = snippet(ORIGIN, { titre }).split('\n')
          const [, value = ''] = /^<dora-services titre="([^"<>]*)"><\/dora-services>$/.exec(line) ?? []
          expect(more).toEqual([])
          expect(decoded(value)).toBe(titre.toWellFormed().replace(/[\u0000-\u001f\u007f]+/g, ' '))
        },
      ),
    )
  })
})

describe('the bookmark', () => {
  const opened = (selected: string): readonly unknown[] => {
    const calls: unknown[][] = []
    const code = bookmarklet(ORIGIN)
    runInNewContext(code.slice('javascript:'.length), {
      getSelection: () => ({ toString: () => selected }),
      open: (...args: unknown[]) => calls.push(args),
    })
    expect(calls).toHaveLength(1)
    return calls[0] ?? []
  }
  it('opens the search of the word selected, in a tab that knows nothing of the page', () => {
    expect(opened('  permis & « conduire »\n')).toEqual([
      `${ORIGIN}/recherche?q=permis%20%26%20%C2%AB%20conduire%20%C2%BB`,
      '_blank',
      'noopener',
    ])
    expect(opened('')[0]).toBe(`${ORIGIN}/recherche?q=`)
  })
  it('takes whatever is selected, cut where an address must be', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, lone) => {
        const address = new URL(String(opened(lone ? `a\ud800${text}` : text)[0]))
        expect(address.origin + address.pathname).toBe(`${ORIGIN}/recherche`)
        expect([...address.searchParams.keys()]).toEqual(['q'])
        expect([...(address.searchParams.get('q') ?? '')].length).toBeLessThanOrEqual(200)
      }),
    )
  })
})

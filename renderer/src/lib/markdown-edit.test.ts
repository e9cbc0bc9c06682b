import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { insertLink, type Replacement, toggleMark, togglePrefix } from './markdown-edit.ts'

const after = (text: string, { from, to, insert }: Replacement) => text.slice(0, from) + insert + text.slice(to)

describe('buttons of the description', () => {
  test.each([
    ['Un mot ici', 3, 6, '**', 'Un **mot** ici'],
    ['Un **mot** ici', 5, 8, '**', 'Un mot ici'],
    ['Un mot ici', 2, 7, '*', 'Un *mot* ici'],
    ['Un **mot** ici', 5, 8, '*', 'Un ***mot*** ici'],
    ['', 0, 0, '**', '**texte**'],
  ])('%s [%i–%i] %s', (text, start, end, mark, expected) => {
    expect(after(text, toggleMark(text, { start, end }, mark, 'texte'))).toBe(expected)
  })

  test.each([
    ['un\ndeux\ntrois', 4, 9, '* ', 'un\n* deux\n* trois'],
    ['un\n* deux\n* trois', 4, 12, '* ', 'un\ndeux\ntrois'],
    ['Titre', 2, 2, '## ', '## Titre'],
    ['## Titre', 4, 4, '## ', 'Titre'],
    ['* point', 3, 3, '## ', '## point'],
    ['', 0, 0, '* ', '* '],
  ])('%j [%i–%i] %s', (text, start, end, prefix, expected) => {
    expect(after(text, togglePrefix(text, { start, end }, prefix))).toBe(expected)
  })

  test('a link is made of words, or of an address', () => {
    const ofWords = insertLink('voir le site', { start: 5, end: 12 }, 'texte du lien')
    expect(after('voir le site', ofWords)).toBe('voir [le site](https://)')
    expect(after('voir le site', ofWords).slice(ofWords.select.start, ofWords.select.end)).toBe('https://')
    const ofAddress = insertLink('https://exemple.test', { start: 0, end: 20 }, 'texte du lien')
    expect(after('https://exemple.test', ofAddress)).toBe('[texte du lien](https://exemple.test)')
  })

  test('twice the same mark changes nothing, wherever it is put', () => {
    const words = fc.stringMatching(/^[a-z ]{1,20}$/)
    fc.assert(
      fc.property(words, fc.nat(20), fc.nat(20), (text, a, b) => {
        const [start, end] = [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)]
        fc.pre(text.slice(start, end).trim() !== '')
        const once = toggleMark(text, { start, end }, '**', 'texte')
        const marked = after(text, once)
        expect(after(marked, toggleMark(marked, once.select, '**', 'texte'))).toBe(text)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wordDiff, type Part } from './word-diff.ts'

const told = (parts: readonly Part[]) =>
  parts.map(({ kind, text }) => (kind === 'added' ? `+${text.trim()}` : kind === 'removed' ? `-${text.trim()}` : text.trim()))
const textOf = (parts: readonly Part[], kinds: readonly Part['kind'][]) =>
  parts
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => text)
    .join('')
const words = (text: string) => text.match(/\S+/g) ?? []

describe('what a version of a text changes', () => {
  test('a word replaced, words added, a line of a list removed', () => {
    expect(told(wordDiff('Appeler le mardi matin', 'Appeler le jeudi matin'))).toEqual([
      'Appeler le',
      '-mardi',
      '+jeudi',
      'matin',
    ])
    expect(told(wordDiff('Appeler', 'Appeler avant midi'))).toEqual(['Appeler', '+avant midi'])
    expect(told(wordDiff('Mobilité\nLogement\nSanté', 'Mobilité\nSanté'))).toEqual(['Mobilité', '-Logement', 'Santé'])
    expect(wordDiff('Un  mot', 'Un mot')).toEqual([{ kind: 'same', text: 'Un mot' }])
    expect(wordDiff('', '')).toEqual([])
  })

  const text = fc
    .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'été', '«', '👩‍👧'), fc.constantFrom(' ', '\n', '  ')), { maxLength: 40 })
    .map((tokens) => tokens.flat().join(''))

  test('shows the new text sign for sign, and all the words of the old one', () => {
    fc.assert(
      fc.property(text, text, (from, to) => {
        const parts = wordDiff(from, to)
        expect(textOf(parts, ['same', 'added'])).toBe(to)
        expect(words(parts.map(({ kind, text: one }) => (kind === 'added' ? ' ' : `${one} `)).join(''))).toEqual(words(from))
        for (const [index, { kind }] of parts.entries()) expect(kind).not.toBe(parts[index - 1]?.kind)
      }),
    )
  })

  test('two texts without a common word, too long to compare, are told whole', () => {
    const from = 'ancien '.repeat(3_000)
    const to = 'nouveau '.repeat(3_000)
    expect(wordDiff(from, to)).toEqual([
      { kind: 'removed', text: from },
      { kind: 'added', text: to },
    ])
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { condensed, wordDiff, type Part, type Shown } from './word-diff.ts'

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

describe('what of a difference is shown', () => {
  const many = (word: string, count: number) => Array.from({ length: count }, (_, n) => `${word}${n}`).join(' ')

  test('long passages that have not changed are counted, with some words beside what has', () => {
    const from = `${many('a', 30)} ancien ${many('b', 30)} fin`
    const shown = condensed(wordDiff(from, from.replace('ancien', 'nouveau').replace('fin', 'terme')))
    expect(shown.map((one) => (one.kind === 'skipped' ? one.words : one.text.trim()))).toEqual([
      24,
      many('a', 30).split(' ').slice(-6).join(' '),
      'ancien',
      'nouveau',
      many('b', 30).split(' ').slice(0, 6).join(' '),
      18,
      many('b', 30).split(' ').slice(-6).join(' '),
      'fin',
      'terme',
    ])
  })

  test('short passages, and a text that has not changed, are told whole', () => {
    const parts = wordDiff(`${many('a', 13)} ancien`, `${many('a', 13)} nouveau`)
    expect(condensed(parts)).toEqual(parts)
    expect(condensed(wordDiff(many('a', 90), many('a', 90)))).toEqual([{ kind: 'same', text: many('a', 90) }])
  })

  test('loses no sign, and hides none of what changed', () => {
    const token = fc.constantFrom('a ', 'b ', 'c\n', 'd  ')
    const text = fc.array(token, { maxLength: 120 }).map((tokens) => tokens.join(''))
    fc.assert(
      fc.property(text, text, (from, to) => {
        const parts = wordDiff(from, to)
        const shown = condensed(parts)
        const all = (some: readonly Shown[]) => some.map((one) => one.text).join('')
        expect(all(shown)).toBe(all(parts))
        expect(shown.filter(({ kind }) => kind === 'added' || kind === 'removed')).toEqual(
          parts.filter(({ kind }) => kind !== 'same'),
        )
      }),
    )
  })
})

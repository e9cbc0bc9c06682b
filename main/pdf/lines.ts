import bidiModule, { type Bidi } from 'bidi-js'
import type { Part } from './fonts.ts'
import { type HasGlyph, runsOf } from './runs.ts'

/**
 * A paragraph cut into lines, and each line into pieces of one font and one direction, where they stand. Directions are those of the
 * Unicode bidirectional algorithm (UAX #9), by bidi-js; letters are joined later, by what draws a piece.
 */

/** `x`: from the left of its line. */
export type Piece = { readonly part: Part; readonly text: string; readonly x: number }
/** Pieces in the order in which they are read, which is not that of their places. */
export type LaidLine = { readonly pieces: readonly Piece[]; readonly largeur: number }

export type LineOptions = {
  readonly rtl: boolean
  readonly width: number
  /** Width of a text of one font. */
  readonly measure: (part: Part, text: string) => number
  readonly has: HasGlyph
}

// Its types are those of another module than the one Node loads, which is the function itself.
const bidi = (bidiModule as unknown as () => Bidi)()

/** Marks of direction, which have done their work once levels are known. */
const MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]/g
/** Arabic and Persian digits: a font would turn them with their letters; the same numbers in the digits of French papers are not. */
const EASTERN_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g
const western = (text: string): string =>
  text.replace(EASTERN_DIGITS, (digit) => String(((digit.codePointAt(0) ?? 0) & 0xf) % 10))

/** Letters of another alphabet than Arabic, in a right-to-left run (brackets, stops, spaces): turned here, brackets mirrored. */
const turned = (text: string): string =>
  [...text]
    .reverse()
    .map((char) => bidi.getMirroredCharacter(char) ?? char)
    .join('')

type Leveled = { readonly part: Part; readonly text: string; readonly level: number; readonly width: number }

const piecesOf = (text: string, levels: Uint8Array, from: number, to: number, options: LineOptions): readonly Leveled[] => {
  const pieces: Leveled[] = []
  for (let at = from; at < to;) {
    const level = levels[at] ?? 0
    let end = at
    while (end < to && levels[end] === level) end++
    const bare = text.slice(at, end).replace(MARKS, '')
    for (const { part, text: run } of runsOf(bare, options.has)) {
      const shown = level % 2 === 1 && part !== 'arabic' ? turned(run) : run
      pieces.push({ part, text: shown, level, width: options.measure(part, shown) })
    }
    at = end
  }
  return pieces
}

/** Rule L2: from the highest level to the lowest odd one, what is at that level or above is turned. Answers places to indexes. */
const visualOrder = (levels: readonly number[]): readonly number[] => {
  const order = levels.map((_, index) => index)
  const odd = levels.filter((level) => level % 2 === 1)
  for (let level = Math.max(0, ...levels); level >= Math.min(Infinity, ...odd); level--)
    for (let at = 0; at < order.length;) {
      let end = at
      while (end < order.length && (levels[order[end] ?? 0] ?? 0) >= level) end++
      if (end > at) order.splice(at, end - at, ...order.slice(at, end).reverse())
      at = Math.max(end, at + 1)
    }
  return order
}

const laid = (pieces: readonly Leveled[]): LaidLine => {
  const places = new Map<number, number>()
  let x = 0
  for (const index of visualOrder(pieces.map(({ level }) => level))) {
    places.set(index, x)
    x += pieces[index]?.width ?? 0
  }
  return { pieces: pieces.map(({ part, text }, index) => ({ part, text, x: places.get(index) ?? 0 })), largeur: x }
}

const isSpace = (char: string | undefined): boolean => char === ' ' || char === '\t'

/** Where each word ends, its spaces included. */
const wordEnds = (text: string): readonly number[] => {
  const ends: number[] = []
  for (let at = 1; at <= text.length; at++) if (at === text.length || (isSpace(text[at - 1]) && !isSpace(text[at]))) ends.push(at)
  return ends
}

const paragraph = (text: string, options: LineOptions): readonly LaidLine[] => {
  if (text === '') return [{ pieces: [], largeur: 0 }]
  const { levels } = bidi.getEmbeddingLevels(text, options.rtl ? 'rtl' : 'ltr')
  const trimmed = (from: number, to: number): number => {
    let end = to
    while (end > from && isSpace(text[end - 1])) end--
    return end
  }
  const widthOf = (from: number, to: number): number =>
    piecesOf(text, levels, from, trimmed(from, to), options).reduce((sum, { width }) => sum + width, 0)
  const lines: LaidLine[] = []
  let from = 0
  const put = (to: number): void => {
    lines.push(laid(piecesOf(text, levels, from, trimmed(from, to), options)))
    from = to
  }
  let last = 0
  for (const end of wordEnds(text)) {
    if (last > from && widthOf(from, end) > options.width) put(last)
    // A word that is longer than a line is cut where it must.
    while (widthOf(from, end) > options.width && trimmed(from, end) - from > 1) {
      let cut = from + 1
      while (cut < end && widthOf(from, cut + 1) <= options.width) cut++
      if (/[\udc00-\udfff]/.test(text[cut] ?? '')) cut++
      if (cut >= end) break
      put(cut)
    }
    last = end
  }
  if (from < text.length) put(text.length)
  return lines
}

export const layLines = (text: string, options: LineOptions): readonly LaidLine[] =>
  western(text.normalize('NFC'))
    .split('\n')
    .flatMap((one) => paragraph(one, options))

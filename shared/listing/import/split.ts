import { fold } from '../../geo/fold.ts'

/** Several values in one cell: separated by `;`, `|`, a new line, or a comma. */

const STRONG = /[;|\n\r]+/
/** At the commas that no parentheses hold. */
const atCommas = (text: string): readonly string[] => {
  const pieces: string[] = []
  let [from, depth] = [0, 0]
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '(') depth++
    else if (char === ')') depth = Math.max(0, depth - 1)
    else if (char === ',' && depth === 0) {
      pieces.push(text.slice(from, at))
      from = at + 1
    }
  }
  return [...pieces, text.slice(from)]
}

/** `['a', 'b']` and `["a","b"]`: how data·inclusion's exports and JSON write lists. */
const unlisted = (texte: string): string => {
  const inside = /^\s*\[([\s\S]*)\]\s*$/.exec(texte)?.[1]
  return inside === undefined
    ? texte
    : inside.replace(/(^|,)\s*(["'])([\s\S]*?)\2\s*(?=,|$)/g, (_, comma: string, __, item: string) =>
        comma === '' ? item : `;${item}`,
      )
}

const filled = (pieces: readonly string[]): readonly string[] =>
  pieces.map((piece) => piece.trim()).filter((piece) => piece !== '')

/** Joins neighbours again when together they are a known value: « Lecture, écriture et calcul ». The longest first. */
const rejoined = (pieces: readonly string[], isKnown: (folded: string) => boolean): readonly string[] => {
  const found: string[] = []
  for (let from = 0; from < pieces.length;) {
    let to = Math.min(pieces.length, from + MOST_COMMAS + 1)
    while (to > from + 1 && !isKnown(fold(pieces.slice(from, to).join(', ')))) to--
    found.push(pieces.slice(from, to).join(', '))
    from = to
  }
  return found
}
/** In one known value. */
const MOST_COMMAS = 4

/** Values of a closed list. `isKnown` is told folded texts. */
export const splitKnown = (texte: string, isKnown: (folded: string) => boolean): readonly string[] =>
  filled(unlisted(texte).split(STRONG)).flatMap((piece) =>
    isKnown(fold(piece)) ? [piece] : rejoined(filled(atCommas(piece)), isKnown),
  )

/** Free texts: a comma separates only when nothing stronger does. */
export const splitFree = (texte: string, isKnown: (folded: string) => boolean): readonly string[] => {
  const pieces = filled(unlisted(texte).split(STRONG))
  const [only] = pieces
  return pieces.length === 1 && only !== undefined ? splitKnown(only, isKnown) : pieces
}

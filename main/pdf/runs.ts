import { type Part, PARTS } from './fonts.ts'

/** A text cut where its font changes; what no font has is written as near as can be, never dropped without a trace. */

export type Run = { readonly part: Part; readonly text: string }
export type HasGlyph = (part: Part, codePoint: number) => boolean

/** Spaces and marks that the fonts lack, and what stands for them. */
const NEAR: Readonly<Record<string, string>> = {
  '\u202f': '\u00a0',
  '\u2007': '\u00a0',
  '\t': ' ',
  '\u2192': '>',
  '\u2265': '>=',
  '\u2264': '<=',
  '\u2011': '-',
  // What some languages write with, that the font of their alphabet does not have.
  '\u02bc': '\u2019',
}
const UNKNOWN = '?'

export const runsOf = (text: string, has: HasGlyph): readonly Run[] => {
  const runs: { part: Part; text: string }[] = []
  const put = (part: Part, char: string): void => {
    const last = runs.at(-1)
    if (last?.part === part) last.text += char
    else runs.push({ part, text: char })
  }
  const write = (char: string, near: boolean): void => {
    const code = char.codePointAt(0) ?? 0
    // A space belongs to whatever comes before it: no word is cut from its font for it.
    if (char === '\n' || /\s/u.test(char) ? has('latin', code) || char === '\n' : false) put(runs.at(-1)?.part ?? 'latin', char)
    else {
      const part = PARTS.find((one) => has(one, code))
      if (part !== undefined) put(part, char)
      else if (!near) put('latin', UNKNOWN)
      else for (const one of NEAR[char] ?? withoutMarks(char)) write(one, false)
    }
  }
  for (const char of text.normalize('NFC')) write(char, true)
  return runs
}

const withoutMarks = (char: string): string => char.normalize('NFKD').replace(/\p{M}/gu, '') || UNKNOWN

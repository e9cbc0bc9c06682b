/**
 * What is looked for: values that occur nowhere else, each known to be somebody's. All words begin alike, and so do all telephones
 * and all numbers, so that one pass over the bytes finds thousands of them.
 */

/** Whose, and what of them. */
export type Needle = { readonly qui: string; readonly quoi: string }

/** A word is this and so many letters. */
export const MARK = 'zq'
export const WORD_LETTERS = 8
/** Of the range kept for fiction; then four digits. */
export const PHONE_MARK = '063998'
export const PHONE_DIGITS = 4
/** Of a France Travail number; then six digits. */
export const NUMBER_MARK = '90417'
export const NUMBER_DIGITS = 6

export type Found = { readonly needle: Needle; /** Where, in what was searched. */ readonly at: number }

/** Whatever people, addresses and encodings put between digits, UTF-8 read as bytes. */
const GAP = '(?:[\\s.\\-_/()+]|\\u00c2\\u00a0|\\u00e2\\u0080[\\u0080-\\u00af]|%20|&nbsp;|\\u00a0){0,3}'
const digits = (fixed: string, more: number): string => [...fixed, ...Array.from({ length: more }, () => '(\\d)')].join(GAP)

const WORD = new RegExp(`${MARK}[a-z]{${WORD_LETTERS}}`, 'gi')
/** From its second digit on: what is before says whether it is one. */
const PHONE = new RegExp(digits(PHONE_MARK.slice(1), PHONE_DIGITS), 'g')
/** « 0 », « +33 », « 0033 », or no digit: else it is the end of a longer number. */
const BEFORE_PHONE = new RegExp(`(?:0|33|^|[^0-9])${GAP}$`)
const MOST_BEFORE = 16
const NUMBER = new RegExp(digits(NUMBER_MARK, NUMBER_DIGITS), 'g')
const WIDE = /z\0q/i

export type Needles = {
  readonly addWord: (word: string, needle: Needle) => void
  /** As `06…`. */
  readonly addPhone: (phone: string, needle: Needle) => void
  readonly addNumber: (number: string, needle: Needle) => void
  /** A text to be found as it is: a token, a secret. */
  readonly addExact: (text: string, needle: Needle) => void
  readonly in: (bytes: Buffer) => Found[]
  /** Values looked for. */
  readonly count: () => number
}

export const createNeedles = (): Needles => {
  const words = new Map<string, Needle>()
  const phones = new Map<string, Needle>()
  const numbers = new Map<string, Needle>()
  const exact = new Map<string, Needle>()

  const scan = (text: string, pattern: RegExp, known: (match: RegExpExecArray) => Needle | undefined): Found[] => {
    const found: Found[] = []
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const needle = known(match)
      if (needle !== undefined) found.push({ needle, at: match.index })
      // One may begin inside what only looked like another.
      else pattern.lastIndex = match.index + 1
    }
    return found
  }
  const inText = (text: string): Found[] => [
    ...scan(text, WORD, ([word]) => words.get(word.toLowerCase())),
    ...scan(text, PHONE, (match) => {
      const known = phones.get(PHONE_MARK + match.slice(1).join(''))
      const before = text.slice(Math.max(0, match.index - MOST_BEFORE), match.index)
      return known !== undefined && BEFORE_PHONE.test(before) ? known : undefined
    }),
    ...scan(text, NUMBER, (match) => numbers.get(NUMBER_MARK + match.slice(1).join(''))),
  ]

  return {
    addWord: (word, needle) => void words.set(word, needle),
    addPhone: (phone, needle) => void phones.set(phone, needle),
    addNumber: (number, needle) => void numbers.set(number, needle),
    addExact: (text, needle) => void exact.set(text, needle),
    in: (bytes) => {
      const text = bytes.toString('latin1')
      const found = inText(text)
      // Two bytes a letter.
      if (WIDE.test(text)) found.push(...inText(text.replaceAll('\0', '')))
      for (const [value, needle] of exact) {
        const at = text.indexOf(value)
        if (at !== -1) found.push({ needle, at })
      }
      return found
    },
    count: () => words.size + phones.size + numbers.size + exact.size,
  }
}

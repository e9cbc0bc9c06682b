/** Shapes of what people type, in French usage (dora-screens.md §0.7, dora-backend.md §8.2). Pure: text in, text or boolean out. */

/** The HTML standard's pattern, plus a dot in the domain: an address nobody can write to is a mistake here. */
const EMAIL = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i

export const isEmail = (text: string): boolean => EMAIL.test(text.trim())

/** Country codes whose numbers are written 0X… in France: the mainland and the overseas départements and collectivities that share its plan. */
const INTERNATIONAL = /^(?:\+|00)(?:33|262|508|590|594|596)(?:\(0\))?(?=\d{9}$)/

/** Digits only, « +33 6 … » and « 0033 6 … » brought back to « 06… »; text that holds anything else comes back unchanged but for its separators. */
export const normalisePhone = (text: string): string => text.replace(/[\s.\-/\u00a0\u202f]/g, '').replace(INTERNATIONAL, '0')

/** Ten digits starting with 0 and a non-zero area. */
export const isFrenchPhone = (text: string): boolean => /^0[1-9]\d{8}$/.test(normalisePhone(text))

/** Four-digit short numbers (« 3949 ») are accepted on purpose where an office may answer. */
export const isShortNumber = (text: string): boolean => /^[1-9]\d{3}$/.test(normalisePhone(text))

/** « 06 12 34 56 78 »: by pairs, as people read a number aloud; unchanged when it is not one. */
export const displayPhone = (text: string): string => {
  const digits = normalisePhone(text)
  return /^\d{10}$/.test(digits) ? digits.replace(/\d{2}(?=\d)/g, '$& ') : text.trim()
}

/** Eleven digits, spaces ignored. */
export const isFranceTravailNumber = (text: string): boolean => /^\d{11}$/.test(text.replace(/\s/g, ''))

/** A day that exists, as `YYYY-MM-DD`. */
export const isDay = (text: string): boolean => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (parts === null) return false
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/**
 * A number shaped like a social security number (NIR): 13 digits, or 15 with its key, spaces allowed; Corsica's 2A and 2B as well.
 * The key is not verified: a mistyped number names a person all the same. Used to warn, never to block.
 */
const NIR =
  /(?<![\d])[1-478][\s.-]?\d{2}[\s.-]?(?:0[1-9]|1[0-2]|[2-9]\d)[\s.-]?(?:\d{2}|2[ab])[\s.-]?\d{3}[\s.-]?\d{3}(?:[\s.-]?\d{2})?(?![\d])/i

export const looksLikeNir = (text: string): boolean => NIR.test(text)

/** Words typed to try the form (dora-screens.md §4.1), as whole words, in any case, accents and digits around them allowed. */
const TEST_WORD = /(?<![\p{L}])(?:test|truc|bidule)(?![\p{L}])/iu

export const holdsTestWord = (text: string): boolean => TEST_WORD.test(text)

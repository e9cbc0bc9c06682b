/**
 * Numbers of the register of establishments: a SIREN names an organisation, a SIRET one of its establishments. Checking warns of a
 * slip of the finger, and never stands in the way: the register alone knows which numbers exist.
 */

/** `forme`: not the number of digits. `cle`: the digits do not agree with one another. */
export type NumberState = 'ok' | 'forme' | 'cle'

const SIREN_DIGITS = 9
const SIRET_DIGITS = 14
/** Its establishments are numbered by another rule, its head office by the common one. */
const LA_POSTE = '356000000'

/** What people and spreadsheets put between the digits: blanks of every width, dots, dashes. */
const BETWEEN = /[\s.\p{Pd}\u00ad\u200b\u2060]/gu
const digitsOf = (text: string): string => text.replace(BETWEEN, '')

const sum = (digits: readonly number[]): number => digits.reduce((total, digit) => total + digit, 0)
const numbers = (digits: string): readonly number[] => [...digits].map(Number)

/** Luhn's rule: every second digit from the right is doubled, and the sum is a multiple of ten. */
const luhn = (digits: string): boolean => {
  const doubled = numbers(digits).map((digit, at) => ((digits.length - at) % 2 === 0 ? digit * 2 : digit))
  return sum(doubled.map((digit) => (digit > 9 ? digit - 9 : digit))) % 10 === 0
}

/** Zeros agree with one another, and name nobody: what is typed to get past a field. */
const isNothing = (digits: string): boolean => digits.startsWith('0'.repeat(SIREN_DIGITS))

const stateOf = (digits: string, length: number, agrees: (digits: string) => boolean): NumberState =>
  digits.length !== length || !/^\d+$/.test(digits) ? 'forme' : !isNothing(digits) && agrees(digits) ? 'ok' : 'cle'

const siretAgrees = (siret: string): boolean =>
  (luhn(siret) && luhn(siret.slice(0, SIREN_DIGITS))) || (siret.startsWith(LA_POSTE) && sum(numbers(siret)) % 5 === 0)

/** `siret` is what was typed without what separates digits; fourteen digits unless `etat` is `forme`. */
export const checkSiret = (text: string): { readonly siret: string; readonly etat: NumberState } => {
  const siret = digitsOf(text)
  return { siret, etat: stateOf(siret, SIRET_DIGITS, siretAgrees) }
}

/** As `checkSiret`, for nine digits. */
export const checkSiren = (text: string): { readonly siren: string; readonly etat: NumberState } => {
  const siren = digitsOf(text)
  return { siren, etat: stateOf(siren, SIREN_DIGITS, luhn) }
}

/** « 123 456 789 00012 », with no-break spaces; what is not fourteen digits is left as it is. */
export const formatSiret = (siret: string): string =>
  siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1\u00a0$2\u00a0$3\u00a0$4')

import { departementOf } from '#shared/geo/divisions.ts'
import { fold } from '#shared/geo/fold.ts'

/** What someone typed in the field of places, taken apart. */
export type Reading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'point'; readonly lat: number; readonly lon: number }
  /** Digits alone: a département, a postal code, the beginning of one, or an INSEE code. */
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'name'; readonly words: readonly string[]; readonly hints: Hints }

/** What the figures beside a name say: « neuilly 92 », « lille 59800 », « lyon 3 », « paris 11e ». */
export type Hints = {
  readonly departement: string | null
  readonly postal: string | null
  readonly arrondissement: number | null
  /** Spelt as a rank (« 11e »): nothing but the arrondissement will do. */
  readonly ranked: boolean
  /** The word « département » or « région » was typed. */
  readonly division: 'departement' | 'region' | null
}

const POINT = /^\s*(-?\d{1,2}[.,]\d+)\s*(?:[;\s/]|,\s)\s*(-?\d{1,3}[.,]\d+)\s*$/
/** « 48.8566,2.3522 »: with points for decimals the comma can only part the two. */
const POINT_TIGHT = /^\s*(-?\d{1,2}\.\d+)\s*,\s*(-?\d{1,3}\.\d+)\s*$/

const readPoint = (text: string): Reading | null => {
  const match = POINT_TIGHT.exec(text) ?? POINT.exec(text)
  if (match === null) return null
  const [lat, lon] = [match[1] ?? '', match[2] ?? ''].map((value) => Number(value.replace(',', '.'))) as [number, number]
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { kind: 'point', lat, lon } : null
}

const ORDINAL = /^(\d{1,2})(?:er|ere|e|eme|ieme|nd|nde)$/
const ORDINAL_WORDS = new Set(['e', 'er', 'eme', 'ieme'])
const INSEE_CORSE = /^2[ab]\d{0,3}$/
const DEPARTEMENT_WORDS = new Set(['departement', 'dept', 'dep'])

/** Département a figure may stand for: « 3 » and « 03 » are the Allier. */
const departementFrom = (figure: string): string | null => {
  const code = figure.toUpperCase().padStart(2, '0')
  return departementOf(code) === undefined ? null : code
}

export const read = (text: string): Reading => {
  const point = readPoint(text)
  if (point !== null) return point
  const tokens = fold(text)
    .split(' ')
    .filter((token) => token !== '')
  if (tokens.length === 0) return { kind: 'empty' }
  const digits = tokens.join('')
  if (/^\d{1,5}$/.test(digits) || INSEE_CORSE.test(digits)) return { kind: 'code', code: digits.toUpperCase() }

  const words: string[] = []
  let [departement, postal, arrondissement]: [string | null, string | null, number | null] = [null, null, null]
  let division: Hints['division'] = null
  let ranked = false
  tokens.forEach((token, index) => {
    const ordinal = ORDINAL.exec(token)
    const apart = ORDINAL_WORDS.has(token) && /^\d{1,2}$/.test(tokens[index - 1] ?? '')
    if (ordinal !== null || apart) {
      arrondissement = Number(ordinal?.[1] ?? tokens[index - 1])
      ranked = true
    } else if (token.startsWith('arrondissement') && words.length > 0) return
    // « 51300 (46 communes) », as the label has it.
    else if (postal !== null && /^communes?$/.test(token)) return
    else if (index === 0 && tokens.length > 1 && DEPARTEMENT_WORDS.has(token)) division = 'departement'
    else if (index === 0 && tokens.length > 1 && token === 'region') division = 'region'
    else if (/^\d{4,5}$/.test(token) || /^2[ab]\d{2,3}$/.test(token)) postal = token.toUpperCase()
    else if (/^\d{1,3}$/.test(token) || /^2[ab]$/.test(token)) {
      departement = departementFrom(token)
      // « Paris 11e (75) »: a spelt-out rank is not undone by a figure.
      if (/^\d{1,2}$/.test(token)) arrondissement ??= Number(token)
      // Three figures that are no département begin a postal code.
      if (token.length === 3 && departement === null) postal = token
    } else words.push(token)
  })
  if (words.length === 0) {
    const code = postal ?? departement
    return code === null ? { kind: 'empty' } : { kind: 'code', code }
  }
  return { kind: 'name', words, hints: { departement, postal, arrondissement, ranked, division } }
}

import { fold } from '../../geo/fold.ts'
import { isDay } from '../../orientation/formats.ts'
import { addDays } from '../days.ts'
import { just, quoted, type Reader, wrong } from './reading.ts'

/** Yes or no, numbers, days. */

const YES = new Set(['oui', 'o', 'vrai', 'true', 'yes', 'y', '1', 'x', 'public', 'publique'])
const NO = new Set(['non', 'n', 'faux', 'false', 'no', '0', 'aucun', 'aucune', 'prive', 'privee'])

export const yesNo: Reader = (texte) => {
  const said = fold(texte)
  if (YES.has(said)) return just(true)
  return NO.has(said) ? just(false) : wrong(`${quoted(texte)} n’est ni «\u00a0oui\u00a0» ni «\u00a0non\u00a0».`)
}

/** « 2,5 », « 2.5 », « 2 h 30 », « 35 heures »: a number, its unit if any left out. */
const numberOf = (texte: string): number | null => {
  const bare = texte.toLowerCase().replace(/[\s\u00a0\u202f]/g, '')
  const clock = /^(\d{1,3})h(\d{1,2})$/.exec(bare)
  if (clock !== null) return Number(clock[1]) + Number(clock[2]) / 60
  const plain = /^(-?\d{1,9}(?:[.,]\d{1,20})?)(?:h|heures?|semaines?|sem\.?|h\/sem(?:aine)?|heures?\/semaine|°)?$/.exec(bare)?.[1]
  return plain === undefined ? null : Number(plain.replace(',', '.'))
}

export const number =
  (min: number, max: number, what: string, whole = false): Reader =>
  (texte) => {
    const value = numberOf(texte)
    if (value === null || value < min || value > max || (whole && !Number.isInteger(value))) {
      return wrong(`${quoted(texte)} n’est pas ${what}. Attendu\u202f: un nombre${whole ? ' entier' : ''} de ${min} à ${max}.`)
    }
    return just(value)
  }

const MONTHS = ['janv', 'fevr', 'mars', 'avri', 'mai', 'juin', 'juil', 'aout', 'sept', 'octo', 'nove', 'dece']
const two = (text: string): string => text.padStart(2, '0')

/** Days that spreadsheets number, from 1954 to 2119: what is left of a date when a sheet is copied as text. */
const SERIAL = /^[2-7]\d{4}$/

/** The day first, as France writes it. */
const dayOf = (texte: string): string | null => {
  const bare = texte.trim()
  if (SERIAL.test(bare)) return addDays('1899-12-30', Number(bare))
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T\s])/.exec(bare)
  if (iso !== null) return `${iso[1]}-${two(iso[2] ?? '')}-${two(iso[3] ?? '')}`
  const french = /^(\d{1,2})[-/.\s](\d{1,2})[-/.\s](\d{4}|\d{2})(?:$|\s)/.exec(bare)
  if (french !== null) return `${(french[3] ?? '').padStart(4, '20')}-${two(french[2] ?? '')}-${two(french[1] ?? '')}`
  const named = /^(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?(\d{1,2})(?:er)? ([a-z]{3,9}) (\d{4})$/.exec(
    fold(bare),
  )
  const month = MONTHS.findIndex((one) => named?.[2]?.startsWith(one))
  return named === null || month < 0 ? null : `${named[3]}-${two(String(month + 1))}-${two(named[1] ?? '')}`
}

export const day: Reader = (texte) => {
  const value = dayOf(texte)
  return value !== null && isDay(value) ? just(value) : wrong(`${quoted(texte)} n’est pas une date. Attendu\u202f: jj/mm/aaaa.`)
}

import { fold } from '../../geo/fold.ts'
import { cleanMarkdown, cleanText } from '../clean-text.ts'
import { just, nothingIn, type Note, quoted, type Reader, type Reading, wrong } from './reading.ts'
import { splitFree } from './split.ts'

/** Free texts, without tags nor hidden characters (clean-text.ts). */

const REMOVED: Note = {
  niveau: 'avertissement',
  message: 'Des balises ou des liens non sûrs ont été retirés de ce texte\u202f: relisez-le.',
}

const comparable = (texte: string): string => texte.replace(/\s+/g, ' ').trim()

const kept = (texte: string, clean: string, max: number): Reading => {
  const notes = comparable(texte) === comparable(clean) ? [] : [REMOVED]
  if (clean === '') return { valeur: undefined, notes }
  if (clean.length <= max) return { valeur: clean, notes }
  const message = `Ce texte fait ${clean.length} caractères, et ${max} au plus sont attendus\u202f: raccourcissez-le.`
  return { valeur: undefined, notes: [...notes, { niveau: 'erreur', message }] }
}

const oneLine = (texte: string): string => texte.replace(/\s+/g, ' ').trim()

/** One line. */
export const line =
  (max: number): Reader =>
  (texte) =>
    kept(texte, oneLine(cleanText(texte)), max)

/** Several lines, shown as they are. */
export const lines =
  (max: number): Reader =>
  (texte) =>
    kept(texte, cleanText(texte), max)

/** Several lines of Markdown. */
export const markdown =
  (max: number): Reader =>
  (texte) =>
    kept(texte, cleanMarkdown(texte), max)

/** Several short texts; those that are in `usual` take its spelling. */
export const listOf = (max: number, usual: readonly string[] = []): Reader => {
  const spelt = new Map(usual.map((one) => [fold(one), one]))
  const read = line(max)
  return (texte) => {
    const each = splitFree(texte, (name) => spelt.has(name))
      .map((piece) => spelt.get(fold(piece)) ?? piece)
      .map(read)
    const values = each.map(({ valeur }) => valeur).filter((value) => typeof value === 'string')
    const notes = each.flatMap((one) => one.notes)
    if (values.length === 0 && notes.length === 0) return nothingIn(texte)
    return { valeur: values.length === 0 ? undefined : [...new Set(values)], notes: notes.slice(0, MOST_NOTES) }
  }
}
/** Of the same cell. */
const MOST_NOTES = 3

const LINK = /\(?\s*(https?:\/\/[^\s()<>"]{3,1000})\s*\)?\s*$/i
const LONGEST_NAME = 140

/** Documents to fill in: « Fiche de prescription (https://…) », a name, or an address alone. */
export const forms: Reader = (texte) => {
  const read = line(LONGEST_NAME)
  const found: { readonly nom: string; readonly url?: string }[] = []
  const notes: Note[] = []
  for (const piece of splitFree(texte, () => false)) {
    const url = LINK.exec(piece)?.[1]
    const name = read(url === undefined ? piece : piece.replace(LINK, '').replace(/[\s:–-]+$/, ''))
    notes.push(...name.notes)
    const nom = typeof name.valeur === 'string' ? name.valeur : url?.split('/').findLast((part) => part !== '')
    if (nom !== undefined) found.push(url === undefined ? { nom } : { nom: nom.slice(0, LONGEST_NAME), url })
  }
  if (found.length === 0 && notes.length === 0) return nothingIn(texte)
  return { valeur: found.length === 0 ? undefined : found, notes: notes.slice(0, MOST_NOTES) }
}

/** Digits alone, `length` of them; what a spreadsheet took the first zeros from gets them back. */
export const digits =
  (length: number, what: string, form = /^\d+$/): Reader =>
  (texte) => {
    const bare = texte.replace(/[\s.\u00a0\u202f]/g, '').toUpperCase()
    const whole = bare.length === length - 1 && /^\d+$/.test(bare) ? `0${bare}` : bare
    if (whole.length !== length || !form.test(whole)) return wrong(`${quoted(texte)} n’est pas ${what}.`)
    return just(whole)
  }

import { fold } from '../../geo/fold.ts'
import type { Entry } from '../../reference/entry.ts'
import { just, nothingIn, quoted, type Reader, wrong } from './reading.ts'
import { splitKnown } from './split.ts'

/** Values of the référentiels, by their code, their label or a usual name; neither case nor accents count. */

/** Usual names that are neither code nor label. */
export type Aliases = Readonly<Record<string, string>>

type Index = ReadonlyMap<string, string>

const indexOf = (entries: readonly Entry[], aliases: Aliases): Index => {
  const index = new Map<string, string>()
  const add = (name: string, value: string): void => {
    const key = fold(name)
    if (key !== '' && !index.has(key)) index.set(key, value)
  }
  for (const { value } of entries) add(value, value)
  for (const { value, label } of entries) add(label, value)
  for (const [name, value] of Object.entries(aliases)) add(name, value)
  // « Labels (SIGLE) » is written without its acronym as often as with it.
  for (const { value, label } of entries) add(label.replace(/\([^)]*\)/g, ''), value)
  return index
}

/** Number of letters to change, add or take away; stops counting beyond `most`. */
const distance = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    for (let column = 1; column <= b.length; column++) {
      const swap = (before[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      line.push(Math.min(swap, (before[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1))
    }
    if (Math.min(...line) > most) return most + 1
    before = line
  }
  return before[b.length] ?? most + 1
}

const LONGEST_NAME = 120
/** Lists that a sentence can hold. */
const SHOWN = 8

/** What was expected, or meant: what a person needs to correct the cell. */
const expected = (texte: string, entries: readonly Entry[], index: Index): string => {
  const typed = fold(texte).slice(0, LONGEST_NAME)
  const most = Math.min(4, Math.floor(typed.length / 4))
  let [best, near] = [most + 1, '']
  for (const [name, value] of index) {
    const far = distance(typed, name, best - 1)
    if (far < best) [best, near] = [far, value]
  }
  const label = entries.find(({ value }) => value === near)?.label
  if (label !== undefined) return `Vouliez-vous dire ${quoted(label)}\u202f?`
  return entries.length > SHOWN
    ? 'Indiquez un code ou un libellé de la liste de ce champ.'
    : `Valeurs attendues\u202f: ${entries.map((entry) => entry.label).join(', ')}.`
}

const unknown = (texte: string, entries: readonly Entry[], index: Index): string =>
  `La valeur ${quoted(texte)} n’est pas reconnue. ${expected(texte, entries, index)}`

export const oneOf = (entries: readonly Entry[], aliases: Aliases = {}): Reader => {
  const index = indexOf(entries, aliases)
  return (texte) => {
    const value = index.get(fold(texte))
    if (value !== undefined) return just(value)
    const known = [...new Set(splitKnown(texte, (name) => index.has(name)).map((piece) => index.get(fold(piece))))]
    const [first] = known
    if (known.length === 1 && first !== undefined) return just(first)
    if (known.every((one) => one !== undefined))
      return wrong(`Une seule valeur est attendue, et ${quoted(texte)} en donne ${known.length}.`)
    return wrong(unknown(texte, entries, index))
  }
}

/** Of one cell. */
const MOST_NOTES = 3

/** Each value once, in the order of the list. What is not recognised is an error; the rest is kept. */
export const manyOf = (entries: readonly Entry[], aliases: Aliases = {}): Reader => {
  const index = indexOf(entries, aliases)
  const rank = new Map(entries.map(({ value }, at) => [value, at]))
  return (texte) => {
    const pieces = splitKnown(texte, (name) => index.has(name))
    const strangers = pieces.filter((piece) => !index.has(fold(piece)))
    const values = [...new Set(pieces.map((piece) => index.get(fold(piece))))].filter((value) => value !== undefined)
    const inOrder = values.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))
    const notes = strangers
      .slice(0, MOST_NOTES)
      .map((piece) => ({ niveau: 'erreur', message: unknown(piece, entries, index) }) as const)
    if (notes.length > 0) return { valeur: inOrder.length === 0 ? undefined : inOrder, notes }
    return inOrder.length === 0 ? nothingIn(texte) : just(inOrder)
  }
}

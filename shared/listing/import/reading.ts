import type { Json } from '../../rpc.ts'
import { cleanText } from '../clean-text.ts'

/** What the text of a cell becomes. `erreur`: the row cannot be imported as it is; `avertissement`: it can, but someone should look. */
export type Level = 'erreur' | 'avertissement'
export type Note = { readonly niveau: Level; readonly message: string }

/** `valeur` is undefined when the text says nothing, or nothing that can be kept. */
export type Reading = { readonly valeur: Json | undefined; readonly notes: readonly Note[] }

/** Never called with a blank text. */
export type Reader = (texte: string) => Reading

export const just = (valeur: Json | undefined): Reading => ({ valeur, notes: [] })
export const error = (message: string): Note => ({ niveau: 'erreur', message })
export const wrong = (message: string): Reading => ({ valeur: undefined, notes: [error(message)] })
export const doubtful = (valeur: Json | undefined, message: string): Reading => ({
  valeur,
  notes: [{ niveau: 'avertissement', message }],
})

const SHOWN = 60

/** A text of the file between quotes, short enough for a sentence, without tags nor characters that hide. */
export const quoted = (texte: string): string => {
  const line = cleanText(texte.slice(0, 1_000)).replace(/\s+/g, ' ').replaceAll('<', '‹').trim()
  return `«\u00a0${line.length > SHOWN ? `${line.slice(0, SHOWN).toWellFormed()}…` : line}\u00a0»`
}

/** Separators and nothing between them. */
export const nothingIn = (texte: string): Reading => doubtful(undefined, `Aucune valeur n’a été lue dans ${quoted(texte)}.`)

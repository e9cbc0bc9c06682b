import { termOf, words } from '#shared/search/text.ts'

/** Words asked of a text, as PostgreSQL’s `websearch_to_tsquery` reads them: quotes, OR, « - ». Stems are ours (shared/search/stem.ts). */

/** Stems in the order of the text; `''` in the place of a word that tells nothing, so that neighbours stay as far apart as they are. */
export const stemsOf = (text: string): readonly string[] => words(text).map(termOf)

type Asked = { readonly not: boolean; readonly phrase: readonly string[] }
/** Any of these, of which all. Empty: nothing is asked, and nothing answers. */
export type WordsAsked = readonly (readonly Asked[])[]

const trimmed = (phrase: readonly string[]): readonly string[] => {
  const [first, last] = [phrase.findIndex((one) => one !== ''), phrase.findLastIndex((one) => one !== '')]
  return first === -1 ? [] : phrase.slice(first, last + 1)
}

export const readWords = (text: string): WordsAsked => {
  const either: Asked[][] = [[]]
  for (const [, minus = '', quoted, bare = ''] of text.matchAll(/(-?)(?:"([^"]*)(?:"|$)|([^\s"]+))/g)) {
    if (quoted === undefined && minus === '' && bare.toLowerCase() === 'or') {
      either.push([])
      continue
    }
    const phrase = trimmed(stemsOf(quoted ?? bare))
    const parts = quoted === undefined && minus === '' ? phrase.filter((one) => one !== '').map((one) => [one]) : [phrase]
    for (const one of parts) if (one.length > 0) either.at(-1)?.push({ not: minus !== '', phrase: one })
  }
  return either.filter((all) => all.length > 0)
}

const holds = (stems: readonly string[], phrase: readonly string[]): boolean => {
  const [first = ''] = phrase
  for (let at = stems.indexOf(first); at !== -1; at = stems.indexOf(first, at + 1))
    if (phrase.every((one, offset) => one === '' || stems[at + offset] === one)) return true
  return false
}

export const answers = (asked: WordsAsked, stems: readonly string[]): boolean =>
  asked.some((all) => all.every(({ not, phrase }) => holds(stems, phrase) !== not))

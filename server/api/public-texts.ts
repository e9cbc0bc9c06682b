import { answers, readWords, stemsOf } from './words-asked.ts'

/** The texts that `recherche_public` looks in, each kept once: many services say their publics in the same words. */

/** Questions whose answers are kept. */
const KEPT = 32

export type PublicTexts = {
  /** Number of a text; -1 for none. */
  readonly numberOf: (text: string | null) => number
  /** By number of text. */
  readonly answering: (asked: string) => (text: number) => boolean
}

export const createPublicTexts = (): PublicTexts => {
  const numbers = new Map<string, number>()
  const texts: string[] = []
  const stems: (readonly string[] | undefined)[] = []
  /** 0 unknown, 1 no, 2 yes. */
  const kept = new Map<string, number[]>()
  return {
    numberOf: (text) => {
      if (text === null || text === '') return -1
      const known = numbers.get(text)
      if (known !== undefined) return known
      numbers.set(text, texts.length)
      texts.push(text)
      return texts.length - 1
    },
    answering: (asked) => {
      const query = readWords(asked)
      const verdicts = kept.get(asked) ?? []
      kept.delete(asked)
      kept.set(asked, verdicts)
      if (kept.size > KEPT) kept.delete(kept.keys().next().value ?? '')
      return (text) => {
        if (text < 0) return false
        const known = verdicts[text] ?? 0
        if (known !== 0) return known === 2
        const found = answers(query, (stems[text] ??= stemsOf(texts[text] ?? '')))
        verdicts[text] = found ? 2 : 1
        return found
      }
    },
  }
}

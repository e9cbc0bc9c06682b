import { equivalentsIn } from './equivalents.ts'
import { recogniseNeeds, type Recognised } from './needs.ts'
import { queryWords, type QueryWord } from './text.ts'

/** The words that the services hold. */
export type KnownWords = {
  /** True when some service holds the stem. */
  readonly holds: (term: string) => boolean
  /** The stems of the words that begin so, most frequent first, at most `limit`. */
  readonly startingWith: (prefix: string, limit: number) => readonly { readonly term: string }[]
}

/** The user's own lines of synonyms (contract, Settings.synonymes). */
export type OwnSynonyms = readonly { readonly mots: string; readonly thematiques: readonly string[] }[]

/** A stem to look for, and how much a hit is worth beside one of the word as typed. */
export type Variant = { readonly term: string; readonly worth: number }

/** One word of the query that the catalogue, or the table of needs, knows. */
export type ReadWord = {
  readonly word: string
  /** As typed first, then completions; empty when only its need can answer. */
  readonly variants: readonly Variant[]
}

/** Words understood as a need: services that declare one of the values answer for all of them. Indexes are in `words`. */
export type ReadNeed = Recognised

export type Reading = {
  readonly words: readonly ReadWord[]
  readonly needs: readonly ReadNeed[]
  /** Several needs enumerated (« permis, garde d’enfants »): a service that answers one of them answers. */
  readonly enumerated: boolean
  readonly corrections: readonly { readonly de: string; readonly vers: string }[]
  /** Words found nowhere, set aside. */
  readonly ignores: readonly string[]
}

export type Spelling = { readonly suggest: (word: string) => string | null }

/** Beyond, a query is a pasted text: its first words tell enough, and each combination of words is one entry of a table. */
const MAX_WORDS = 12
const MAX_COMPLETIONS = 40
const COMPLETION_WORTH = 0.7
const CORRECTION_WORTH = 0.9
const EQUIVALENT_WORTH = 0.8

/** What stands between needs that are listed rather than combined. */
const ENUMERATION = /[,;/+&]|\s(?:et|ou)\s/i

const distinct = (words: readonly QueryWord[]): QueryWord[] => {
  const seen = new Set<string>()
  return words.filter(({ term }) => !seen.has(term) && seen.add(term)).slice(0, MAX_WORDS)
}

/** The word being typed may be the beginning of another: one letter says too little, unless it is a word itself. */
const completionsOf = (word: QueryWord, vocabulary: KnownWords): Variant[] =>
  word.word.length < 2
    ? []
    : vocabulary
        .startingWith(word.word, MAX_COMPLETIONS)
        .filter(({ term }) => term !== word.term)
        .map(({ term }) => ({ term, worth: COMPLETION_WORTH }))

/**
 * Understands the words of a query against a catalogue: needs (longest expression first), completions of the last word when
 * it is still being typed, corrections of words found nowhere, and what could not be understood at all.
 */
export const readText = (text: string, vocabulary: KnownWords, spelling: () => Spelling, synonyms: OwnSynonyms = []): Reading => {
  const typed = distinct(queryWords(text))
  const stillTyping = /[\p{L}\p{N}]$/u.test(text)
  const corrections: { de: string; vers: string }[] = []
  const ignores: string[] = []

  // Corrections first: « surendetement » must be corrected before needs are read out of it.
  const needed = coveredBy(typed, vocabulary, synonyms)
  const known: QueryWord[] = []
  const completions = new Map<QueryWord, Variant[]>()
  const corrected = new Set<QueryWord>()
  typed.forEach((word, index) => {
    // A number already understood is not the beginning of another: « 115 » asks for no postal code.
    const whole = needed.has(index) && /^\d+$/.test(word.word)
    const ends = stillTyping && index === typed.length - 1 && !whole ? completionsOf(word, vocabulary) : []
    if (vocabulary.holds(word.term) || needed.has(index) || ends.length > 0) {
      known.push(word)
      if (ends.length > 0) completions.set(word, ends)
      return
    }
    const better = spelling().suggest(word.word)
    const [replacement] = better === null ? [] : queryWords(better)
    if (better === null || replacement === undefined) {
      ignores.push(word.word)
      return
    }
    corrections.push({ de: word.word, vers: better })
    if (known.some(({ term }) => term === replacement.term)) return
    known.push(replacement)
    corrected.add(replacement)
  })

  const equivalents = equivalentsIn(known.map(({ term }) => term)).filter(({ term }) => vocabulary.holds(term))
  const words = known.map((word, index): ReadWord => {
    const exact = vocabulary.holds(word.term) ? [{ term: word.term, worth: corrected.has(word) ? CORRECTION_WORTH : 1 }] : []
    const short = equivalents.filter(({ start, end }) => start <= index && index < end)
    return {
      word: word.word,
      variants: [...exact, ...short.map(({ term }) => ({ term, worth: EQUIVALENT_WORTH })), ...(completions.get(word) ?? [])],
    }
  })
  const needs = recogniseNeeds(
    known.map(({ term }) => term),
    synonyms,
  )
  const enumerated = ENUMERATION.test(text) && needs.filter(({ thematiques }) => thematiques.length > 0).length > 1
  return { words, needs, enumerated, corrections, ignores }
}

/** Words understood though no text may hold them: by a need, or by a short form that some text holds. */
const coveredBy = (words: readonly QueryWord[], vocabulary: KnownWords, synonyms: OwnSynonyms): ReadonlySet<number> => {
  const terms = words.map(({ term }) => term)
  const covered = new Set<number>()
  const short = equivalentsIn(terms).filter(({ term }) => vocabulary.holds(term))
  for (const { start, end } of [...recogniseNeeds(terms, synonyms), ...short]) for (let i = start; i < end; i++) covered.add(i)
  return covered
}

import type { ReadableDb } from '#main/db/open.ts'

export type VocabularyWord = { readonly word: string; readonly term: string; readonly df: number }

export type Vocabulary = {
  /** True when some service holds the stem. */
  readonly holds: (term: string) => boolean
  /** The stems of the words that begin so, most frequent first, at most `limit`. */
  readonly startingWith: (prefix: string, limit: number) => readonly VocabularyWord[]
  /** The stems of the most frequent words. */
  readonly mostFrequent: (limit: number) => readonly string[]
  readonly entries: () => IterableIterator<readonly [word: string, df: number]>
  /** Services that hold the word; 0 for one not known. */
  readonly frequency: (word: string) => number
  /** A word has come, left, or changed of frequency. */
  readonly set: (word: VocabularyWord) => void
}

type WordRow = [word: string, term: string, df: number]

const readWord = ([word, term, df]: WordRow): VocabularyWord => {
  // The only column whose damage would show at a search rather than here.
  if (typeof word !== 'string' || typeof term !== 'string') throw new RangeError('a word that is no text')
  return { word, term, df }
}

/** Words changed since number `since` (shared/catalogue/file.ts). */
export const wordsSince = (db: ReadableDb, since: number): VocabularyWord[] =>
  (db.prepare('SELECT word, term, df FROM words WHERE at > ?').raw().all(since) as WordRow[]).map(readWord)

/** Words of the catalogue as people write them (folded), with their stem. Read once: 40 ms for 150,000 words. */
export const loadVocabulary = (db: ReadableDb): Vocabulary => {
  const words: string[] = []
  const terms: string[] = []
  const counts: number[] = []
  const rows = db.prepare('SELECT word, term, df FROM words WHERE df > 0 ORDER BY word').raw()
  for (const row of rows.iterate() as IterableIterator<WordRow>) {
    const { word, term, df } = readWord(row)
    words.push(word)
    terms.push(term)
    counts.push(df)
  }
  const frequencies = Uint32Array.from(counts)
  /** How many words in use have the stem. */
  const known = new Map<string, number>()
  for (const term of terms) known.set(term, (known.get(term) ?? 0) + 1)
  /** Words met since: few, so that they are looked through rather than sorted in. */
  const met = new Map<string, VocabularyWord>()

  const firstFrom = (prefix: string): number => {
    let low = 0
    let high = words.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((words[middle] ?? '') < prefix) low = middle + 1
      else high = middle
    }
    return low
  }
  /** Position among the words read at first, or −1. */
  const indexOf = (word: string): number => {
    const at = firstFrom(word)
    return words[at] === word ? at : -1
  }
  const entryOf = (word: string): VocabularyWord | undefined => {
    const at = indexOf(word)
    return at < 0 ? met.get(word) : { word, term: terms[at] ?? '', df: frequencies[at] ?? 0 }
  }
  const countTerm = (term: string, by: 1 | -1): void => {
    const n = (known.get(term) ?? 0) + by
    if (n > 0) known.set(term, n)
    else known.delete(term)
  }

  return {
    *entries() {
      for (const [i, word] of words.entries()) if ((frequencies[i] ?? 0) > 0) yield [word, frequencies[i] ?? 0]
      for (const { word, df } of met.values()) if (df > 0) yield [word, df]
    },
    frequency: (word) => entryOf(word)?.df ?? 0,
    set: (next) => {
      const before = entryOf(next.word)
      if (before !== undefined && before.df > 0) countTerm(before.term, -1)
      if (next.df > 0) countTerm(next.term, 1)
      const at = indexOf(next.word)
      if (at < 0) {
        met.set(next.word, next)
        return
      }
      terms[at] = next.term
      frequencies[at] = next.df
    },
    mostFrequent: (limit) => {
      const order = Uint32Array.from(frequencies, (_, i) => i).sort((a, b) => (frequencies[b] ?? 0) - (frequencies[a] ?? 0))
      return [...new Set(Array.from(order.subarray(0, limit), (i) => terms[i] ?? ''))]
    },
    holds: (term) => known.has(term),
    startingWith: (prefix, limit) => {
      const best = new Map<string, VocabularyWord>()
      const consider = (candidate: VocabularyWord) => {
        if (candidate.df === 0) return
        const same = best.get(candidate.term)
        const wins = same === undefined || same.df < candidate.df || (same.df === candidate.df && candidate.word < same.word)
        if (wins) best.set(candidate.term, candidate)
      }
      for (let i = firstFrom(prefix); words[i]?.startsWith(prefix) === true; i++) {
        consider({ word: words[i] ?? '', term: terms[i] ?? '', df: frequencies[i] ?? 0 })
      }
      for (const [word, candidate] of met) if (word.startsWith(prefix)) consider(candidate)
      return [...best.values()].sort((a, b) => b.df - a.df || (a.term < b.term ? -1 : 1)).slice(0, limit)
    },
  }
}

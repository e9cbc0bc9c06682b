import { areNeighbours, editDistance } from './distance.ts'
import { soundHash } from './phonetic.ts'

/**
 * Spelling suggestions over the words of the catalogue.
 * No deletion index: at 80,000 words a scan filtered by length and by a mask of letters costs less than a millisecond,
 * and nothing has to be built but three typed arrays.
 */

export type Suggestion = {
  readonly word: string
  /** Number of records that hold the word. */
  readonly df: number
  /** Lower is likelier. Comparable between suggestions for one word only. */
  readonly cost: number
}

export type Speller = {
  readonly size: number
  /** True for a word of the vocabulary, which is never corrected. */
  readonly has: (word: string) => boolean
  /**
   * The likeliest words for a folded, unstemmed word, best first; empty for a known word, a word of fewer than
   * four letters (acronyms) or one with digits.
   */
  readonly suggest: (word: string, limit?: number) => Suggestion[]
  /** So many more records hold the word, or fewer: one that none holds any more is not known. */
  readonly adjust: (word: string, by: number) => void
}

/** One edit from four letters, two from seven. Below, an acronym would become another. */
const maxEdits = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2)

/** Letters present, one bit each; other characters share the last bit. One edit changes two bits at most. */
const maskOf = (word: string): number => {
  let mask = 0
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i) - 97
    mask |= 1 << (code >= 0 && code < 26 ? code : 31)
  }
  return mask
}

const bits = (mask: number): number => {
  let v = mask - ((mask >>> 1) & 0x55555555)
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333)
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

const singleLetters = (word: string): string => word.replace(/(.)\1/g, '$1')

/** How unlikely it is that someone who meant `to` wrote `from`, beyond the bare number of edits. */
const unlikeliness = (from: string, to: string, edits: number, sameSound: boolean): number => {
  if (singleLetters(from) === singleLetters(to)) return 0.35
  if (from + 's' === to || from === to + 's') return 0.4
  let cost = sameSound ? Math.min(edits, 0.5 + edits * 0.2) : edits
  if (from.charAt(0) !== to.charAt(0) && !sameSound) cost += 0.6
  if (from.length === to.length && edits === 1) {
    const at = [...from].findIndex((letter, i) => letter !== to[i])
    const [a, b, c, d] = [from.charAt(at), to.charAt(at), from.charAt(at + 1), to.charAt(at + 1)]
    if (c !== d) cost -= 0.25
    else if (areNeighbours(a, b)) cost -= 0.2
  }
  return cost
}

/** A word ten times as frequent makes up for a quarter of an edit. */
const FREQUENCY = 0.25

/** `vocabulary`: folded words as they are written (not stems) with the number of records that hold them. */
export const createSpeller = (vocabulary: Iterable<readonly [word: string, df: number]>): Speller => {
  const words: string[] = []
  const dfs: number[] = []
  const known = new Map<string, number>()
  for (const [word, df] of vocabulary) {
    const at = known.get(word)
    if (at === undefined) {
      known.set(word, words.length)
      words.push(word)
      dfs.push(df)
    } else {
      dfs[at] = (dfs[at] ?? 0) + df
    }
  }
  let masks = new Int32Array(words.length)
  let sounds = new Int32Array(words.length)
  let lengths = new Uint8Array(words.length)
  const prepare = (word: string, i: number): void => {
    masks[i] = maskOf(word)
    sounds[i] = soundHash(word)
    lengths[i] = Math.min(word.length, 255)
  }
  words.forEach(prepare)

  const adjust = (word: string, by: number): void => {
    const at = known.get(word)
    if (at !== undefined) {
      dfs[at] = Math.max(0, (dfs[at] ?? 0) + by)
      return
    }
    if (words.length === masks.length) {
      const room = Math.ceil(words.length * 1.05) + 64
      const [oldMasks, oldSounds, oldLengths] = [masks, sounds, lengths]
      masks = new Int32Array(room)
      masks.set(oldMasks)
      sounds = new Int32Array(room)
      sounds.set(oldSounds)
      lengths = new Uint8Array(room)
      lengths.set(oldLengths)
    }
    known.set(word, words.length)
    prepare(word, words.length)
    words.push(word)
    dfs.push(Math.max(0, by))
  }
  const has = (word: string): boolean => (dfs[known.get(word) ?? -1] ?? 0) > 0

  const suggest = (word: string, limit = 3): Suggestion[] => {
    const max = maxEdits(word.length)
    if (max === 0 || has(word) || /[^a-z]/.test(word)) return []
    const mask = maskOf(word)
    const sound = soundHash(word)
    const found: Suggestion[] = []
    for (let i = 0; i < words.length; i++) {
      const gap = Math.abs((lengths[i] ?? 0) - word.length)
      const sameSound = sounds[i] === sound
      if (!sameSound && (gap > max || bits((masks[i] ?? 0) ^ mask) > 2 * max)) continue
      const to = words[i] ?? ''
      const df = dfs[i] ?? 0
      if (to.length < 3 || df === 0) continue
      // A word that sounds the same may be written one edit further.
      const allowed = sameSound ? max + 1 : max
      const edits = editDistance(word, to, allowed)
      if (edits > allowed) continue
      found.push({ word: to, df, cost: unlikeliness(word, to, edits, sameSound) - FREQUENCY * Math.log10(df + 1) })
    }
    return found.sort((a, b) => a.cost - b.cost || b.df - a.df || (a.word < b.word ? -1 : 1)).slice(0, limit)
  }

  return { size: words.length, has, suggest, adjust }
}

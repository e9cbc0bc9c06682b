import { expandSaints } from '#shared/geo/fold.ts'
import type { Candidate } from './candidates.ts'
import type { Hints } from './reading.ts'

/** How well a candidate answers what was typed. Rules, tuned on the table of suggest.test.ts: */

/** The name begins with what was typed (its article aside). */
const BEGINS = 1.5
/**
 * The name is what was typed. Kept under the tenfold of population that « Saint-Denis-en-Val » has over the smallest Saint-Denis:
 * an exact but tiny homonym must not hide the town people mean (geography.md §4.2).
 */
const EXACT = 0.8
/** Every word typed is a whole word of the name. */
const WHOLE_WORDS = 0.3
/** The figure typed is the arrondissement's. */
const ARRONDISSEMENT = 3

export type Scored = { readonly candidate: Candidate; readonly score: number; readonly exact: boolean }

const PLM = ['paris', 'lyon', 'marseille']

const isArrondissement = ({ row }: Candidate, number: number): boolean =>
  row?.type === 'A' && Number(/\d+/.exec(row.nom)?.[0]) === number

export const accepts = (candidate: Candidate, { departement, postal, arrondissement, ranked, division }: Hints): boolean => {
  if (division !== null && candidate.place.kind !== division) return false
  if (postal !== null) {
    const codes = candidate.row?.codesPostaux ?? []
    if (!codes.some((code) => code.startsWith(postal)) && !(candidate.row?.code.startsWith(postal) ?? false)) return false
  }
  if (departement === null && arrondissement === null) return true
  if (arrondissement !== null && isArrondissement(candidate, arrondissement)) return true
  if (ranked && arrondissement !== null) return false
  return departement !== null && candidate.departements.includes(departement)
}

/** « st » may be the abbreviation or the beginning of « strasbourg »: a word is matched either way. */
type Word = { readonly begins: string; readonly abbreviates: string | null; readonly whole: string }

const wordOf = (typed: string): Word => {
  const expanded = expandSaints(typed)
  return { begins: ` ${typed}`, abbreviates: expanded === typed ? null : ` ${expanded} `, whole: ` ${expanded} ` }
}

const matches = (padded: string, word: Word): boolean =>
  padded.includes(word.begins) || (word.abbreviates !== null && padded.includes(word.abbreviates))

/** Candidates whose name holds every word, or begins with the words run together (« lhay », « saintdenis »). */
export const rank = (candidates: readonly Candidate[], words: readonly string[], hints: Hints): readonly Scored[] => {
  const typed = expandSaints(words.join(' '))
  const compact = typed.replaceAll(' ', '')
  const sought = words.map(wordOf)
  const city = PLM.some((name) => typed.length >= 3 && name.startsWith(typed))
  // A figure after another name than those three cities' is a département.
  const usable: Hints = city ? hints : { ...hints, arrondissement: null }
  const scored: Scored[] = []
  for (const candidate of candidates) {
    const { padded, bare } = candidate
    const inWords = sought.every((word) => matches(padded, word))
    if (!inWords && !(compact.length >= 3 && candidate.compact.startsWith(compact))) continue
    if (!accepts(candidate, usable)) continue
    const name = padded.slice(1, -1)
    const exact = name === typed || bare === typed
    let score = candidate.weight
    if (name.startsWith(typed) || bare.startsWith(typed) || !inWords) score += BEGINS
    if (exact) score += EXACT
    if (inWords && sought.every(({ whole }) => padded.includes(whole))) score += WHOLE_WORDS
    if (usable.arrondissement !== null && isArrondissement(candidate, usable.arrondissement)) score += ARRONDISSEMENT
    scored.push({ candidate, score, exact })
  }
  return scored.sort(byScore)
}

/** Equal scores keep one order on every machine. */
export const byScore = (a: Scored, b: Scored): number =>
  b.score - a.score ||
  (a.candidate.padded < b.candidate.padded ? -1 : a.candidate.padded > b.candidate.padded ? 1 : 0) ||
  (a.candidate.place.code < b.candidate.place.code ? -1 : 1)

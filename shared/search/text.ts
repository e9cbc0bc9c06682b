import { stem } from './stem.ts'

/**
 * From free text to terms. The same functions run when the index is written and when it is asked,
 * so any change here asks for the catalogue file to be written again.
 */

const MARKS = /[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g
// U+0080 and above: what needs the slow road.
const BEYOND_ASCII = /[^\u0000-\u007f]/gu
/** What decomposition leaves whole, and the typographic forms of apostrophes and hyphens. */
const SPECIAL: ReadonlyMap<string, string> = new Map([
  ...[...'’‘ʼʹ′´'].map((one) => [one, "'"] as const),
  ...[...'‐‑‒–—−'].map((one) => [one, '-'] as const),
  ...(['œ:oe', 'æ:ae', 'ß:ss', 'ø:o', 'ł:l', 'đ:d'] as const).map((pair) => [pair.charAt(0), pair.slice(2)] as const),
])

/** Folding of each character met: texts use few, and normalising whole texts is what an import would spend most on. */
const folded = new Map<string, string>()

const foldChar = (char: string): string => {
  const known = folded.get(char)
  if (known !== undefined) return known
  const plain =
    SPECIAL.get(char) ??
    [...char.normalize('NFKD').replace(MARKS, '')]
      .map((one) => SPECIAL.get(one) ?? one)
      .join('')
      .toLowerCase()
  folded.set(char, plain)
  return plain
}

/** Lower case, without accents, ligatures or typographic apostrophes and hyphens. Length may change (œ → oe). */
export const fold = (text: string): string => text.toLowerCase().replace(BEYOND_ASCII, foldChar).replaceAll('`', "'")

/** What French elides before a vowel: dropped, with its apostrophe. */
const ELIDED: ReadonlySet<string> = new Set('l d j m t s n c qu jusqu lorsqu puisqu quoiqu presqu quelqu entr'.split(' '))
/** Words whose apostrophe is part of them. */
const INSEPARABLE = /\b(aujourd|prud|quelqu)'(?=hui|hom|une?\b)/g
/** Acronyms written with stops: « R.Q.T.H. », « C.V ». */
const DOTTED = /(?<![\p{L}\p{N}])(?:\p{L}\.){1,}\p{L}(?![\p{L}\p{N}])\.?/gu

/** « Pas cher » asks for no word: left in, it would find the département of the Cher. */
const NOT_EXPENSIVE = /\b(?:moins|pas|peu)(?: trop| tres)? cher(?:e?s?)\b/g
/** Cheap to try, and seldom true: the pattern above is not. */
const MAY_BE_DOTTED = /[a-z]\.[a-z]/

const isWordCode = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127

/**
 * The folded words of a text, in order, stop words included: « L’aide à l’A.A.H. » → aide, a, aah.
 * Hyphens separate (« auto-école » → auto, ecole); letters and digits stay together (« A1 » → a1).
 */
export const words = (text: string): string[] => {
  let plain = fold(text)
  if (MAY_BE_DOTTED.test(plain)) plain = plain.replace(DOTTED, (dotted) => dotted.replaceAll('.', ''))
  if (plain.includes('cher')) plain = plain.replace(NOT_EXPENSIVE, ' ')
  if (plain.includes("'")) plain = plain.replace(INSEPARABLE, '$1')
  const found: string[] = []
  const n = plain.length
  let start = -1
  for (let i = 0; i <= n; i++) {
    const code = i < n ? plain.charCodeAt(i) : 32
    const inside = isWordCode(code) && (code < 128 || /[\p{L}\p{N}]/u.test(plain[i] ?? ''))
    if (inside) {
      if (start < 0) start = i
    } else if (start >= 0) {
      const word = plain.slice(start, i)
      start = -1
      if (!(code === 39 && ELIDED.has(word))) found.push(word)
    }
  }
  return found
}

/** Words that carry no need: left out of the index and of the query. Negations and « sans » stay: « sans abri », « sans papiers ». */
const STOP: ReadonlySet<string> = new Set(
  (
    'a au aux avec c ce cela celle celles celui ces cet cette ceux ci comme d dans de des donc dont du e elle elles en es est et etc ' +
    'etait etant etre eu eux fait fois font h i ici il ils j je k l la le les leur leurs lors lui m ma mais me meme memes mes mon n ne ni nos ' +
    'notre nous o on ont or ou par pas pendant peu peut peuvent plus pour q qu quand que quel quelle quelles quels qui quoi s sa se ' +
    'selon ses si soi soit son sont sous sur t ta tel telle telles tels tes toi ton tous tout toute toutes tres tu u un une vers via voici ' +
    'voila vos votre vous w x y z afin ainsi alors apres aussi autre autres avant avoir car chaque chez depuis ete etes ont puis sera ' +
    'seront souhaite souhaitent veut veux voudrais voudrait cherche cherchent besoin besoins ai as suis sommes avez avons quelque quelques'
  ).split(' '),
)

/** True for a folded word that the index leaves out. */
export const isStop = (word: string): boolean => STOP.has(word)

/** Words of a request rather than of a need: they help to rank, but a service without them answers all the same. */
const WEAK: ReadonlySet<string> = new Set(
  (
    'aider aide apprendre avoir chercher rechercher recherche trouver obtenir passer faire aller mettre prendre demander demande ' +
    'comment savoir sait pouvoir vouloir besoin probleme difficulte petit petite nouveau nouvelle bon bonne personne gens monsieur ' +
    'tarif reduit prix cout moindre madame homme quelquun service structure association organisme contact adresse proche pres rapidement vite urgent'
  )
    .split(' ')
    .map((word) => stem(word)),
)

/** True for the stem of a word that a service need not hold to answer. */
export const isWeak = (term: string): boolean => WEAK.has(term)

/** Stems met so far: texts repeat themselves, and the import reads hundreds of megabytes. */
const stems = new Map<string, string>()
const MAX_STEMS = 200_000

/** The index term of a folded word; `''` for a stop word. */
export const termOf = (word: string): string => {
  const known = stems.get(word)
  if (known !== undefined) return known
  const term = STOP.has(word) ? '' : stem(word.length > 60 ? word.slice(0, 60) : word)
  if (stems.size >= MAX_STEMS) stems.clear()
  stems.set(word, term)
  return term
}

/** Folded, stemmed, without stop words, in order, repeats kept. For writing the index and for asking it. */
export const indexTerms = (text: string): string[] => {
  const found: string[] = []
  for (const word of words(text)) {
    const term = termOf(word)
    if (term !== '') found.push(term)
  }
  return found
}

export type QueryWord = { readonly word: string; readonly term: string }

/** The words of a query with their terms, stop words left out: the word serves spelling and prefixes, the term the index. */
export const queryWords = (text: string): QueryWord[] => {
  const found: QueryWord[] = []
  for (const word of words(text)) {
    const term = termOf(word)
    if (term !== '') found.push({ word, term })
  }
  return found
}

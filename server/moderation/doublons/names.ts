import { editDistance } from '#shared/search/distance.ts'
import { fold } from '#shared/search/text.ts'

/** Names of structures and services as several sources write them: « CCAS de Lens » and « Centre communal d’action sociale - LENS ». */

/** What is shortened, written in full, so that a slip costs one word and not the whole. Folded. */
const IN_FULL: readonly (readonly [RegExp, string])[] = [
  [/\bccas\b/g, 'centre communal d action sociale'],
  [/\bcias\b|\bcentre intercommunal d action sociale\b/g, 'centre communal d action sociale'],
  [/\bcs\b/g, 'centre social'],
  [/\bml\b/g, 'mission locale'],
  // One network, under its names of three periods.
  [/\b((espace|maison|relais) )?france services?\b/g, 'franceservices'],
  [/\bmaison (de |des )?services? (publics?|au public)\b|\bmsap\b/g, 'franceservices'],
  [/\bpole emploi\b|\bfrance travail\b/g, 'francetravail'],
  [/\bplie\b/g, 'plan local pour l insertion et l emploi'],
  [/\bmjc\b/g, 'maison des jeunes et de la culture'],
  [/\bmds\b|\bmaison des solidarites\b/g, 'maison departementale des solidarites'],
  [/\bcc\b/g, 'communaute de communes'],
  [/\bcaf\b/g, 'caisse d allocations familiales'],
  [/\bmsa\b/g, 'mutualite sociale agricole'],
  [/\bpimms\b/g, 'point information mediation multi services'],
  [/\bfjt\b/g, 'foyer de jeunes travailleurs'],
  [/\bcidff\b/g, 'centre d information sur les droits des femmes et des familles'],
  [/\bassoc\b/g, 'association'],
]

/** Words that tell nothing apart. */
const EMPTY = new Set(
  'a au aux d de des du en et l la le les pour sur un une sarl sas sa scop eurl loi 1901 asso association service services'.split(
    ' ',
  ),
)

/** What tells two places of one network apart: « Maison de quartier Nord », « Antenne 2 ». */
const SIDES = new Set(
  'nord sud est ouest centre haut bas i ii iii iv premier deuxieme troisieme debutant debutants intermediaire avance adulte adultes enfant enfants jeune jeunes senior seniors femme femmes homme hommes'.split(
    ' ',
  ),
)

const COMPASS = new Set('nord sud est ouest centre'.split(' '))

export type Name = {
  /** In the order of the text, without empty words. */
  readonly words: readonly string[]
  /** Numbers and sides, sorted. */
  readonly apart: readonly string[]
}

export const nameOf = (text: string): Name => {
  let folded = fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  for (const [short, whole] of IN_FULL) folded = folded.replace(short, whole)
  const words = folded.split(' ').filter((word) => word !== '' && !EMPTY.has(word))
  return { words, apart: words.filter((word) => /^\d+$/.test(word) || SIDES.has(word)).toSorted() }
}

/** One word for another: the same, one mistyped (one slip from five letters on, two from nine), or cut short (« assist » for « assistance »). */
const alike = (a: string, b: string): boolean => {
  if (a === b) return true
  if (/\d/.test(a) || /\d/.test(b)) return false
  const length = Math.min(a.length, b.length)
  if (length >= 4 && (a.startsWith(b) || b.startsWith(a))) return true
  const most = length >= 9 ? 2 : length >= 5 ? 1 : 0
  return most > 0 && editDistance(a, b, most) <= most
}

/** How much a word tells, from how many names hold it: a rare one tells more (inverse document frequency). */
export type Rarity = (word: string) => number

export const rarityOf = (names: Iterable<Name>): Rarity => {
  const counts = new Map<string, number>()
  let all = 0
  for (const { words } of names) {
    all += 1
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const most = Math.log(1 + all)
  return (word) => (all === 0 ? 1 : Math.max(0.05, Math.log((1 + all) / (1 + (counts.get(word) ?? 0))) / most))
}

const NONE: ReadonlySet<string> = new Set()

/**
 * Share of what two names tell that both say, 0 to 1: words weighed by rarity, mistyped and shortened ones paired. `ignored`: words
 * that the place says already (the name of the commune).
 */
export const nameLikeness = (left: Name, right: Name, rarity: Rarity, ignored: ReadonlySet<string> = NONE): number => {
  const keep = ({ words }: Name): string[] => {
    const kept = words.filter((word) => !ignored.has(word))
    return kept.length === 0 ? [...words] : kept
  }
  const [a, b] = [keep(left), keep(right)]
  if (a.length === 0 || b.length === 0) return 0
  const free = [...b]
  let shared = 0
  let all = 0
  for (const word of a) {
    const exact = free.indexOf(word)
    const at = exact === -1 ? free.findIndex((other) => alike(word, other)) : exact
    if (at === -1) {
      all += rarity(word)
      continue
    }
    const [other = word] = free.splice(at, 1)
    // A slip tells a little less than the word itself.
    const weight = Math.max(rarity(word), rarity(other))
    shared += exact === -1 ? weight * 0.85 : weight
    all += weight
  }
  for (const word of free) all += rarity(word)
  return all === 0 ? 0 : shared / all
}

/**
 * What numbers and sides say of two names: « deux » things when each has one that the other has not (« 1 » and « 2 », « Nord » and
 * « Sud »); « peut-être » when one alone names a number or a side of the compass.
 */
export const apartness = (left: Name, right: Name): 'deux' | 'peut-être' | 'rien' => {
  const only = (a: Name, b: Name): readonly string[] => a.apart.filter((word) => !b.apart.includes(word))
  const [mine, theirs] = [only(left, right), only(right, left)]
  if (mine.length > 0 && theirs.length > 0) return 'deux'
  return [...mine, ...theirs].some((word) => /^\d+$/.test(word) || COMPASS.has(word)) ? 'peut-être' : 'rien'
}

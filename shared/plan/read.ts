import { recogniseNeeds, type Recognised } from '../search/needs.ts'
import { fold, indexTerms } from '../search/text.ts'
import { type Contrainte, type Lecture, MOST_BESOINS, type PlanBesoin } from './plan.ts'

/**
 * What a sentence says: needs, what narrows them all, and whom it is about. « permis, garde d’enfant, français A1, sans voiture » is three
 * needs without a car. Every word typed is in one of them, but for those that carry nothing. Pure.
 */

type Read = Pick<PlanBesoin, 'mots' | 'thematiques' | 'publics'>
type Words = readonly {
  readonly mots: string
  readonly thematiques: readonly string[]
}[]

/** Words that narrow, folded; each is the whole of what they match. */
const NARROWS: readonly (readonly [Contrainte, RegExp])[] = [
  [
    'sans-voiture',
    /\b(?:(?:sans|pas de|pas d'|aucune?|n'a pas de|n'a pas d'|n'ai pas de) ?(?:voiture|vehicule|auto|moyen de transport|moyen de locomotion)|(?:non|pas) vehiculee?|(?:se deplace )?a pied|(?:se deplace )?en (?:bus|transports? en commun|transports?))\b/,
  ],
  ['gratuit', /\b(?:gratuite?s?|gratuitement|sans payer|(?:pas trop|trop|pas|peu|moins) cher)\b/],
  ['a-distance', /\b(?:a distance|en visio(?:conference)?|sans se deplacer)\b/],
  ['sur-place', /\b(?:en presentiel|sur place)\b/],
]

/** Between needs whatever is around; and only where what they join are two needs. */
const HARD = /[,;\n•|+/]+|(?:^|\s)[-–—](?=\s)|\s(?:puis|ainsi que)\s/iu
const SOFT = /\s(?:et|ou|avec|&)\s/iu

/** « A besoin de », « cherche un »: said of any need. */
const OPENING =
  /^(?:(?:elle|il|on|je|monsieur|madame|mme|m\.) )?(?:(?:a|ai|avoir) besoin (?:de |d['’]|du |des )?(?:une? )?|(?:cherche|recherche|veut|voudrait|souhaite|demande) (?:à |a )?(?:une? |des |du |de la |de l['’])?|besoin (?:de |d['’]|du |des ))/iu

/** « un logement », « d’une aide »: nothing of the need. */
const ARTICLE = /^(?:d['’]une? |d['’]|une? |des |du |de la |de l['’]|de |le |la |les |l['’])/iu

/** Said of the person, not asked for: « au RSA », « reconnue RQTH », or the status alone among needs. */
const STATUS =
  /^(?:(?:elle |il |on |je |mme |madame |m\. |monsieur )?(?:est |suis )?(?:au|a l'|beneficiaire|allocataire|sous|reconnue?|touche|percoit)) /
const STATUS_ALONE: ReadonlySet<string> = new Set(
  'rsa rqth aah ass bri qpv zrr jeune senior refugie refugiee handicap'.split(' '),
)

const SUBJECT = /^(?:elle |il |on |mme |madame |m\. |monsieur )(?:est )(?:une? )?/
const isStatusAlone = (mots: string): boolean => STATUS_ALONE.has(fold(mots).replace(SUBJECT, ''))

/** Where a place of the folded text is in the text as typed: folding changes lengths (œ). */
const placeIn = (text: string, folded: number): number => {
  let [at, length] = [0, 0]
  for (const char of text) {
    if (length >= folded) break
    length += fold(char).length
    at += char.length
  }
  return at
}

const withoutConstraints = (chunk: string): { readonly rest: string; readonly found: readonly Contrainte[] } => {
  let rest = chunk
  const found: Contrainte[] = []
  for (const [contrainte, pattern] of NARROWS) {
    const folded = fold(rest)
    const match = pattern.exec(folded)
    if (match === null) continue
    found.push(contrainte)
    rest = rest.slice(0, placeIn(rest, match.index)) + rest.slice(placeIn(rest, match.index + match[0].length))
  }
  return { rest: rest.replace(/\s+/gu, ' ').trim(), found }
}

const needs = (text: string, extra: Words): readonly Recognised[] =>
  recogniseNeeds(
    indexTerms(text),
    extra.map(({ mots, thematiques }) => ({
      mots,
      thematiques: [...thematiques],
    })),
  )

const families = (one: Recognised): ReadonlySet<string> => new Set(one.thematiques.map((value) => value.split('--')[0] ?? value))

/** Words joined that have a meaning in common are one need: « lire et écrire ». « CV et mentor », of one family, are two. */
const isSame = (one: Recognised, before: Recognised): boolean =>
  one.thematiques.some((value) => before.thematiques.includes(value)) ||
  (one.thematiques.length + before.thematiques.length === 0 && one.publics.some((value) => before.publics.includes(value)))

/** Needs of the same family said side by side are one: « permis voiture ». */
const isAnother = (one: Recognised, before: Recognised): boolean => {
  const known = families(before)
  return ![...families(one)].some((family) => known.has(family))
}

const merged = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())]

const readOne = (mots: string, extra: Words): Read => {
  const found = needs(mots, extra)
  return {
    mots: mots.slice(0, 200),
    thematiques: merged(found.map(({ thematiques }) => thematiques)).slice(0, 20),
    publics: merged(found.map(({ publics }) => publics)).slice(0, 20),
  }
}

/** Words said one after the other without a mark between: cut where another family of needs begins. */
const cutWords = (chunk: string, extra: Words): readonly string[] => {
  const found = needs(chunk, extra).filter(({ thematiques }) => thematiques.length > 0)
  const words = chunk.split(' ')
  const terms = words.map((word) => indexTerms(word).length)
  const total = terms.reduce((sum, n) => sum + n, 0)
  // Terms that only exist across words (acronyms with spaces…) cannot be placed: one need, as it was said.
  if (found.length < 2 || total !== indexTerms(chunk).length) return [chunk]
  const starts = found.filter((one, at) => at > 0 && isAnother(one, found[at - 1] ?? one)).map(({ start }) => start)
  if (starts.length === 0) return [chunk]
  const parts: string[][] = [[]]
  let at = 0
  for (const [index, word] of words.entries()) {
    if (starts.includes(at) && (terms[index] ?? 0) > 0 && (parts.at(-1)?.length ?? 0) > 0) parts.push([])
    parts.at(-1)?.push(word)
    at += terms[index] ?? 0
  }
  return parts.map((part) => part.join(' '))
}

/** « lire et écrire » is one need; « permis et garde d’enfant » are two. */
const cutSoft = (chunk: string, extra: Words): readonly string[] => {
  const parts = chunk.split(SOFT).map((part) => part.trim())
  if (parts.length < 2) return cutWords(chunk, extra)
  const whole = needs(chunk, extra)
  const each = parts.map((part) =>
    needs(part, extra).filter(({ thematiques, publics }) => thematiques.length + publics.length > 0),
  )
  // Each part says something of its own, and nothing is said by the whole alone.
  const longest = Math.max(0, ...whole.map(({ start, end }) => end - start))
  const longestPart = Math.max(0, ...each.flat().map(({ start, end }) => end - start))
  const firsts = each.map(([first]) => first)
  const isOne = firsts.some((one, at) => {
    const before = firsts[at - 1]
    return one !== undefined && before !== undefined && isSame(one, before)
  })
  if (each.some((found) => found.length === 0) || longest > longestPart || isOne) return [chunk]
  return parts.flatMap((part) => cutWords(part, extra))
}

/** `extra`: the person’s own synonyms (settings). */
export const readSentence = (texte: string, extra: Words = []): Omit<Lecture, 'corrections'> => {
  const besoins: Read[] = []
  const contraintes = new Set<Contrainte>()
  const publics = new Set<string>()
  /** Said of the person alone. */
  const said: Read[] = []
  const chunks = texte
    .normalize('NFC')
    .split(HARD)
    .map((chunk) =>
      chunk
        .replace(/\s+/gu, ' ')
        .trim()
        .replace(/^[-–—]\s*/u, '')
        .replace(/[.!?…]+$/u, ''),
    )
    .filter((chunk) => chunk !== '')
  for (const chunk of chunks) {
    const { rest, found } = withoutConstraints(chunk)
    for (const one of found) contraintes.add(one)
    const asked = rest
      .replace(OPENING, '')
      .replace(/^[\s:&]+|[\s:&]+$/gu, '')
      .replace(/^(?:et|ou|avec)\s+|\s+(?:et|ou|avec)$/giu, '')
      .trim()
    for (const part of asked === '' ? [] : cutSoft(asked, extra)) {
      const read = readOne(STATUS.test(fold(part)) ? part : part.replace(ARTICLE, ''), extra)
      // Nothing but words that carry nothing.
      if (indexTerms(part).length === 0) continue
      const isStatus = read.thematiques.length === 0 || STATUS.test(fold(part))
      if (isStatus && read.publics.length > 0) said.push(read)
      else if (!besoins.some(({ mots }) => fold(mots) === fold(read.mots))) besoins.push(read)
    }
  }
  // Whom it is about is what is asked for when nothing else is: « travailleurs handicapés ».
  if (besoins.length === 0) besoins.push(...said)
  else for (const one of said) for (const value of one.publics) publics.add(value)
  const alone = besoins.filter(({ mots, publics: said }) => said.length > 0 && isStatusAlone(mots))
  // A status is what is asked for when nothing else is.
  if (alone.length < besoins.length) {
    for (const one of alone) {
      for (const value of one.publics) publics.add(value)
      besoins.splice(besoins.indexOf(one), 1)
    }
  }
  // One more than a plan holds: whoever adds them says that it is full, rather than losing some in silence.
  return {
    besoins: besoins.slice(0, MOST_BESOINS + 1),
    contraintes: [...contraintes],
    publics: [...publics],
  }
}

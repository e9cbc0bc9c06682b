import { CATEGORIES, NEEDS } from '../reference/thematiques.ts'
import { expressionsOf, SYNONYMS } from './synonyms.ts'
import type { Synonym } from './synonyms/synonym.ts'
import { indexTerms, words } from './text.ts'
import { createTrie, type Trie } from './trie.ts'

/** What some words of a query were understood as. */
export type Recognised = {
  /** First term of the query it covers, and the one after the last. */
  readonly start: number
  readonly end: number
  /** The expression of the table, as it is written there. */
  readonly mots: string
  readonly thematiques: readonly string[]
  readonly publics: readonly string[]
  readonly modes_accueil: readonly string[]
  readonly types: readonly string[]
  readonly frais: readonly string[]
}

type Meaning = Omit<Recognised, 'start' | 'end'>
const merge = (a: readonly string[], b: readonly string[]): readonly string[] => [...new Set([...a, ...b])]

/** Adds an expression. Two lines that give the same expression add up: « étranger » is a person and a destination. */
const plant = (trie: Trie<Meaning>, expression: string, synonym: Synonym): void => {
  const terms = indexTerms(expression)
  if (terms.length === 0) return
  trie.set(terms, (known) => ({
    mots: known?.mots ?? expression,
    thematiques: merge(known?.thematiques ?? [], synonym.thematiques ?? []),
    publics: merge(known?.publics ?? [], synonym.publics ?? []),
    modes_accueil: merge(known?.modes_accueil ?? [], synonym.modes_accueil ?? []),
    types: merge(known?.types ?? [], synonym.types ?? []),
    frais: merge(known?.frais ?? [], synonym.frais ?? []),
  }))
}

const build = (synonyms: readonly Synonym[]): Trie<Meaning> => {
  const trie = createTrie<Meaning>()
  for (const synonym of synonyms) for (const expression of expressionsOf(synonym.mots)) plant(trie, expression, synonym)
  return trie
}

/** The labels of the référentiel are expressions too: « Préparer un permis » typed in full must be understood. */
const labels = (): Synonym[] =>
  [...CATEGORIES, ...NEEDS].map(({ value, label }) => ({ mots: label.replaceAll(',', ' '), thematiques: [value] }))

let builtIn: Trie<Meaning> | null = null
const tries = new WeakMap<readonly Synonym[], Trie<Meaning>>()

/**
 * Reads the needs out of the terms of a query (`indexTerms`), from left to right, the longest expression first.
 * `extra`: the user's own lines; at equal length they replace the built-in meaning, so that a line can be corrected.
 * The array given as `extra` is indexed once and remembered: pass the same one while it does not change.
 */
export const recogniseNeeds = (terms: readonly string[], extra: readonly Synonym[] = []): Recognised[] => {
  builtIn ??= build([...SYNONYMS, ...labels()])
  let own = tries.get(extra)
  if (own === undefined) tries.set(extra, (own = build(extra)))
  const found: Recognised[] = []
  let i = 0
  while (i < terms.length) {
    const mine = own.longest(terms, i)
    const theirs = builtIn.longest(terms, i)
    const best = mine !== null && mine.end >= (theirs?.end ?? 0) ? mine : theirs
    if (best === null) {
      i++
      continue
    }
    found.push({ start: i, end: best.end, ...best.value })
    i = best.end
  }
  return found
}

/** Words that a person says for a need, but that a name holds for many other reasons: « Pass transport », « réseau de transport ». */
const SAID_ONLY: ReadonlySet<string> = new Set(
  (
    'pass css reseau entretien art culture lettre oral code cap vacances jeux sorties seul isole ecoute energie electricite humidite box portable ' +
    'connexion argent equipement etudes sel activites echange education scolarite ecole engagement cuisine animation motivation soin justice ' +
    'autonomie scan travail emploi insertion securite plainte transport droit langue stage fibre rupture tre vie ecrans stress'
  )
    .split(' ')
    .flatMap((word) => indexTerms(word)),
)

/**
 * The thématiques that the name of a service says without its declaring them: « Faire garder son enfant » with an empty
 * field. Half of the older listings are so, and counsellors' words reach them only through their name.
 */
export const needsInName = (name: string): readonly string[] => {
  // The closest thématique alone: the others are what a person who says these words may also want.
  const terms = indexTerms(name)
  const found = recogniseNeeds(terms)
    .filter(({ start, end }) => end - start > 1 || !SAID_ONLY.has(terms[start] ?? ''))
    .flatMap(({ thematiques }) => thematiques.slice(0, 1))
  return [...new Set(found)]
}

/** Every folded word of the table, for the spelling vocabulary: « surendetement » must be corrected even where no text says it. */
export const synonymWords = (extra: readonly Synonym[] = []): string[] => {
  const found = new Set<string>()
  for (const synonym of [...SYNONYMS, ...labels(), ...extra]) for (const word of words(synonym.mots)) found.add(word)
  return [...found]
}

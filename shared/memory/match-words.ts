import { serviceTerms } from '../catalogue/terms.ts'
import type { ServiceFacts } from '../catalogue/facts.ts'
import { NAMED_NEED } from '../catalogue/file.ts'
import type { Service, Structure } from '../catalogue/record.ts'
import { synonymWords } from '../search/needs.ts'
import { type KnownWords, type Reading, type ReadNeed, readText } from '../search/reading.ts'
import { createSpeller } from '../search/spelling.ts'
import { isWeak } from '../search/text.ts'

/** How the words of a kept search fall on services, told one by one: what the search of the desk does over its columns. */

/** Below this many services with every word, words become optional; then this share of their weight must be there (main/catalogue/rank.ts). */
const FEW = 3
const MIN_COVERAGE = 0.4

export type Held = {
  readonly service: Service
  readonly structure: Structure | null
  readonly facts: ServiceFacts
}
type ZoneName = (code: string) => string | null
type Word = { readonly term: string; df: number }

/** A value of thématiques without « -- » stands for all those of its category. */
export const carries = ({ values }: ServiceFacts, facet: string, value: string): boolean => {
  const isCategory = (facet === 'thematiques' || facet === NAMED_NEED) && !value.includes('--')
  return values.some(([each, one]) => each === facet && (one === value || (isCategory && one.startsWith(`${value}--`))))
}

/** Nobody named, or everyone: whoever asks may go there. */
export const isOpenToAll = ({ values }: ServiceFacts): boolean => {
  const publics = values.filter(([facet]) => facet === 'publics')
  return publics.length === 0 || publics.some(([, value]) => value === 'tous-publics')
}

export type Vocabulary = KnownWords & {
  readonly services: number
  /** Services that hold the stem. */
  readonly frequency: (term: string) => number
  /** Services that declare the need. */
  readonly declaring: (value: string) => number
  readonly read: (text: string) => Reading
}

/** Learns the words and the needs of every service, then reads what was asked. */
export const createVocabulary = (zoneName: ZoneName) => {
  const words = new Map<string, Word>()
  const stems = new Map<string, number>()
  const needs = new Map<string, number>()
  let services = 0
  const more = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)

  const learn = ({ service, structure, facts }: Held): void => {
    services += 1
    const terms = serviceTerms(service, structure, zoneName)
    for (const term of terms.fields.keys()) more(stems, term)
    for (const [word, term] of terms.words) {
      const known = words.get(word)
      if (known === undefined) words.set(word, { term, df: 1 })
      else known.df += 1
    }
    const declared = new Set<string>()
    for (const [facet, value] of facts.values)
      if (facet === 'thematiques') {
        declared.add(value)
        declared.add(value.split('--')[0] ?? value)
      }
    for (const value of declared) more(needs, value)
  }

  const made = (): Vocabulary => {
    const sorted = [...words.keys()].sort()
    const held = new Set([...words.values()].map(({ term }) => term))
    const known: KnownWords = {
      holds: (term) => held.has(term),
      startingWith: (prefix, limit) => {
        const best = new Map<string, Word & { readonly word: string }>()
        for (const word of sorted) {
          const { term, df } = words.get(word) ?? { term: '', df: 0 }
          const before = best.get(term)
          if (word.startsWith(prefix) && (before === undefined || before.df < df)) best.set(term, { word, term, df })
        }
        return [...best.values()].sort((a, b) => b.df - a.df || (a.term < b.term ? -1 : 1)).slice(0, limit)
      },
    }
    let speller: ReturnType<typeof createSpeller> | null = null
    const spelling = () => {
      speller ??= createSpeller([
        ...sorted.map((word) => [word, words.get(word)?.df ?? 0] as const),
        ...synonymWords().map((word) => [word, 1] as const),
      ])
      const made = speller
      return { suggest: (word: string) => made.suggest(word, 1)[0]?.word ?? null }
    }
    return {
      ...known,
      services,
      frequency: (term) => stems.get(term) ?? 0,
      declaring: (value) => needs.get(value) ?? 0,
      read: (text) => readText(text, known, spelling),
    }
  }
  return { learn, made }
}

const bitsOf = ({ start, end }: Pick<ReadNeed, 'start' | 'end'>): number => (1 << end) - (1 << start)

const optionalIn = (reading: Reading): number => {
  let inNeeds = 0
  let optional = 0
  for (const need of reading.needs) {
    inNeeds |= bitsOf(need)
    if (need.thematiques.length === 0 && need.publics.length === 0) optional |= bitsOf(need)
  }
  reading.words.forEach(({ variants: [first] }, index) => {
    if ((inNeeds & (1 << index)) === 0 && first !== undefined && isWeak(first.term)) optional |= 1 << index
  })
  return optional === (1 << reading.words.length) - 1 ? 0 : optional
}

const rarity = (df: number, total: number): number => Math.log(1 + (total - df + 0.5) / (df + 0.5))

/** Words of one search, ready to be looked for in services one by one; null where nothing is asked by words. */
export const createWordMatch = (text: string, vocabulary: Vocabulary, zoneName: ZoneName) => {
  const reading = vocabulary.read(text)
  const { words, needs } = reading
  if (words.length === 0) {
    // Words all set aside answer nothing: showing everything instead would look like an answer to them.
    return reading.ignores.length === 0 ? null : { covered: () => 0, accepted: () => () => false }
  }
  const optional = optionalIn(reading)
  const all = (1 << words.length) - 1
  const onlyPublics =
    needs.every(({ thematiques, publics }) => thematiques.length === 0 && publics.length > 0) &&
    needs.reduce((n, one) => n + one.end - one.start, 0) === words.length
  const required = words.map(({ variants }, index) => {
    if ((optional & (1 << index)) !== 0) return 0
    const df = variants.reduce((most, { term }) => Math.max(most, vocabulary.frequency(term)), 0)
    const need = needs.find(({ start, end }) => start <= index && index < end)
    const declared = (need?.thematiques ?? []).reduce((most, value) => Math.max(most, vocabulary.declaring(value)), 0)
    return rarity(df > 0 ? df : declared, vocabulary.services + 1)
  })
  const total = required.reduce((sum, one) => sum + one, 0)
  const enough = reading.enumerated ? needs.filter(({ thematiques }) => thematiques.length > 0).map(bitsOf) : []

  const isDeclared = (facts: ServiceFacts, need: ReadNeed): boolean => {
    if (need.thematiques.length > 0)
      return need.thematiques.some((value) => carries(facts, 'thematiques', value) || carries(facts, NAMED_NEED, value))
    return (
      need.types.some((value) => carries(facts, 'types', value)) ||
      need.modes_accueil.some((value) => carries(facts, 'modes_accueil', value)) ||
      need.frais.some((value) => carries(facts, 'frais', value)) ||
      need.publics.some((value) => carries(facts, 'publics', value)) ||
      // Open to all is open to them too; but alone it would answer « jeunes » with the whole catalogue.
      (need.publics.length > 0 && !onlyPublics && isOpenToAll(facts))
    )
  }

  /** Set of the words that a service covers: bit `i` is word `i`. */
  const covered = ({ service, structure, facts }: Held): number => {
    const { fields } = serviceTerms(service, structure, zoneName)
    let set = optional
    words.forEach(({ variants }, index) => {
      if (variants.some(({ term }) => fields.has(term))) set |= 1 << index
    })
    for (const need of needs) if (isDeclared(facts, need)) set |= bitsOf(need)
    return set
  }

  const weight = (set: number): number =>
    required.reduce((sum, one, index) => ((set & (1 << index)) === 0 ? sum : sum + one), 0) / total
  const hasAll = (set: number): boolean => set === all || enough.some((one) => (set & one) === one)

  return {
    covered,
    /**
     * All the words where at least FEW services of the place have them, else enough of them.
     * @param sets of the services that answer the place, whatever the filters
     */
    accepted: (sets: readonly number[]): ((set: number) => boolean) =>
      sets.filter((set) => set === all).length >= FEW ? hasAll : (set) => hasAll(set) || weight(set) >= MIN_COVERAGE,
  }
}
export type WordMatch = NonNullable<ReturnType<typeof createWordMatch>>

import { NAMED_NEED, TEXT_FIELDS } from '#shared/catalogue/file.ts'
import { FIELD_BITS, FIELD_MASK } from '#shared/catalogue/postings.ts'
import { isWeak } from '#shared/search/text.ts'
import type { Columns } from './columns.ts'
import type { NeedIndex } from './need-index.ts'
import type { Postings } from './postings.ts'
import { NEED, OPTIONAL_WEIGHT, type FieldWeights } from './rank.ts'
import type { ReadNeed, Reading } from '#shared/search/reading.ts'

/** How the words of a query fall on the services. Arrays by rowid. */
export type TextMatch = {
  /** Words covered: bit `i` is word `i` of the reading, by its stem, a completion or its need. */
  readonly covered: Uint16Array
  /** 0–1: words found, weighted by rarity and by field. */
  readonly text: Float32Array
  /** 0–1: best need the service declares among those read. */
  readonly need: Float32Array
  /** Share of the query's weight that a set of covered words makes, by set. */
  readonly coverage: Float32Array
  /** The set of all words. */
  readonly all: number
  /** Words a service may do without: counted as covered everywhere. */
  readonly optional: number
  /** Sets that answer by themselves: each need of an enumeration. */
  readonly enough: readonly number[]
}

/** Words all set aside answer nothing: showing everything instead would look like an answer to them. */
const matchesNothing = (scratch: TextScratch): TextMatch => ({
  ...scratch,
  coverage: Float32Array.of(0, 1),
  all: 1,
  optional: 0,
  enough: [],
})

/** The arrays of a match, used again by the next: at 250,000 services, making them anew costs more than filling them. */
export type TextScratch = Pick<TextMatch, 'covered' | 'text' | 'need'>

export const textScratch = (size: number): TextScratch => ({
  covered: new Uint16Array(size),
  text: new Float32Array(size),
  need: new Float32Array(size),
})

const clean = (scratch: TextScratch): TextScratch => {
  scratch.covered.fill(0)
  scratch.text.fill(0)
  scratch.need.fill(0)
  return scratch
}

/** Best field counts whole, the others a little: a word in name and description is better than in the name alone. */
const fieldWorth = (weights: FieldWeights): Float32Array => {
  const worth = new Float32Array(FIELD_MASK + 1)
  for (let mask = 1; mask <= FIELD_MASK; mask++) {
    const present = TEXT_FIELDS.filter((_, index) => (mask & (1 << index)) !== 0).map((field) => weights[field])
    const best = Math.max(...present)
    const others = present.reduce((sum, weight) => sum + weight, 0) - best
    worth[mask] = Math.min(1, best + 0.15 * others)
  }
  return worth
}

const rarity = (df: number, total: number): number => Math.log(1 + (total - df + 0.5) / (df + 0.5))

/** Services that declare the need a word belongs to: the rarity of a word that no text holds. */
const declaring = (reading: Reading, word: number, needIndex: NeedIndex): number => {
  const need = reading.needs.find(({ start, end }) => start <= word && word < end)
  return (need?.thematiques ?? []).reduce((most, value) => Math.max(most, needIndex.count('thematiques', value)), 0)
}

/** By number of thématiques declared. */
const focus = (n: number): number => (n <= 2 ? 1 : NEED.diluted + (1 - NEED.diluted) / Math.sqrt(n - 1))

const bitsOf = ({ start, end }: ReadNeed): number => (1 << end) - (1 << start)

/** Words that no service must hold: those of a request, and those that only say how the service is given. */
const optionalWords = (reading: Reading): number => {
  let inNeeds = 0
  let optional = 0
  for (const need of reading.needs) {
    inNeeds |= bitsOf(need)
    if (need.thematiques.length === 0 && need.publics.length === 0) optional |= bitsOf(need)
  }
  reading.words.forEach(({ variants: [first] }, index) => {
    if ((inNeeds & (1 << index)) === 0 && first !== undefined && isWeak(first.term)) optional |= 1 << index
  })
  // A query of such words alone means them.
  return optional === (1 << reading.words.length) - 1 ? 0 : optional
}

/** Null when the query has no words, so that every service answers it. The answer lives in `scratch`, until the next match. */
export const matchText = (
  reading: Reading,
  columns: Columns,
  postings: Postings,
  needIndex: NeedIndex,
  weights: FieldWeights,
  scratch: TextScratch,
): TextMatch | null => {
  if (reading.words.length === 0) return reading.ignores.length === 0 ? null : matchesNothing(clean(scratch))
  const { covered, text, need } = clean(scratch)
  const worth = fieldWorth(weights)
  const optional = optionalWords(reading)

  const rarities = reading.words.map(({ variants }, index) => {
    const df = variants.reduce((most, { term }) => Math.max(most, postings.of(term).length), 0)
    const rare = rarity(df > 0 ? df : declaring(reading, index, needIndex), columns.count + 1)
    return (optional & (1 << index)) === 0 ? rare : OPTIONAL_WEIGHT * rare
  })
  const totalRarity = rarities.reduce((sum, one) => sum + one, 0)

  reading.words.forEach((word, index) => {
    const bit = 1 << index
    const share = (rarities[index] ?? 0) / totalRarity
    for (const variant of word.variants) {
      const list = postings.of(variant.term)
      const gain = share * variant.worth
      for (let i = 0; i < list.length; i++) {
        const posting = list[i] as number
        const r = posting >>> FIELD_BITS
        const before = covered[r] as number
        // The word as typed comes first: a completion adds nothing to a service that holds the word itself.
        if ((before & bit) !== 0) continue
        covered[r] = before | bit
        text[r] = (text[r] as number) + gain * (worth[posting & FIELD_MASK] as number)
      }
    }
  })

  const onlyPublics =
    reading.needs.every(isAboutPeople) && reading.needs.reduce((n, one) => n + one.end - one.start, 0) === reading.words.length
  const declared = needIndex.declared()
  const focuses = Float32Array.from({ length: 256 }, (_, n) => focus(n))
  for (const one of reading.needs) {
    const bits = bitsOf(one)
    const cover = (rows: Uint32Array, gain: (r: number) => number) => {
      for (let i = 0; i < rows.length; i++) {
        const r = rows[i] as number
        covered[r] = (covered[r] as number) | bits
        const worth = gain(r)
        if (worth > (need[r] as number)) need[r] = worth
      }
    }
    // What a service says of itself in its name counts beside what it declares: neither is always there.
    for (const [rank, value] of one.thematiques.entries()) {
      const whole = (value.includes('--') ? 1 : NEED.secondary) * NEED.also ** rank
      const named = needIndex.rows(NAMED_NEED, value)
      cover(needIndex.rows('thematiques', value), (r) => whole * NEED.declared * (focuses[declared[r] as number] as number))
      cover(named, (r) => {
        const before = Math.min(need[r] as number, NEED.declared)
        return Math.max(need[r] as number, 1 - (1 - before) * (1 - whole * NEED.named))
      })
    }
    // With a thématique beside them, people and modes only colour the need: « titre de séjour » is no exile's every service.
    if (one.thematiques.length > 0) continue
    const secondary = () => NEED.secondary
    for (const value of one.types) cover(needIndex.rows('types', value), secondary)
    for (const value of one.modes_accueil) cover(needIndex.rows('modes_accueil', value), secondary)
    for (const value of one.frais) cover(needIndex.rows('frais', value), secondary)
    for (const value of one.publics) cover(needIndex.rows('publics', value), secondary)
    // Open to all is open to them too; but alone it would answer « jeunes » with the whole catalogue.
    if (one.publics.length > 0 && !onlyPublics) cover(needIndex.openToAll(), () => 0)
  }

  if (optional !== 0) for (let r = 0; r < covered.length; r++) covered[r] = (covered[r] as number) | optional

  // Of what must be there: the words a service may do without neither help nor hinder.
  const required = rarities.map((rare, index) => ((optional & (1 << index)) === 0 ? rare : 0))
  const totalRequired = required.reduce((sum, one) => sum + one, 0)
  const coverage = new Float32Array(1 << reading.words.length)
  for (let set = 1; set < coverage.length; set++) {
    const lowest = 31 - Math.clz32(set & -set)
    coverage[set] = (coverage[set & (set - 1)] as number) + (required[lowest] ?? 0) / totalRequired
  }
  const enough = reading.enumerated ? reading.needs.filter(({ thematiques }) => thematiques.length > 0).map(bitsOf) : []
  return { covered, text, need, coverage, all: coverage.length - 1, optional, enough }
}

const isAboutPeople = (need: ReadNeed): boolean => need.thematiques.length === 0 && need.publics.length > 0

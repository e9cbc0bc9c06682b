import type { Facet, SearchQuery } from '#shared/search/query.ts'
import type { FacetCount } from '#shared/search/result.ts'
import { synonymWords } from '#shared/search/needs.ts'
import { createSpeller, type Speller } from '#shared/search/spelling.ts'
import { addRows, createValueBits, setBit, wordsFor } from './bits.ts'
import { countByRadius } from './by-radius.ts'
import { addClass, computeClasses, type ComputedClasses } from './classes.ts'
import type { Columns, ColumnsGrowth } from './columns.ts'
import { createSlotCounting } from './facet-counting.ts'
import { countFacets, planFacets } from './facets.ts'
import { createFiltering } from './filters.ts'
import type { LooseQuery } from './loosen.ts'
import { createNeedIndex } from './need-index.ts'
import type { Postings } from './postings.ts'
import { createLocate, rememberPlaces, type Place } from './place.ts'
import { WEIGHTS } from './rank.ts'
import { readText, type OwnSynonyms, type Reading } from '#shared/search/reading.ts'
import { countSelected, select, selectScratch, type Selected } from './select.ts'
import { matchText, textScratch, type TextMatch } from './text-match.ts'
import type { Vocabulary, VocabularyWord } from './vocabulary.ts'

export type Asked = {
  readonly query: SearchQuery
  /** `query.place`, resolved. */
  readonly place: Place
  readonly synonymes: OwnSynonyms
  /** Day number of the search (facts.ts). */
  readonly today: number
}

/** Everything about the services that answer, but their order. Good until the next answer: its arrays are used again. */
export type Answer = {
  readonly reading: Reading
  readonly match: TextMatch | null
  readonly selected: Selected
  readonly facets: Record<Facet, FacetCount[]>
}

export type Answers = {
  /** Remembers the last one: a next page, another order or the map of the same query cost nothing more. */
  readonly answer: (asked: Asked) => Answer
  /** How many services the same words would find if the rest were changed. */
  readonly count: (asked: Asked, changed: LooseQuery) => number
  /** The same for several radii, increasing. */
  readonly countByRadius: (asked: Asked, radii: readonly number[]) => number[]
  /** Makes ready, one short step at a time, what the first searches would otherwise wait for. */
  readonly warmUp: () => Generator<void>
  /** The columns have grown: takes in what came and left, and forgets the answers made before. */
  readonly refresh: (growth: ColumnsGrowth, words: readonly VocabularyWord[]) => void
}

/** The most frequent stems: the longest lists to read, and the likeliest to be asked. */
const WARM_STEMS = 300

const MAX_SUGGESTIONS = 500

const keyOf = ({ query, place, synonymes, today }: Asked): string =>
  JSON.stringify([query.text, query.filters, query.radiusKm, place, synonymes, today])

export const createAnswers = (columns: Columns, vocabulary: Vocabulary, postings: Postings): Answers => {
  const { capacity } = columns
  const needIndex = createNeedIndex(columns)
  const open = new Uint8Array(capacity)
  for (const r of needIndex.openToAll()) open[r] = 1
  const openBits = new Uint32Array(wordsFor(capacity))
  addRows(openBits, needIndex.openToAll())
  const valueBits = createValueBits(capacity, needIndex)
  const planned = () => {
    const plan = planFacets(columns, open)
    return { plan, countSlots: createSlotCounting(plan, valueBits, openBits, columns) }
  }
  let facets = planned()
  let classes: { readonly day: number; readonly of: ComputedClasses } | null = null
  const classesOn = (day: number): ComputedClasses => {
    if (classes?.day !== day) classes = { day, of: computeClasses(columns, day) }
    return classes.of
  }

  const locate = createLocate(columns)
  // Both remember what they were last asked.
  const remembering = () => ({
    placeMatch: rememberPlaces(locate.placeMatch),
    filtering: createFiltering(capacity, valueBits, openBits, classesOn),
  })
  let base = remembering()
  const scratch = { text: textScratch(capacity), selection: selectScratch(capacity) }

  let speller: Speller | null = null
  const suggestions = new Map<string, string | null>()
  const spelling = () => {
    // Words of needs too: a mistyped one must be understood even where no text says it.
    speller ??= createSpeller([...vocabulary.entries(), ...synonymWords().map((word) => [word, 1] as const)])
    const made = speller
    return {
      suggest: (word: string) => {
        // The same slip comes back at each keystroke after it.
        const known = suggestions.get(word)
        if (known !== undefined) return known
        const best = made.suggest(word, 1)[0]?.word ?? null
        if (suggestions.size >= MAX_SUGGESTIONS) suggestions.clear()
        suggestions.set(word, best)
        return best
      },
    }
  }

  // The same lines arrive as a new array with each request; the table made of them is remembered by array (needs.ts).
  let own: { readonly key: string; readonly synonyms: OwnSynonyms } = { key: '[]', synonyms: [] }
  const sameSynonyms = (synonyms: OwnSynonyms): OwnSynonyms => {
    const key = JSON.stringify(synonyms)
    if (own.key !== key) own = { key, synonyms }
    return own.synonyms
  }

  const compute = ({ query, place, synonymes, today }: Asked): Answer => {
    const reading = readText(query.text, vocabulary, spelling, sameSynonyms(synonymes))
    const match = matchText(reading, columns, postings, needIndex, WEIGHTS.fields, scratch.text)
    const { filters, radiusKm } = query
    const selected = select(base, match, { filters, place, radiusKm, today }, scratch.selection)
    return {
      reading,
      match,
      selected,
      facets: countFacets(facets.plan, facets.countSlots(selected), open, classesOn(today), selected, filters),
    }
  }

  let last: { readonly key: string; readonly answer: Answer } | null = null
  const answer = (asked: Asked): Answer => {
    const key = keyOf(asked)
    if (last?.key !== key) {
      // Forgotten first: were the new one to fail half-way, the old one's arrays would already hold something else.
      last = null
      last = { key, answer: compute(asked) }
    }
    return last.answer
  }

  function* warmUp(): Generator<void> {
    for (const term of vocabulary.mostFrequent(WARM_STEMS)) {
      postings.of(term)
      yield
    }
    for (const { facet, value } of columns.values) {
      if (facet !== 'thematiques') continue
      needIndex.rows(facet, value)
      yield
    }
    spelling()
  }

  const takeIn = (r: number): void => {
    const end = columns.start[r + 1] as number
    for (let i = columns.start[r] as number; i < end; i++) {
      const one = columns.values[columns.codes[i] as number]
      if (one === undefined) continue
      valueBits.add(r, one.facet, one.value)
      if (one.value.includes('--')) valueBits.add(r, one.facet, one.value.split('--')[0] ?? '')
    }
    if (classes !== null) addClass(classes.of, columns, classes.day, r)
  }

  const refresh = ({ added, gone, valuesChanged }: ColumnsGrowth, words: readonly VocabularyWord[]): void => {
    last = null
    const openBefore = needIndex.openToAll().length
    needIndex.add(added)
    for (const r of needIndex.openToAll().subarray(openBefore)) {
      open[r] = 1
      setBit(openBits, r)
    }
    for (const r of added) takeIn(r)
    locate.refresh([...gone, ...added])
    base = remembering()
    // A code brings two slots at most (facets.ts): the plan has room for the codes it was made with.
    const fits = columns.codes.length * 2 <= facets.plan.rowSlots.length
    if (valuesChanged || !fits) facets = planned()
    else facets.plan.add(added)
    for (const word of words) {
      speller?.adjust(word.word, word.df - vocabulary.frequency(word.word))
      vocabulary.set(word)
    }
    suggestions.clear()
    postings.refresh()
  }

  return {
    answer,
    warmUp,
    refresh,
    count: (asked, changed) =>
      countSelected(base, changed.words ? answer(asked).match : null, { ...changed, today: asked.today }),
    countByRadius: ({ query, place, synonymes, today }, radii) => {
      const { match } = answer({ query, place, synonymes, today })
      return countByRadius(columns, base, match, { filters: query.filters, place, today }, radii)
    },
  }
}

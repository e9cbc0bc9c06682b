import { NEEDS } from '#shared/reference/thematiques.ts'
import { PUBLICS } from '#shared/reference/publics.ts'
import { RESEAUX_PORTEURS } from '#shared/reference/reseaux-porteurs.ts'
import { createTurns } from '../moderation/reference-turns.ts'
import { recordOf, type ServiceEntry, type StructureEntry } from '../opendata/open-entry.ts'
import type { OpenService, OpenStructure } from '../opendata/record.ts'
import type { Columns } from './columns.ts'
import { coverDensity, normalised, type Occurrence, WEIGHTS } from './cover.ts'
import { stemsOf } from './words-asked.ts'

/**
 * Words of services and of their structures, for `/search` (data-inclusion.md §2.2): names weigh most, then labels, then
 * descriptions. Made at the first question, since it is the largest part of memory, then kept up with what changes.
 */

export type Matching = {
  /** In ascending order, those that are no longer there included. */
  readonly slots: readonly number[]
  /** Between 0 and 1. */
  readonly scoreOf: (slot: number) => number
}

export type Needle = {
  /** Whether everything in the columns has been read: to be asked again after reading, for more may have come. */
  readonly isReady: () => boolean
  readonly read: () => Promise<void>
  /** What holds every word; nothing for a question without a word that tells something. */
  readonly find: (question: string) => Matching
}

const LABELS = new Map<string, string>([...NEEDS, ...PUBLICS, ...RESEAUX_PORTEURS].map(({ value, label }) => [value, label]))

const labelsOf = (values: readonly string[] | null): readonly string[] =>
  (values ?? []).map((value) => LABELS.get(value) ?? value)

/** Of a name, of labels, of a description. */
type Parts = readonly [readonly number[], readonly number[], readonly number[]]

/** Stems by number in the order of the text, 0 for words that tell nothing, and where names, then labels, end. */
type Words = { readonly stems: Uint32Array; readonly ends: readonly [number, number] }

/** Both in ascending order. */
const inBoth = (a: readonly number[], b: readonly number[]): number[] => {
  const both: number[] = []
  let at = 0
  for (const one of a) {
    while (at < b.length && (b[at] ?? 0) < one) at += 1
    if (b[at] === one) both.push(one)
  }
  return both
}

export const createNeedle = (columns: Columns): Needle => {
  const numbers = new Map<string, number>()
  const slotsWith: number[][] = [[]]
  const wordsOf: Words[] = []
  let reading: Promise<void> = Promise.resolve()
  const entryOf = (slot: number) => columns.slots[slot] as ServiceEntry
  const structureOf = (slot: number) => columns.structures[slot] as StructureEntry

  const numberOf = (stem: string): number => {
    if (stem === '') return 0
    const known = numbers.get(stem)
    if (known !== undefined) return known
    numbers.set(stem, slotsWith.length)
    slotsWith.push([])
    return slotsWith.length - 1
  }

  const numbersOf = (...texts: readonly (string | null)[]): readonly number[] =>
    texts.flatMap((text) => (text === null ? [] : stemsOf(text).map(numberOf)))
  const ofStructure = (entry: StructureEntry): Parts => {
    const { nom, reseaux_porteurs, description } = recordOf<OpenStructure>(entry)
    return [numbersOf(nom), numbersOf(...labelsOf(reseaux_porteurs)), numbersOf(description)]
  }
  const ofService = (entry: ServiceEntry): Parts => {
    const { nom, thematiques, publics, publics_precisions, description } = recordOf<OpenService>(entry)
    return [numbersOf(nom), numbersOf(...labelsOf(thematiques), ...labelsOf(publics), publics_precisions), numbersOf(description)]
  }

  const readAll = async (): Promise<void> => {
    const turn = createTurns()
    /** Those of a structure are read once for all of its services. */
    const known = new Map<StructureEntry, Parts>()
    const partsOf = (entry: StructureEntry): Parts => {
      const parts = known.get(entry) ?? ofStructure(entry)
      known.set(entry, parts)
      return parts
    }
    for (let slot = wordsOf.length; slot < columns.slots.length; slot++) {
      const [mine, its] = [ofService(entryOf(slot)), partsOf(structureOf(slot))]
      const stems = Uint32Array.from([...its[0], ...mine[0], ...its[1], ...mine[1], ...its[2], ...mine[2]])
      const names = its[0].length + mine[0].length
      for (const stem of new Set(stems)) if (stem !== 0) slotsWith[stem]?.push(slot)
      wordsOf[slot] = { stems, ends: [names, names + its[1].length + mine[1].length] }
      await turn()
    }
  }

  const scoreOf = ({ stems, ends }: Words, asked: ReadonlySet<number>): number => {
    const found: Occurrence[] = []
    for (let position = 0; position < stems.length; position++) {
      const word = stems[position] ?? 0
      if (asked.has(word))
        found.push({ word, position, weight: position < ends[0] ? WEIGHTS[0] : position < ends[1] ? WEIGHTS[1] : WEIGHTS[2] })
    }
    return normalised(coverDensity(found, asked.size))
  }

  return {
    isReady: () => wordsOf.length === columns.slots.length,
    read: () => {
      reading = reading.then(readAll, readAll)
      return reading
    },
    find: (question) => {
      const stems = [...new Set(stemsOf(question).filter((stem) => stem !== ''))]
      const asked = stems.map((stem) => numbers.get(stem) ?? -1)
      const wanted = new Set(asked)
      const scoreOfSlot = (slot: number): number => {
        const words = wordsOf[slot]
        return words === undefined ? 0 : scoreOf(words, wanted)
      }
      if (asked.length === 0 || wanted.has(-1)) return { slots: [], scoreOf: scoreOfSlot }
      const lists = asked.map((one) => slotsWith[one] ?? []).sort((a, b) => a.length - b.length)
      return { slots: lists.reduce(inBoth), scoreOf: scoreOfSlot }
    },
  }
}

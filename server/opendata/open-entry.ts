import type { Service } from '#shared/catalogue/record.ts'
import { scoreService } from '#shared/catalogue/score.ts'
import type { OpenPlace, OpenService, OpenStructure } from './record.ts'

/** What is kept in memory of a record that leaves: its JSON, as it is served, and beside it what is filtered and sorted by. */

/** Values kept once each: a hundred thousand records share a few thousand communes, days and zones. */
export type Words = {
  readonly numberOf: (word: string) => number
  /** Undefined for what no record ever held. */
  readonly known: (word: string) => number | undefined
  readonly wordAt: (number: number) => string
  /** The same text, held once. */
  readonly one: (word: string) => string
}

export const createWords = (): Words => {
  const numbers = new Map<string, number>()
  const words: string[] = []
  const numberOf = (word: string): number => {
    const found = numbers.get(word)
    if (found !== undefined) return found
    numbers.set(word, words.length)
    words.push(word)
    return words.length - 1
  }
  return {
    numberOf,
    known: (word) => numbers.get(word),
    wordAt: (number) => words[number] ?? '',
    one: (word) => words[numberOf(word)] ?? word,
  }
}

export type Located = {
  readonly id: string
  readonly source: string
  /** ISO day. */
  readonly dateMaj: string
  /** Null for an unknown commune. */
  readonly codeInsee: string | null
  readonly longitude: number | null
  readonly latitude: number | null
  /** Of OpenStructure or OpenService, in UTF-8. */
  readonly json: Uint8Array
}

export type StructureEntry = Located & {
  readonly siret: string | null
  /** In the order of identifiers. */
  readonly services: readonly ServiceEntry[]
  readonly reseaux: readonly number[]
}

/** The sum of the criteria that do not age and how many count, the one of age included when it does: shared/catalogue/score.ts. */
export type AgelessScore = { readonly sum: number; readonly count: number; readonly ages: boolean }

/** Numbers are those of the words; a list that is not said is empty, but for zones, where null is « everywhere ». */
export type ServiceEntry = Located & {
  readonly structureId: string
  readonly score: AgelessScore
  readonly type: number | null
  readonly frais: number | null
  readonly thematiques: readonly number[]
  readonly publics: readonly number[]
  readonly modesAccueil: readonly number[]
  readonly zones: readonly number[] | null
  readonly publicsPrecisions: string | null
}

/** Noon of that day on this machine: the score counts whole days of its calendar. */
const noonOf = (day: string): Date => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date, 12)
}

const AGING = 'date_maj_recente'

/** The criteria that do not age are the same on any day. */
const SOME_DAY = noonOf('2026-01-01')

/** @param service with what is known of it here, which may be more than what leaves (data-inclusion.md §3.6) */
export const agelessScore = (service: Service): AgelessScore => {
  const counted = scoreService(service, SOME_DAY).criteres.filter(({ applicable }) => applicable)
  const others = counted.filter(({ code }) => code !== AGING)
  return {
    sum: others.reduce((total, { valeur }) => total + valeur, 0),
    count: counted.length,
    ages: others.length < counted.length,
  }
}

const round = (value: number): number => Math.round(value * 100) / 100

/** Scores as they are that day. */
export const createScorer = (today: string): ((entry: ServiceEntry) => number) => {
  const now = noonOf(today)
  const freshness = new Map<string, number>()
  const freshnessOf = (day: string): number => {
    const known = freshness.get(day)
    if (known !== undefined) return known
    const blank = { source: '', structure_id: null, id: '', nom: '', date_maj: day }
    const value = scoreService(blank, now).criteres.find(({ code }) => code === AGING)?.valeur ?? 0
    freshness.set(day, value)
    return value
  }
  return ({ score, dateMaj }) => round((score.sum + (score.ages ? freshnessOf(dateMaj) : 0)) / score.count)
}

const utf8 = (record: object): Uint8Array => Buffer.from(JSON.stringify(record))
const placed = (
  record: OpenPlace & { readonly id: string; readonly source: string; readonly date_maj: string },
  words: Words,
) => ({
  id: record.id,
  source: words.one(record.source),
  dateMaj: words.one(record.date_maj),
  codeInsee: record.code_insee === null ? null : words.one(record.code_insee),
  longitude: record.longitude,
  latitude: record.latitude,
  json: utf8(record),
})

export const serviceEntry = (record: OpenService, score: AgelessScore, words: Words): ServiceEntry => {
  const numbers = (list: readonly string[] | null): readonly number[] => (list ?? []).map(words.numberOf)
  return {
    ...placed(record, words),
    structureId: words.one(record.structure_id),
    score,
    type: record.type === null ? null : words.numberOf(record.type),
    frais: record.frais === null ? null : words.numberOf(record.frais),
    thematiques: numbers(record.thematiques),
    publics: numbers(record.publics),
    modesAccueil: numbers(record.modes_accueil),
    zones: record.zone_eligibilite === null ? null : numbers(record.zone_eligibilite),
    publicsPrecisions: record.publics_precisions === null ? null : words.one(record.publics_precisions),
  }
}

export const structureEntry = (record: OpenStructure, services: readonly ServiceEntry[], words: Words): StructureEntry => ({
  ...placed(record, words),
  siret: record.siret,
  services,
  reseaux: (record.reseaux_porteurs ?? []).map(words.numberOf),
})

const reader = new TextDecoder()
export const recordOf = <Record extends OpenStructure | OpenService>({ json }: { readonly json: Uint8Array }): Record =>
  JSON.parse(reader.decode(json)) as Record

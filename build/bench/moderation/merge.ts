import type { Structure } from '#shared/catalogue/record.ts'
import { fold } from '#shared/search/text.ts'
import { findDoublons } from '#server/moderation/doublons/find.ts'
import { structureSheet } from '#server/moderation/doublons/sheet.ts'
import { randomFrom } from '../random.ts'
import { round } from '../stats.ts'
import { doubleOf, neighbourOf } from './inject-doubles.ts'
import type { Rows } from './rows.ts'

/**
 * `merge_f1`: 300 doubles and 300 neighbours put among rows; pairs found that touch one of these 600, or what they were made of, are
 * judged. The rows have doubles of their own, that nobody has labelled: those that any eye would take for one (same SIRET, telephone
 * or written place and name), those of an inventory that is there for two years, and those without a commune, are taken out first, by
 * rules that the matcher does not use.
 */

const DOUBLES = 300
const NEIGHBOURS = 300

export type MergeMeasure = {
  readonly rows: number
  readonly found: number
  readonly missed: number
  readonly wrong: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly seconds: number
}

/** There as of 2022 and as of 2024, its houses written in two ways. */
const TWO_YEARS = new Set(['france-services'])

const plain = (text: string | null | undefined): string => fold(text ?? '').replace(/[^a-z0-9]+/g, '')

const withoutOwnDoubles = (structures: readonly Structure[]): Structure[] => {
  const seen = new Set<string>()
  return structures.filter((one) => {
    if (TWO_YEARS.has(one.source) || !one.code_insee) return false
    const where = one.code_insee ?? one.code_postal ?? ''
    const marks = [
      `nom ${where} ${plain(one.nom)}`,
      ...(one.siret ? [`siret ${one.siret}`] : []),
      ...(one.telephone ? [`tel ${plain(one.telephone)}`] : []),
      ...(one.adresse ? [`rue ${where} ${plain(one.adresse)}`] : []),
      ...(typeof one.latitude === 'number' ? [`point ${one.latitude.toFixed(3)} ${one.longitude?.toFixed(3)}`] : []),
    ]
    if (marks.some((mark) => seen.has(mark))) return false
    for (const mark of marks) seen.add(mark)
    return true
  })
}

export const measureMerge = async (
  { structures }: Rows,
  seed = 20_261_127,
): Promise<MergeMeasure & { readonly errors: readonly string[] }> => {
  const random = randomFrom(seed)
  const base = withoutOwnDoubles(structures)
  const models = random.some(
    base.filter(({ commune, nom }) => Boolean(commune) && nom.length >= 6),
    DOUBLES + NEIGHBOURS,
  )
  const doubles = models.slice(0, DOUBLES).map((one, n) => ({ of: one, made: doubleOf(one, random, n) }))
  const neighbours = models.slice(DOUBLES).map((one, n) => ({ of: one, made: neighbourOf(one, random, n) }))
  const all = [...base, ...[...doubles, ...neighbours].map(({ made }) => made)]
  const key = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`)
  const truth = new Set(doubles.map(({ of, made }) => key(of.id, made.id)))
  const judged = new Set([...doubles, ...neighbours].flatMap(({ of, made }) => [of.id, made.id]))
  const began = performance.now()
  const pairs = await findDoublons(all.map(structureSheet))
  const seconds = (performance.now() - began) / 1000
  const touching = pairs.filter(({ paire }) => paire.some((id) => judged.has(id)))
  const right = touching.filter(({ paire: [a, b] }) => truth.has(key(a, b)))
  const precision = touching.length === 0 ? 0 : right.length / touching.length
  const recall = right.length / truth.size
  const byId = new Map(all.map((one) => [one.id, one]))
  const show = (id: string): string => {
    const one = byId.get(id)
    return one === undefined ? id : `${one.nom} | ${one.adresse ?? '-'} | ${one.commune ?? '-'}`
  }
  const got = new Set(right.map(({ paire: [a, b] }) => key(a, b)))
  return {
    rows: all.length,
    found: right.length,
    missed: truth.size - right.length,
    wrong: touching.length - right.length,
    precision: round(precision, 3) ?? 0,
    recall: round(recall, 3) ?? 0,
    f1: round(precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall), 3) ?? 0,
    seconds: round(seconds) ?? 0,
    errors: [
      ...touching
        .filter(({ paire: [a, b] }) => !truth.has(key(a, b)))
        .map(({ paire: [a, b], score }) => `faux ${score} : ${show(a)} ≠ ${show(b)}`),
      ...doubles
        .filter(({ of, made }) => !got.has(key(of.id, made.id)))
        .map(({ of, made }) => `manqué : ${show(of.id)} = ${show(made.id)}`),
    ],
  }
}

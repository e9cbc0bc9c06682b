import { z } from 'zod'
import { fold } from '../../geo/fold.ts'
import { fnv } from '../../text/fnv.ts'
import type { ImportKind } from './field.ts'
import { importField, importFields, namesOf } from './fields.ts'

/** Which field each column feeds, by its place in the table; null for a column that is left out. */
export const Mapping = z.array(z.string().nullable()).max(16_384).readonly()
export type Mapping = z.infer<typeof Mapping>

const named = (kind: ImportKind): ReadonlyMap<string, string> =>
  new Map(importFields(kind).flatMap((field) => namesOf(field).map((name) => [name, field.champ] as const)))
const NAMED = { service: named('service'), structure: named('structure') }

/** « Tél. * (obligatoire) » → « tel »: what forms add to the names of columns. */
const bare = (header: string): string =>
  fold(header.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ').replace(/\b(obligatoire|facultatif)\b/gi, ' '))
/** « Adresse du service », « Vos horaires »: who it is about goes without saying. */
const short = (folded: string): string =>
  folded.replace(/ (?:du|de la|des|de votre) (?:service|structure|offre)s?$/, '').replace(/^(?:vos|votre|le|la|les|l) /, '')

/** Longer than any name of a column. */
const LONGEST_HEADER = 200

const champOf = (kind: ImportKind, whole: string): string | null => {
  const header = whole.slice(0, LONGEST_HEADER)
  const names = NAMED[kind]
  const plain = bare(header)
  return names.get(fold(header)) ?? names.get(plain) ?? names.get(short(plain)) ?? null
}

/** A field feeds from one column, the first, unless several may be put together; columns that are unknown are left out. */
const once = (kind: ImportKind, champs: Mapping): Mapping => {
  const taken = new Set<string>()
  return champs.map((champ) => {
    const field = champ === null ? null : importField(kind, champ)
    if (field === null || (taken.has(field.champ) && field.plusieurs !== true)) return null
    taken.add(field.champ)
    return field.champ
  })
}

/** What the names of the columns say, never more: a column that is not recognised is left to the person. */
export const guessMapping = (kind: ImportKind, colonnes: readonly string[]): Mapping =>
  once(
    kind,
    colonnes.map((header) => champOf(kind, header)),
  )

/** A mapping made fit for a table: fields that exist, each once, one place a column. */
export const fitMapping = (kind: ImportKind, colonnes: readonly string[], mapping: Mapping): Mapping =>
  once(
    kind,
    colonnes.map((_, index) => mapping[index] ?? null),
  )

/** Under what a chosen mapping is kept: the kind and the names of the columns, whatever their order. */
export const signatureOf = (kind: ImportKind, colonnes: readonly string[]): string => {
  const names = [...new Set(colonnes.map(fold))].sort().join('\n')
  return `${kind}-${fnv(names, 0x811c9dc5)}${fnv(names, 0x01234567)}`
}

/** A mapping as it is kept: by the name of the column, so that moving columns keeps it. */
export const RememberedMapping = z.record(z.string(), z.string().nullable())
export type RememberedMapping = Readonly<z.infer<typeof RememberedMapping>>

/** Columns of the same name are told apart by their rank. */
const keys = (colonnes: readonly string[]): readonly string[] => {
  const seen = new Map<string, number>()
  return colonnes.map((header) => {
    const name = fold(header)
    const rank = (seen.get(name) ?? 0) + 1
    seen.set(name, rank)
    return rank === 1 ? name : `${name} #${rank}`
  })
}

export const rememberMapping = (colonnes: readonly string[], mapping: Mapping): RememberedMapping =>
  Object.fromEntries(keys(colonnes).map((key, index) => [key, mapping[index] ?? null]))

export const recallMapping = (kind: ImportKind, colonnes: readonly string[], remembered: RememberedMapping): Mapping =>
  once(
    kind,
    keys(colonnes).map((key) => (Object.hasOwn(remembered, key) ? (remembered[key] ?? null) : null)),
  )

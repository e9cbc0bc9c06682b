import type { Json } from '../../rpc.ts'
import type { ImportField, ImportKind } from './field.ts'
import { importField } from './fields.ts'
import type { Mapping } from './mapping.ts'
import type { Level } from './reading.ts'
import type { TableRow } from './table.ts'

/** `ligne` as a spreadsheet numbers it; `colonne` by its name in the file, null when the whole row is meant. */
export type ImportProblem = {
  readonly ligne: number
  readonly colonne: string | null
  readonly champ: string | null
  readonly niveau: Level
  readonly message: string
}

/** A value that was read, as the text or the texts that it is; nothing otherwise. */
export const text = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null)
export const texts = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((one: Json): one is string => typeof one === 'string') : []

type Values = Record<string, Json | undefined>
export type ReadCells = {
  /** Flat record. */
  readonly champs: Values
  /** What refers to other rows, under its bare name. */
  readonly reperes: Values
  readonly problemes: ImportProblem[]
}

export type MappedColumn = { readonly index: number; readonly nom: string; readonly field: ImportField }

export const mappedColumns = (kind: ImportKind, colonnes: readonly string[], mapping: Mapping): readonly MappedColumn[] =>
  mapping.flatMap((champ, index) => {
    const field = champ === null ? null : importField(kind, champ)
    const nom = colonnes[index]
    return field === null || nom === undefined ? [] : [{ index, nom, field }]
  })

const IN_REPERES = 'repere.'

const together = (before: Json | undefined, value: Json | undefined): Json | undefined =>
  Array.isArray(before) && Array.isArray(value) ? [...before, ...value.filter((one) => !before.includes(one))] : (value ?? before)

/** The cells of a row as values. A blank cell says nothing: it changes nothing, and erases nothing. */
export const readCells = ({ numero, cellules }: TableRow, columns: readonly MappedColumn[]): ReadCells => {
  const read: ReadCells = { champs: {}, reperes: {}, problemes: [] }
  for (const { index, nom, field } of columns) {
    const texte = (cellules[index] ?? '').trim()
    if (texte === '') continue
    const { champ } = field
    const { valeur, notes } = field.lire(texte)
    const [to, name] = champ.startsWith(IN_REPERES) ? [read.reperes, champ.slice(IN_REPERES.length)] : [read.champs, champ]
    if (valeur !== undefined) to[name] = together(to[name], valeur)
    read.problemes.push(...notes.map((note) => ({ ligne: numero, colonne: nom, champ, ...note })))
  }
  return read
}

import type { ImportProblem } from '#shared/listing/import/cells.ts'
import type { ImportKind } from '#shared/listing/import/field.ts'
import type { Mapping } from '#shared/listing/import/mapping.ts'
import type { Level } from '#shared/listing/import/reading.ts'
import type { Table, TableRow } from '#shared/listing/import/table.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { cellText, sameCell } from './cell-text.ts'

/** What becomes of a row. `modifiee` for a listing that is there already. */
export type Fate = 'publie' | 'brouillon' | 'ignoree' | 'modifiee'

export type Lines = Pick<Table, 'colonnes' | 'lignes'>

/** The name of the column that feeds a field. */
export const columnOf = ({ colonnes }: Lines, mapping: Mapping, champ: string): string | null => {
  const index = mapping.indexOf(champ)
  return index < 0 ? null : (colonnes[index] ?? null)
}

export const cellOf = (row: TableRow, mapping: Mapping, champ: string): string => {
  const index = mapping.indexOf(champ)
  return index < 0 ? '' : (row.cellules[index] ?? '').trim()
}

/** Problems of one row, put where their field comes from. */
export const saying =
  (table: Lines, mapping: Mapping, ligne: number, problemes: ImportProblem[]) =>
  (niveau: Level, champ: string | null, message: string): void => {
    problemes.push({ ligne, colonne: champ === null ? null : columnOf(table, mapping, champ), champ, niveau, message })
  }

/**
 * The rows without the cells that say what their listing says already: an export read again changes nothing, not even what no reader
 * of a column would give back as it is. `textsOf` gives the listing that a row is about, null for none.
 */
export const withoutUnchanged = (
  kind: ImportKind,
  lignes: readonly TableRow[],
  mapping: Mapping,
  docOf: (row: TableRow) => Doc | null,
): readonly TableRow[] =>
  lignes.map((row) => {
    const doc = docOf(row)
    if (doc === null) return row
    return {
      numero: row.numero,
      cellules: row.cellules.map((cell, index) => {
        const champ = mapping[index] ?? null
        return champ !== null && champ !== 'repere.id' && sameCell(cell, cellText(kind, champ, doc)) ? '' : cell
      }),
    }
  })

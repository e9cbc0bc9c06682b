/**
 * A table read from a file (main/listing/table), all texts: what the screens of an import show, and what `rows.ts` understands.
 * JSON through and through.
 */

/** `numero` is the row as a spreadsheet numbers it. `cellules` stops at the last cell that holds something. */
export type TableRow = { readonly numero: number; readonly cellules: readonly string[] }

export type Table = {
  readonly format: 'csv' | 'xlsx'
  /** Sheets of a workbook, and the one that was read; none for a CSV. */
  readonly feuilles: readonly string[]
  readonly feuille: string | null
  /** Row that names the columns, and its names; `''` for a column that has none. */
  readonly entete: number
  readonly colonnes: readonly string[]
  readonly lignes: readonly TableRow[]
  readonly encodage: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  readonly separateur: string | null
  /** Sentences for a person: what was left out, or read otherwise than it is shown in a spreadsheet. */
  readonly avertissements: readonly string[]
}

/** A table to write. `feuille` names the sheet of a workbook. */
export type WrittenTable = {
  readonly feuille: string
  readonly colonnes: readonly string[]
  readonly lignes: readonly (readonly string[])[]
}

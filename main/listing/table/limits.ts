import { CELL_MAX } from '#main/table/cells.ts'

/** What a table may weigh. Every bound is enforced while reading, before what it bounds is in memory. */
export type TableLimits = {
  /** Of the file, in bytes (dora-backend.md §7.7). */
  readonly octets: number
  /** Rows that hold something, the row of names left out. */
  readonly lignes: number
  /** Columns that hold something. */
  readonly colonnes: number
  /** Of a cell, in characters. */
  readonly caracteres: number
  readonly cellules: number
  /** Of all cells together, in characters: one shared string may be shown by every cell of a sheet. */
  readonly texte: number
  /** Parts of a workbook. */
  readonly entrees: number
  /** Of all the parts of a workbook, once inflated, in bytes. */
  readonly gonfle: number
  /** How many times larger than in the archive a part may become. Sheets of empty styled cells reach 60. */
  readonly rapport: number
  readonly dureeMs: number
  /** Heap of the thread that reads, in MB. */
  readonly memoireMo: number
}

const MB = 1024 * 1024

export const TABLE_LIMITS: TableLimits = {
  octets: 50 * MB,
  lignes: 20_000,
  colonnes: 500,
  caracteres: CELL_MAX,
  cellules: 2_000_000,
  texte: 60_000_000,
  entrees: 5_000,
  gonfle: 256 * MB,
  rapport: 250,
  dureeMs: 60_000,
  memoireMo: 512,
}

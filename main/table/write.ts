import type { WrittenTable } from '#shared/listing/import/table.ts'
import { shield } from '#shared/text/formula.ts'
import { writeXlsx } from './write-xlsx.ts'

/** Controls that the reader would take for a binary file; no field of a record holds one. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g

/** Quoted whenever it might be cut, or trimmed, by whoever reads. */
const csvCell = (text: string): string => {
  const clean = shield(text.toWellFormed().replace(CONTROL, ''))
  return /[";,\t|\r\n]|^\s|\s$|^sep=/.test(clean) ? `"${clean.replaceAll('"', '""')}"` : clean
}

const SEPARATOR = ';'

/** CSV as Excel in French opens it by a double click: UTF-8 with its mark, semicolons, CRLF. */
const writeCsv = ({ colonnes, lignes }: WrittenTable): Uint8Array =>
  Buffer.from(`\ufeff${[colonnes, ...lignes].map((cells) => `${cells.map(csvCell).join(SEPARATOR)}\r\n`).join('')}`, 'utf8')

/**
 * A table as a file whose cells are texts, never formulas: what looks like one gets an apostrophe in CSV, and is a text cell in xlsx.
 * `readTable` gives the same texts back. Throws `tableau-cellule-trop-longue` for what no spreadsheet can hold (xlsx).
 */
export const writeTable = (table: WrittenTable, format: 'csv' | 'xlsx'): Uint8Array =>
  format === 'csv' ? writeCsv(table) : writeXlsx(table)

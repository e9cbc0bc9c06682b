import { DoraError } from '#shared/errors.ts'
import type { Table, TableRow } from '#shared/listing/import/table.ts'
import { columnName } from '#main/table/columns.ts'
import { unshield } from '#shared/text/formula.ts'
import type { TableLimits } from './limits.ts'

const isBlank = (text: string): boolean => text.trim() === ''

/** Cells up to the last that holds something. */
const trimmed = (cells: readonly string[]): readonly string[] => {
  let end = cells.length
  while (end > 0 && isBlank(cells[end - 1] ?? '')) end--
  return cells.slice(0, end)
}

export type Collector = {
  /** Rows in their order. Throws as soon as the table is too large. */
  readonly add: (numero: number, cells: readonly string[]) => void
  /** Throws `tableau-vide` when no row held anything. */
  readonly table: () => Pick<Table, 'entete' | 'colonnes' | 'lignes'>
}

/**
 * Keeps the rows that hold something, within the limits. The first names the columns, or the row `entete` when one is given:
 * what comes before it (title, instructions) is left out.
 */
export const createCollector = (limits: TableLimits, entete?: number): Collector => {
  let head: TableRow | null = null
  const rows: TableRow[] = []
  let [cellCount, textLength] = [0, 0]

  const weigh = (numero: number, cells: readonly string[]): void => {
    if (cells.length > limits.colonnes) {
      throw new DoraError('tableau-trop-de-colonnes', { limite: limits.colonnes, ligne: numero })
    }
    cells.forEach((cell, index) => {
      if (cell.length > limits.caracteres) {
        const details = { ligne: numero, colonne: columnName(index), limite: limits.caracteres }
        throw new DoraError('tableau-cellule-trop-longue', details)
      }
      textLength += cell.length
    })
    cellCount += cells.length
    if (cellCount > limits.cellules || textLength > limits.texte) throw new DoraError('tableau-trop-gros')
  }

  return {
    add: (numero, all) => {
      if (entete !== undefined && numero < entete) return
      const kept = trimmed(all)
      if (kept.length === 0) return
      weigh(numero, kept)
      const cellules = kept.map(unshield)
      if (head === null) head = { numero, cellules: cellules.map((name) => name.trim()) }
      else if (rows.length >= limits.lignes) throw new DoraError('tableau-trop-de-lignes', { limite: limits.lignes })
      else rows.push({ numero, cellules })
    },
    table: () => {
      if (head === null) throw new DoraError('tableau-vide')
      // Columns without a name still hold something: a person may tell what it is.
      const width = rows.reduce((widest, { cellules }) => Math.max(widest, cellules.length), head.cellules.length)
      const { cellules, numero } = head
      return { entete: numero, colonnes: Array.from({ length: width }, (_, index) => cellules[index] ?? ''), lignes: rows }
    },
  }
}

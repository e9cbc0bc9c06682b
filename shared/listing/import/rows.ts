import { type MappedColumn, mappedColumns, readCells } from './cells.ts'
import { type ImportContext, known } from './context.ts'
import type { ImportKind } from './field.ts'
import { fitMapping, type Mapping } from './mapping.ts'
import type { ImportRow, Say } from './row.ts'
import { createServiceRows } from './service-rows.ts'
import { createStructureRows } from './structure-rows.ts'
import type { Table } from './table.ts'

export type ImportReading = {
  readonly lignes: readonly ImportRow[]
  readonly importables: number
  readonly enErreur: number
  /** Columns that feed nothing, by name. */
  readonly ignorees: readonly string[]
}

const columnOf = (columns: readonly MappedColumn[], champ: string): string | null =>
  columns.find(({ field }) => field.champ === champ)?.nom ?? null

/**
 * Every row of a table as fields of the record, with what keeps it from being imported and what should be looked at. Pure: what a dry
 * run shows is what the import does. Never throws, whatever the cells hold.
 */
export const readRows = (
  kind: ImportKind,
  { colonnes, lignes }: Pick<Table, 'colonnes' | 'lignes'>,
  mapping: Mapping,
  context: ImportContext,
): ImportReading => {
  const fitted = fitMapping(kind, colonnes, mapping)
  const columns = mappedColumns(kind, colonnes, fitted)
  const there = known(context)
  const understand = kind === 'service' ? createServiceRows(context, there) : createStructureRows(context, there)
  const read = lignes.map((line) => {
    const cells = readCells(line, columns)
    const say: Say = (champ, note) => {
      cells.problemes.push({ ligne: line.numero, colonne: columnOf(columns, champ), champ, ...note })
    }
    return understand(line.numero, cells, say)
  })
  const importables = read.filter(({ importable }) => importable).length
  return {
    lignes: read,
    importables,
    enErreur: read.length - importables,
    ignorees: colonnes.filter((name, index) => name !== '' && fitted[index] === null),
  }
}

import { randomUUID } from 'node:crypto'
import { DoraError } from '#shared/errors.ts'
import type { ImportKind } from '#shared/listing/import/field.ts'
import { fitMapping, guessMapping, type Mapping } from '#shared/listing/import/mapping.ts'
import type { Table } from '#shared/listing/import/table.ts'
import { columnName } from '../table/columns.ts'
import { readTable } from './table/read.ts'
import type { MappingMemory } from './tables-memory.ts'

export type ReadFile = {
  readonly id: string
  readonly nom: string
  readonly kind: ImportKind
  readonly table: Table
  /** Names that tell the columns apart, one a column. */
  readonly noms: readonly string[]
  /** Of a workbook of several sheets. */
  readonly bytes: Uint8Array | null
}

/** Files that a person goes back and forth between; each may weigh. */
const MOST = 2

/** « Ville », « Ville (2) », « Colonne C »: the screens, and the answer, name columns by their name alone. */
export const tellApart = (colonnes: readonly string[]): readonly string[] => {
  const taken = new Set<string>()
  return colonnes.map((name, index) => {
    const base = name === '' ? `Colonne ${columnName(index)}` : name
    let told = base
    for (let rank = 2; taken.has(told); rank++) told = `${base} (${rank})`
    taken.add(told)
    return told
  })
}

export const toNames = (noms: readonly string[], mapping: Mapping): Record<string, string | null> =>
  Object.fromEntries(noms.map((nom, index) => [nom, mapping[index] ?? null]))

export const fromNames = (kind: ImportKind, noms: readonly string[], said: Readonly<Record<string, string | null>>): Mapping =>
  fitMapping(
    kind,
    noms,
    noms.map((nom) => (Object.hasOwn(said, nom) ? (said[nom] ?? null) : null)),
  )

/** The last files read, in memory alone. */
export const createFiles = (memory: MappingMemory) => {
  const kept = new Map<string, ReadFile>()
  const keep = (file: ReadFile): void => {
    kept.delete(file.id)
    kept.set(file.id, file)
    const [oldest] = kept.keys()
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest)
  }
  const read = async (
    kind: ImportKind,
    nom: string,
    bytes: Uint8Array,
    feuille: string | null,
    id: string,
  ): Promise<ReadFile> => {
    const table = await readTable(bytes, nom, feuille === null ? {} : { feuille })
    const file = { id, nom, kind, table, noms: tellApart(table.colonnes), bytes: table.feuilles.length > 1 ? bytes : null }
    keep(file)
    return file
  }
  return {
    /** Throws the `tableau-…` errors. */
    read: (kind: ImportKind, nom: string, bytes: Uint8Array, feuille: string | null) =>
      read(kind, nom, bytes, feuille, randomUUID()),
    /** @throws DoraError `tableau-oublie`, and `tableau-feuille-absente` for a sheet that is not there. */
    get: async (kind: ImportKind, id: string, feuille: string | null): Promise<ReadFile> => {
      const file = kept.get(id)
      if (file === undefined || file.kind !== kind) throw new DoraError('tableau-oublie')
      if (feuille === null || feuille === file.table.feuille || file.bytes === null) return file
      return read(kind, file.nom, file.bytes, feuille, id)
    },
    /** As it was chosen for the last file with these columns, else as their names say. */
    mapping: ({ kind, table }: ReadFile): { readonly mapping: Mapping; readonly rappelee: boolean } => {
      const recalled = memory.recall(kind, table.colonnes)
      return recalled === null
        ? { mapping: guessMapping(kind, table.colonnes), rappelee: false }
        : { mapping: recalled, rappelee: true }
    },
  }
}
export type Files = ReturnType<typeof createFiles>

import { SERVICE_FIELDS, STRUCTURE_FIELDS } from '../record.ts'
import type { OpenServiceRow, Written } from './writer.ts'

/** The columns of a table, in the order of the standard, and what each holds (data-inclusion.md §1.1–1.2). */

export type ColumnType = 'text' | 'day' | 'number' | 'integer' | 'list'
export type Column = { readonly name: string; readonly type: ColumnType }
export type Row = Readonly<Record<string, unknown>>
export type Table = { readonly columns: readonly Column[]; readonly rows: (written: Written) => AsyncIterable<Row> }

export const SERVICE_ROW_FIELDS = [...SERVICE_FIELDS, 'score_qualite'] as const satisfies readonly (keyof OpenServiceRow)[]

const TYPES: Readonly<Record<string, ColumnType>> = {
  date_maj: 'day',
  longitude: 'number',
  latitude: 'number',
  volume_horaire_hebdomadaire: 'number',
  score_qualite: 'number',
  nombre_semaines: 'integer',
  reseaux_porteurs: 'list',
  thematiques: 'list',
  publics: 'list',
  modes_accueil: 'list',
  zone_eligibilite: 'list',
  modes_mobilisation: 'list',
  mobilisable_par: 'list',
}

const columnsOf = (fields: readonly string[]): readonly Column[] => fields.map((name) => ({ name, type: TYPES[name] ?? 'text' }))

export const TABLES: Readonly<Record<'structures' | 'services', Table>> = {
  structures: { columns: columnsOf(STRUCTURE_FIELDS), rows: ({ structures }) => structures() },
  services: { columns: columnsOf(SERVICE_ROW_FIELDS), rows: ({ services }) => services() },
}

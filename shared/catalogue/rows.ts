import type { Json } from '../rpc.ts'
import { fold } from '../search/text.ts'
import { Service, Structure } from './record.ts'
import type { Sql, SqlStatement } from './sql.ts'

/** What synchronisation knows of a row (file.ts). */
export type RowVersion = { readonly ver: number; readonly h: number; readonly scopes: string | null }

export type RowKey = { readonly kind: string; readonly id: string }
export type VersionedRow = RowKey & RowVersion & { readonly doc: { readonly [field: string]: Json } }

/** A row understood, with its document as it came: fields this version does not know are kept (sync.md §2.10). */
export type ReadRow = RowVersion & { readonly id: string; readonly json: string } & (
    | { readonly kind: 'structure'; readonly record: Structure }
    | { readonly kind: 'service'; readonly record: Service }
    | { readonly kind: 'other'; readonly name: string }
  )

/** Rows as they lie in the file, without what is derived from them. */
export type Rows = {
  readonly version: (key: RowKey) => RowVersion | null
  readonly structure: (id: string) => { readonly rowid: number; readonly record: Structure } | null
  readonly service: (id: string) => { readonly rowid: number; readonly record: Service } | null
  /** Services of a structure, in rowid order. */
  readonly servicesOf: (structureId: string) => { readonly rowid: number; readonly record: Service }[]
  /** Adds or replaces. A service takes the number `rowid`, whatever the one it had. */
  readonly write: (row: ReadRow, rowid?: number) => void
  readonly move: (from: number, to: number) => void
  readonly rescope: (key: RowKey, scopes: string | null) => void
  readonly remove: (key: RowKey) => void
}

/**
 * A row of a kind that this version does not know, or a record it cannot read, is kept aside as it came: it counts in the
 * checksums, no screen shows it, and one bad row never stops the others.
 */
export const readRow = ({ kind, id, ver, h, scopes, doc }: VersionedRow): ReadRow => {
  const common = { id, ver, h, scopes, json: JSON.stringify(doc) }
  if (kind === 'structure') {
    const { data } = Structure.safeParse(doc)
    if (data?.id === id) return { ...common, kind, record: data }
  }
  if (kind === 'service') {
    const { data } = Service.safeParse(doc)
    if (data?.id === id) return { ...common, kind, record: data }
  }
  return { ...common, kind: 'other', name: kind }
}

const TABLES: Readonly<Record<string, 'structures' | 'services'>> = { structure: 'structures', service: 'services' }

/** What a kind is read and written with. */
const statements = (db: Sql, table: 'structures' | 'services') => ({
  version: db.prepare(`SELECT ver, h, scopes FROM ${table} WHERE id = ?`),
  record: db.prepare(`SELECT rowid, record FROM ${table} WHERE id = ?`).raw(),
  rescope: db.prepare(`UPDATE ${table} SET scopes = ? WHERE id = ?`),
  remove: db.prepare(`DELETE FROM ${table} WHERE id = ?`),
})

const upsert = (db: Sql, table: string, columns: readonly string[]): SqlStatement =>
  db.prepare(
    `INSERT INTO ${table} (rowid, id, ${columns.join(', ')}) VALUES (?, ?, ${columns.map(() => '?').join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  )

/** One writing of the row and of its indexes where a number and a record change together. */
const renumber = (db: Sql, columns: readonly string[]): SqlStatement =>
  db.prepare(`UPDATE services SET rowid = ?, ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`)

export const openRows = (db: Sql): Rows => {
  const known = { structures: statements(db, 'structures'), services: statements(db, 'services') }
  const other = {
    version: db.prepare('SELECT ver, h, scopes FROM other_rows WHERE kind = ? AND id = ?'),
    write: db.prepare('INSERT OR REPLACE INTO other_rows (kind, id, ver, h, scopes, doc) VALUES (?, ?, ?, ?, ?, ?)'),
    rescope: db.prepare('UPDATE other_rows SET scopes = ? WHERE kind = ? AND id = ?'),
    remove: db.prepare('DELETE FROM other_rows WHERE kind = ? AND id = ?'),
  }
  const versions = ['ver', 'h', 'scopes'] as const
  const writeStructure = upsert(db, 'structures', ['source', 'nom', 'commune', 'parent', 'record', ...versions])
  const serviceColumns = ['source', 'structure_id', 'nom_tri', 'record', ...versions]
  const writeService = upsert(db, 'services', serviceColumns)
  const renumberService = renumber(db, serviceColumns)
  const move = db.prepare('UPDATE services SET rowid = ? WHERE rowid = ?')
  const servicesOf = db.prepare('SELECT rowid, record FROM services WHERE structure_id = ? ORDER BY rowid').raw()

  // As the readers do: what is in the file was valid when it was written.
  const parsed = <T>(row: unknown): { readonly rowid: number; readonly record: T } | null => {
    if (row === undefined) return null
    const [rowid, json] = row as [number, string]
    return { rowid, record: JSON.parse(json) as T }
  }

  const remove = ({ kind, id }: RowKey): void => {
    const table = TABLES[kind]
    if (table !== undefined) known[table].remove.run(id)
    other.remove.run(kind, id)
  }

  return {
    version: ({ kind, id }) => {
      const table = TABLES[kind]
      const own = table === undefined ? undefined : known[table].version.get(id)
      return ((own ?? other.version.get(kind, id)) as RowVersion | undefined) ?? null
    },
    structure: (id) => parsed<Structure>(known.structures.record.get(id)),
    service: (id) => parsed<Service>(known.services.record.get(id)),
    servicesOf: (id) => servicesOf.all(id).flatMap((row) => parsed<Service>(row) ?? []),
    write: (row, rowid) => {
      const { id, json, ver, h, scopes } = row
      if (row.kind === 'other') {
        remove({ kind: row.name, id })
        other.write.run(row.name, id, ver, h, scopes, json)
        return
      }
      other.remove.run(row.kind, id)
      const { record } = row
      if (row.kind === 'structure') {
        const { source, nom, commune, dora } = row.record
        writeStructure.run(rowid ?? null, id, source, nom, commune ?? null, dora?.parent ?? null, json, ver, h, scopes)
        return
      }
      const values = [record.source, row.record.structure_id, fold(record.nom), json, ver, h, scopes] as const
      if (rowid !== undefined && renumberService.run(rowid, ...values, id).changes > 0) return
      writeService.run(rowid ?? null, id, ...values)
    },
    move: (from, to) => {
      move.run(to, from)
    },
    rescope: ({ kind, id }, scopes) => {
      const table = TABLES[kind]
      if (table !== undefined) known[table].rescope.run(scopes, id)
      other.rescope.run(scopes, kind, id)
    },
    remove,
  }
}

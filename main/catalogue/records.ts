import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { ReadableDb } from '#main/db/open.ts'

export type ServiceRow = { readonly rowid: number; readonly service: Service; readonly structure: Structure | null }

export type ServiceName = { readonly id: string; readonly nom: string }

export type Records = {
  readonly byRowid: (rowid: number) => ServiceRow | null
  readonly byId: (id: string) => ServiceRow | null
  /** Identifier and name alone, without reading the whole record into memory. */
  readonly nameOf: (rowid: number) => ServiceName | null
  readonly structure: (id: string) => Structure | null
  /** Rowids of the services of a structure, by name. */
  readonly servicesOf: (structureId: string) => readonly number[]
  /** Structures that name this one as their parent, by name, those no longer kept left out. */
  readonly branchesOf: (
    structureId: string,
  ) => readonly { readonly id: string; readonly nom: string; readonly commune: string | null }[]
  /** Rank by name of each rowid below `size`. */
  readonly nameRanks: (size: number) => Uint32Array
}

type Row = [rowid: number, service: string, structure: string | null]

/** The writer only takes valid records (record.ts), so they are not checked again. */
const parse = (json: string): unknown => JSON.parse(json)

export const openRecords = (db: ReadableDb): Records => {
  const columns = 'SELECT s.rowid, s.record, t.record FROM services s LEFT JOIN structures t ON t.id = s.structure_id'
  const byRowid = db.prepare(`${columns} WHERE s.rowid = ?`).raw()
  const byId = db.prepare(`${columns} WHERE s.id = ?`).raw()
  const name = db.prepare("SELECT id, record ->> '$.nom' AS nom FROM services WHERE rowid = ?")
  const structure = db.prepare('SELECT record FROM structures WHERE id = ?').pluck()
  const servicesOf = db.prepare('SELECT rowid FROM services WHERE structure_id = ? ORDER BY nom_tri, rowid').pluck()
  const branches = db.prepare(`SELECT id, nom, commune FROM structures
     WHERE parent = ? AND coalesce(record ->> '$.dora.is_obsolete', 0) = 0 ORDER BY nom, id`)
  const byName = db.prepare('SELECT rowid FROM services ORDER BY nom_tri, rowid').pluck()

  const read = (row: Row | undefined): ServiceRow | null =>
    row === undefined
      ? null
      : { rowid: row[0], service: parse(row[1]) as Service, structure: row[2] === null ? null : (parse(row[2]) as Structure) }

  return {
    byRowid: (rowid) => read(byRowid.get(rowid) as Row | undefined),
    nameOf: (rowid) => (name.get(rowid) as ServiceName | undefined) ?? null,
    byId: (id) => read(byId.get(id) as Row | undefined),
    structure: (id) => {
      const json = structure.get(id) as string | undefined
      return json === undefined ? null : (parse(json) as Structure)
    },
    servicesOf: (id) => servicesOf.all(id) as number[],
    branchesOf: (id) => branches.all(id) as { id: string; nom: string; commune: string | null }[],
    nameRanks: (size) => {
      const ranks = new Uint32Array(size)
      let rank = 0
      for (const rowid of byName.iterate() as IterableIterator<number>) {
        if (rowid < size) ranks[rowid] = rank
        rank++
      }
      return ranks
    },
  }
}

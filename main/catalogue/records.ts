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
  /** Rank by name of each rowid below `capacity`. */
  readonly nameRanks: (capacity: number) => Float64Array
  /** Gives new services a rank between their neighbours'. False when there is no room between two: all are then to be ranked again. */
  readonly rankAdded: (ranks: Float64Array, added: readonly number[]) => boolean
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

  const sortName = db.prepare('SELECT nom_tri FROM services WHERE rowid = ?').pluck()
  // Two steps rather than a comparison of pairs, which SQLite would not find by the index.
  const before = db
    .prepare(
      'SELECT rowid FROM services WHERE nom_tri <= ? AND (nom_tri < ? OR rowid < ?) ORDER BY nom_tri DESC, rowid DESC LIMIT 1',
    )
    .pluck()
  const after = db
    .prepare('SELECT rowid FROM services WHERE nom_tri >= ? AND (nom_tri > ? OR rowid > ?) ORDER BY nom_tri, rowid')
    .pluck()

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
    nameRanks: (capacity) => {
      const ranks = new Float64Array(capacity)
      // From 1: 0 is no rank yet.
      let rank = 1
      for (const rowid of byName.iterate() as IterableIterator<number>) {
        if (rowid < capacity) ranks[rowid] = rank
        rank++
      }
      return ranks
    },
    rankAdded: (ranks, added) => {
      const named = added
        .map((rowid) => ({ rowid, nom: sortName.get(rowid) as string | undefined }))
        .filter((one): one is { rowid: number; nom: string } => one.nom !== undefined)
        .sort((a, b) => (a.nom < b.nom ? -1 : a.nom > b.nom ? 1 : a.rowid - b.rowid))
      for (const { rowid, nom } of named) {
        const previous = before.get(nom, nom, rowid) as number | undefined
        const low = previous === undefined ? 0 : (ranks[previous] ?? 0)
        let high = low + 2
        for (const next of after.iterate(nom, nom, rowid) as IterableIterator<number>) {
          // Another new one, which comes after.
          if (ranks[next] === 0) continue
          high = ranks[next] ?? high
          break
        }
        const rank = (low + high) / 2
        if (!(low < rank && rank < high)) return false
        ranks[rowid] = rank
      }
      return true
    },
  }
}

import type { Doc } from '#shared/sync/merge.ts'
import type { ReadableDb } from '#main/db/open.ts'
import { OLDEST_CHANGING } from './open.ts'

/** Rows whole, with their version: what the listing of a structure is made over. `doc` is as the record is kept, deep. */
export type ToldRow = { readonly kind: 'service' | 'structure'; readonly id: string; readonly ver: number; readonly doc: Doc }

export type Branch = {
  readonly id: string
  readonly nom: string
  readonly commune: string | null
  readonly siret: string | null
}
/** What the catalogue has of a structure; nothing of one that it does not have. */
export type ToldStructure = {
  /** The structure and its services, whatever their status. */
  readonly rows: readonly ToldRow[]
  readonly parent: { readonly id: string; readonly nom: string } | null
  readonly antennes: readonly Branch[]
}

export type Told = {
  readonly structure: (id: string) => ToldStructure
  readonly rows: (keys: readonly { readonly kind: string; readonly id: string }[]) => ToldRow[]
  /** Structures by SIRET, in one reading of them all. */
  readonly bySiret: (sirets: readonly string[]) => ToldRow[]
  /** Identifiers that begin so, at most `limit`. */
  readonly beginning: (kind: 'service' | 'structure', prefix: string, limit: number) => string[]
  /** Documents of rows that are neither services nor structures, by id; none in a file that no server made. */
  readonly others: (kind: string) => { readonly id: string; readonly doc: string }[]
  /** How far it was read in the server's history: everything before shows in its rows. Null for a file that no server made. */
  readonly place: () => { readonly epoch: string; readonly seq: number } | null
}

type Row = [id: string, ver: number, record: string]

export const openTold = (db: ReadableDb, fileVersion: number): Told => {
  // A file of the first version never changed: its rows have no version.
  const ver = fileVersion < OLDEST_CHANGING ? '0' : 'ver'
  const columns = `SELECT id, ${ver}, record FROM`
  const one = {
    service: db.prepare(`${columns} services WHERE id = ?`).raw(),
    structure: db.prepare(`${columns} structures WHERE id = ?`).raw(),
  }
  const services = db.prepare(`${columns} services WHERE structure_id = ? ORDER BY nom_tri, rowid`).raw()
  const branches = db.prepare(`SELECT id, nom, commune, record ->> '$.siret' AS siret FROM structures
     WHERE parent = ? AND coalesce(record ->> '$.dora.is_obsolete', 0) = 0 ORDER BY nom, id`)

  const named = db
    .prepare(`${columns} structures WHERE record ->> '$.siret' IN (SELECT value FROM json_each(?)) ORDER BY id`)
    .raw()

  const beginning = {
    service: db.prepare('SELECT id FROM services WHERE id >= ? AND id < ? ORDER BY id LIMIT ?').pluck(),
    structure: db.prepare('SELECT id FROM structures WHERE id >= ? AND id < ? ORDER BY id LIMIT ?').pluck(),
  }

  const read = (kind: ToldRow['kind'], [id, version, record]: Row): ToldRow => ({
    kind,
    id,
    ver: version,
    doc: JSON.parse(record) as Doc,
  })
  const find = (kind: string, id: string): ToldRow | null => {
    if (kind !== 'service' && kind !== 'structure') return null
    const row = one[kind].get(id) as Row | undefined
    return row === undefined ? null : read(kind, row)
  }
  const parentOf = (row: ToldRow | null): ToldStructure['parent'] => {
    const block = row?.doc['dora'] as { readonly parent?: unknown } | undefined
    const parent = typeof block?.parent === 'string' ? find('structure', block.parent) : null
    return parent === null ? null : { id: parent.id, nom: String(parent.doc['nom']) }
  }

  return {
    structure: (id) => {
      const own = find('structure', id)
      const rows = (services.all(id) as Row[]).map((row) => read('service', row))
      return { rows: own === null ? rows : [own, ...rows], parent: parentOf(own), antennes: branches.all(id) as Branch[] }
    },
    rows: (keys) => keys.flatMap(({ kind, id }) => find(kind, id) ?? []),
    bySiret: (sirets) =>
      sirets.length === 0 ? [] : (named.all(JSON.stringify(sirets)) as Row[]).map((row) => read('structure', row)),
    // Identifiers of short links are ASCII.
    beginning: (kind, prefix, limit) => beginning[kind].all(prefix, `${prefix}\u007f`, limit) as string[],
    others: (kind) =>
      fileVersion < OLDEST_CHANGING
        ? []
        : (db.prepare('SELECT id, doc FROM other_rows WHERE kind = ? ORDER BY id').all(kind) as { id: string; doc: string }[]),
    place: () => {
      if (fileVersion < OLDEST_CHANGING) return null
      const epoch = db.prepare(`SELECT value FROM replica WHERE key = 'epoch'`).pluck().get() as string | undefined
      const seq = db.prepare('SELECT min(seq) FROM replica_scopes').pluck().get() as number | null
      return epoch === undefined || seq === null ? null : { epoch, seq }
    },
  }
}

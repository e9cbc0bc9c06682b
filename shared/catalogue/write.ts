import { fold } from '../search/text.ts'
import { CATALOGUE_INDEXES, CATALOGUE_MIN_SAFE_VERSION, CATALOGUE_TABLES, CATALOGUE_VERSION } from './file.ts'
import { indexServices, type Progress, type ZoneName } from './index-services.ts'
import type { Service, Structure } from './record.ts'
import type { RowVersion } from './rows.ts'
import type { Sql } from './sql.ts'

export type CatalogueSummary = {
  readonly services: number
  readonly structures: number
  readonly sources: readonly { readonly source: string; readonly services: number; readonly structures: number }[]
}

/** Where a file made by a server stands in its history. */
export type ReplicaState = {
  readonly epoch: string
  readonly schema: number
  /** ISO instant of the server. */
  readonly at: string
  readonly scopes: readonly {
    readonly scope: string
    readonly seq: number
    readonly sums: Readonly<Record<string, { readonly n: number; readonly sum: number }>>
  }[]
}

const UNVERSIONED: RowVersion = { ver: 0, h: 0, scopes: null }

export type CatalogueRows = {
  /** False when a structure of that id is already there: the first one is kept. Records must be valid (record.ts). */
  readonly addStructure: (structure: Structure, version?: RowVersion) => boolean
  /** False when a service of that id is already there: the first one is kept. Structures may come before or after. */
  readonly addService: (service: Service, version?: RowVersion) => boolean
  /** A row of a kind this version does not know: kept as it came, for one that will. */
  readonly addOther: (row: RowVersion & { readonly kind: string; readonly id: string; readonly doc: string }) => void
  /** `date_maj` of the record of that id already there, or null: to let the later of two records win. */
  readonly dateOf: (kind: 'structure' | 'service', id: string) => string | null
  /** Replace the record of that id, which must be there. */
  readonly replaceStructure: (structure: Structure) => void
  readonly replaceService: (service: Service) => void
  /**
   * Indexes everything. `onProgress` hears the services indexed so far. `replica` is for a file that a server makes.
   * With `index: false` the rows alone are kept, for a file that only its writer reads: it has no version, and no desk opens it.
   */
  readonly finish: (
    meta: {
      readonly demonstration: boolean
      readonly genere_le: string
      readonly replica?: ReplicaState
      readonly index?: false
    },
    onProgress?: Progress,
  ) => CatalogueSummary
}

/** Fills an empty database with a catalogue, in one transaction that `finish` ends. */
export const writeCatalogue = (db: Sql, zoneName: ZoneName): CatalogueRows => {
  db.exec('BEGIN')
  db.exec(CATALOGUE_TABLES)
  const insertStructure = db.prepare(
    'INSERT INTO structures (id, source, nom, commune, parent, record, ver, h, scopes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  )
  const updateStructure = db.prepare(
    'UPDATE structures SET source = ?, nom = ?, commune = ?, parent = ?, record = ? WHERE id = ?',
  )
  const insertService = db.prepare(
    'INSERT INTO services (id, source, structure_id, nom_tri, record, ver, h, scopes) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  )
  const insertOther = db.prepare('INSERT INTO other_rows (kind, id, ver, h, scopes, doc) VALUES (?, ?, ?, ?, ?, ?)')
  const updateService = db.prepare('UPDATE services SET source = ?, structure_id = ?, nom_tri = ?, record = ? WHERE id = ?')
  const dates = {
    structure: db.prepare("SELECT record ->> '$.date_maj' FROM structures WHERE id = ?").pluck(),
    service: db.prepare("SELECT record ->> '$.date_maj' FROM services WHERE id = ?").pluck(),
  }

  return {
    addStructure: (s, { ver, h, scopes } = UNVERSIONED) => {
      const parent = s.dora?.parent ?? null
      return insertStructure.run(s.id, s.source, s.nom, s.commune ?? null, parent, JSON.stringify(s), ver, h, scopes).changes > 0
    },
    addService: (s, { ver, h, scopes } = UNVERSIONED) =>
      insertService.run(s.id, s.source, s.structure_id, fold(s.nom), JSON.stringify(s), ver, h, scopes).changes > 0,
    addOther: ({ kind, id, ver, h, scopes, doc }) => {
      insertOther.run(kind, id, ver, h, scopes, doc)
    },
    dateOf: (kind, id) => (dates[kind].get(id) as string | undefined) ?? null,
    replaceStructure: (s) => {
      updateStructure.run(s.source, s.nom, s.commune ?? null, s.dora?.parent ?? null, JSON.stringify(s), s.id)
    },
    replaceService: (s) => {
      updateService.run(s.source, s.structure_id, fold(s.nom), JSON.stringify(s), s.id)
    },
    finish: (meta, onProgress) => {
      const summary = meta.index === false ? describe(db, meta, 0) : finishCatalogue(db, zoneName, meta, onProgress)
      if (meta.replica !== undefined) writeReplica(db, meta.replica)
      db.exec('COMMIT')
      return summary
    },
  }
}

type Described = { readonly demonstration: boolean; readonly genere_le: string }

const describe = (db: Sql, meta: Described, packed: number): CatalogueSummary => {
  const summary = summarise(db)
  const insertMeta = db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)')
  for (const [key, value] of Object.entries({
    minSafeVersion: CATALOGUE_MIN_SAFE_VERSION,
    demonstration: meta.demonstration ? 1 : 0,
    genere_le: meta.genere_le,
    services: summary.services,
    structures: summary.structures,
    sources: JSON.stringify(summary.sources.map((one) => [one.source, one.services, one.structures])),
    packed,
    last: packed,
  })) {
    insertMeta.run(key, String(value))
  }
  return summary
}

/** Makes a catalogue of a file that has only its rows, inside the transaction of the caller. */
export const finishCatalogue = (db: Sql, zoneName: ZoneName, meta: Described, onProgress?: Progress): CatalogueSummary => {
  db.exec(CATALOGUE_INDEXES)
  const summary = describe(db, meta, indexServices(db, zoneName, onProgress))
  // Last: a file without version is not opened.
  db.exec(`PRAGMA user_version = ${CATALOGUE_VERSION}`)
  return summary
}

const writeReplica = (db: Sql, { epoch, schema, at, scopes }: ReplicaState): void => {
  const insert = db.prepare('INSERT INTO replica (key, value) VALUES (?, ?)')
  for (const [key, value] of Object.entries({ epoch, schema, at })) insert.run(key, String(value))
  const insertScope = db.prepare('INSERT INTO replica_scopes (scope, seq) VALUES (?, ?)')
  const insertSum = db.prepare('INSERT INTO replica_sums (scope, kind, n, sum) VALUES (?, ?, ?, ?)')
  for (const { scope, seq, sums } of scopes) {
    insertScope.run(scope, seq)
    for (const [kind, { n, sum }] of Object.entries(sums)) insertSum.run(scope, kind, n, sum)
  }
}

const summarise = (db: Sql): CatalogueSummary => {
  const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
  const sources = db
    .prepare(
      `SELECT source, sum(services) AS services, sum(structures) AS structures FROM (
         SELECT source, count(*) AS services, 0 AS structures FROM services GROUP BY source
         UNION ALL SELECT source, 0, count(*) FROM structures GROUP BY source)
       GROUP BY source ORDER BY source`,
    )
    .all() as CatalogueSummary['sources']
  return { services: count('services'), structures: count('structures'), sources }
}

import Database from 'better-sqlite3'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import { serviceScopes, structureScopes } from '#shared/sync/scope.ts'
import { storable } from '#server/store/text.ts'

/** A catalogue file written by server/import, read as the rows of the store that it should become. */

export type StagedRow = {
  readonly id: string
  /** Canonical JSON. */
  readonly doc: string
  readonly scopes: readonly string[]
  readonly parent: string | null
}

export const KINDS = ['structure', 'service'] as const
export type StagedKind = (typeof KINDS)[number]

export type Staged = {
  readonly demonstration: boolean
  readonly genere_le: string
  /** In the order of their bytes, which is that of the store. */
  readonly ids: (kind: StagedKind) => Iterable<string>
  readonly row: (kind: StagedKind, id: string) => StagedRow | null
  readonly close: () => void
}

const MAX_ID = 200
/** An identifier that no message can carry: the row is left out rather than stopping every desk (shared/sync/wire.ts). */
const isCarried = (id: string): boolean => id.length > 0 && id.length <= MAX_ID && storable(id)

const SELECT: Readonly<Record<StagedKind, string>> = {
  structure: 'SELECT s.id, s.record FROM structures s',
  service: `SELECT s.id, s.record, t.record ->> '$.code_insee' AS insee, t.record ->> '$.code_postal' AS postal, t.id AS parent
    FROM services s LEFT JOIN structures t ON t.id = s.structure_id`,
}

type Line = {
  readonly id: string
  readonly record: string
  readonly insee?: string | null
  readonly postal?: string | null
  readonly parent?: string | null
}

/** Only where a structure is matters to the scopes of its services. */
const placeOf = ({ insee, postal, parent }: Line): Structure | null =>
  parent === null || parent === undefined
    ? null
    : { source: '', id: parent, nom: '', date_maj: '', code_insee: insee ?? null, code_postal: postal ?? null }

/** Scopes of the services of each structure, without reading the whole records. */
const scopesByStructure = (db: Database.Database): ReadonlyMap<string, ReadonlySet<string>> => {
  const lines = db
    .prepare(
      `SELECT t.id AS parent, t.record ->> '$.code_insee' AS insee, t.record ->> '$.code_postal' AS postal,
         s.record ->> '$.code_insee' AS own_insee, s.record ->> '$.code_postal' AS own_postal,
         s.record -> '$.modes_accueil' AS modes, s.record -> '$.zone_eligibilite' AS zone
       FROM services s JOIN structures t ON t.id = s.structure_id`,
    )
    .iterate() as Iterable<
    Omit<Line, 'id' | 'record'> & {
      readonly parent: string
      readonly own_insee: string | null
      readonly own_postal: string | null
      readonly modes: string | null
      readonly zone: string | null
    }
  >
  const byStructure = new Map<string, Set<string>>()
  const list = (json: string | null): string[] | null => (json === null ? null : (JSON.parse(json) as string[] | null))
  for (const { own_insee, own_postal, modes, zone, ...line } of lines) {
    const service = { code_insee: own_insee, code_postal: own_postal, modes_accueil: list(modes), zone_eligibilite: list(zone) }
    const scopes = serviceScopes(service as unknown as Service, placeOf({ id: '', record: '', ...line }))
    const all = byStructure.get(line.parent)
    if (all === undefined) byStructure.set(line.parent, new Set(scopes))
    else for (const scope of scopes) all.add(scope)
  }
  return byStructure
}

/**
 * Opens a staged file, with or without its indexes. Throws a plain Error when it is not one, or was not finished.
 * The connection is this function's own, unless one is given.
 */
export const openStaged = (source: string | Database.Database): Staged => {
  const db = typeof source === 'string' ? new Database(source, { readonly: true, fileMustExist: true }) : source
  const close = (): void => {
    if (typeof source === 'string') db.close()
  }
  try {
    const meta = new Map(db.prepare('SELECT key, value FROM meta').raw().all() as [string, string][])
    const [demonstration, genere_le] = [meta.get('demonstration'), meta.get('genere_le')]
    if (demonstration === undefined || genere_le === undefined) throw new Error('This catalogue file was not finished.')
    const widths = scopesByStructure(db)
    const toRow = (kind: StagedKind, line: Line): StagedRow => {
      const record = JSON.parse(line.record) as Structure | Service
      const doc = canonicalJson(record as never)
      return kind === 'structure'
        ? { id: line.id, doc, scopes: structureScopes(record as Structure, [[...(widths.get(line.id) ?? [])]]), parent: null }
        : { id: line.id, doc, scopes: serviceScopes(record as Service, placeOf(line)), parent: (record as Service).structure_id }
    }
    const byId = {
      structure: db.prepare(`${SELECT.structure} WHERE s.id = ?`),
      service: db.prepare(`${SELECT.service} WHERE s.id = ?`),
    }
    return {
      demonstration: demonstration === '1',
      genere_le,
      ids: function* (kind) {
        const ids = db.prepare(`SELECT id FROM ${kind}s ORDER BY id`).pluck().iterate() as Iterable<string>
        for (const id of ids) if (isCarried(id)) yield id
      },
      row: (kind, id) => {
        const line = byId[kind].get(id) as Line | undefined
        return line === undefined || !isCarried(id) ? null : toRow(kind, line)
      },
      close,
    }
  } catch (error) {
    close()
    throw error
  }
}

import Database from 'better-sqlite3'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import { serviceScopes, structureScopes } from '#shared/sync/scope.ts'
import { storable } from '#server/store/text.ts'
import { type HiddenContact, splitContact } from '../commands/contact.ts'

/** A catalogue file written by server/import, read as the rows of the store that it should become. */

export type StagedRow = {
  readonly id: string
  /** Canonical JSON, without what is kept for professionals. */
  readonly doc: string
  readonly contact: HiddenContact | null
  readonly scopes: readonly string[]
  readonly parent: string | null
}

export const KINDS = ['structure', 'service'] as const
export type StagedKind = (typeof KINDS)[number]

export type Staged = {
  readonly demonstration: boolean
  readonly genere_le: string
  /** Of its rows. */
  readonly sources: ReadonlySet<string>
  /** In the order of their bytes, which is that of the store. */
  readonly ids: (kind: StagedKind) => Iterable<string>
  readonly row: (kind: StagedKind, id: string) => StagedRow | null
  readonly close: () => void
}

const MAX_ID = 200
/** An identifier that no message can carry: the row is left out rather than stopping every desk (shared/sync/wire.ts). */
const isCarried = (id: string): boolean => id.length > 0 && id.length <= MAX_ID && storable(id)

type Scopes = Readonly<Record<StagedKind, ReadonlyMap<string, readonly string[]>>>

/** Few départements have many rows each: their lists of scopes are the same few objects. */
const interner = () => {
  const known = new Map<string, readonly string[]>()
  return (scopes: readonly string[]): readonly string[] => {
    const key = scopes.join(' ')
    const had = known.get(key)
    if (had === undefined) known.set(key, scopes)
    return had ?? scopes
  }
}

/** Scopes of every row: those of a structure need all its services, and those of a service where its structure is. */
const readScopes = (db: Database.Database): Scopes & { readonly sources: ReadonlySet<string> } => {
  const intern = interner()
  const sources = new Set<string>()
  const places = new Map<string, Structure>()
  const wider = new Map<string, Set<string>>()
  const records = (kind: StagedKind) => db.prepare(`SELECT record FROM ${kind}s`).pluck().iterate() as Iterable<string>
  for (const text of records('structure')) {
    const { id, source, code_insee, code_postal } = JSON.parse(text) as Structure
    sources.add(source)
    // Only where it is matters.
    places.set(id, { id, source: '', nom: '', date_maj: '', code_insee: code_insee ?? null, code_postal: code_postal ?? null })
  }
  const service = new Map<string, readonly string[]>()
  for (const text of records('service')) {
    const one = JSON.parse(text) as Service
    sources.add(one.source)
    const place = one.structure_id === null ? null : (places.get(one.structure_id) ?? null)
    const scopes = intern(serviceScopes(one, place))
    service.set(one.id, scopes)
    if (place === null) continue
    const all = wider.get(place.id)
    if (all === undefined) wider.set(place.id, new Set(scopes))
    else for (const scope of scopes) all.add(scope)
  }
  const structure = new Map<string, readonly string[]>()
  for (const [id, place] of places) structure.set(id, intern(structureScopes(place, [[...(wider.get(id) ?? [])]])))
  return { structure, service, sources }
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
    const scopes = readScopes(db)
    const record = {
      structure: db.prepare('SELECT record FROM structures WHERE id = ?').pluck(),
      service: db.prepare('SELECT record FROM services WHERE id = ?').pluck(),
    }
    return {
      demonstration: demonstration === '1',
      genere_le,
      sources: scopes.sources,
      ids: function* (kind) {
        const ids = db.prepare(`SELECT id FROM ${kind}s ORDER BY id`).pluck().iterate() as Iterable<string>
        for (const id of ids) if (isCarried(id)) yield id
      },
      row: (kind, id) => {
        const text = record[kind].get(id) as string | undefined
        if (text === undefined || !isCarried(id)) return null
        const one = JSON.parse(text) as Structure | Service
        const rest = { id, scopes: scopes[kind].get(id) ?? [] }
        if (kind === 'structure') return { ...rest, doc: canonicalJson(one as never), contact: null, parent: null }
        const { visible, contact } = splitContact(one as never)
        return { ...rest, doc: canonicalJson(visible as never), contact, parent: (one as Service).structure_id }
      },
      close,
    }
  } catch (error) {
    close()
    throw error
  }
}

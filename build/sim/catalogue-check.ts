import Database from 'better-sqlite3'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CataloguePointer, POINTER_FILE } from '#shared/catalogue/file.ts'
import { fold } from '#shared/search/text.ts'
import { FRANCE } from '#shared/sync/scope.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import { type History, rowKey } from './history.ts'
import { Violation } from './violation.ts'

type Row = { readonly key: string; readonly ver: number; readonly h: number; readonly scopes: string | null }
export type CatalogueState = {
  readonly file: string
  readonly epoch: string
  readonly cursors: ReadonlyMap<string, number>
  readonly rows: ReadonlyMap<string, Row>
}

const ROWS = `SELECT 'structure' AS kind, id, ver, h, scopes FROM structures UNION ALL SELECT 'service', id, ver, h, scopes FROM services
  UNION ALL SELECT kind, id, ver, h, scopes FROM other_rows`

export type Looker = {
  /** The file the pointer names; null without one. */
  readonly open: () => { readonly db: Database.Database; readonly file: string } | null
  readonly read: () => CatalogueState | null
  readonly close: () => void
}

/** Reads the catalogue of a desk as its search does: beside the desk's own connection, kept open while the pointer stays. */
export const createLooker = (folder: string): Looker => {
  let current: {
    readonly db: Database.Database
    readonly file: string
    readonly statements: readonly Database.Statement[]
  } | null = null
  const close = (): void => {
    current?.db.close()
    current = null
  }
  const open = () => {
    const pointer = join(folder, POINTER_FILE)
    if (!existsSync(pointer)) return null
    const { file } = CataloguePointer.parse(JSON.parse(readFileSync(pointer, 'utf8')))
    if (current?.file === file && current.db.open) return current
    close()
    const db = new Database(join(folder, file), { readonly: true, fileMustExist: true })
    try {
      const statements = [
        db.prepare("SELECT value FROM replica WHERE key = 'epoch'").pluck(),
        db.prepare('SELECT scope, seq FROM replica_scopes').raw(),
        db.prepare(ROWS),
      ]
      current = { db, file, statements }
      return current
    } catch (error) {
      db.close()
      throw error
    }
  }
  return {
    open,
    close,
    read: () => {
      const opened = open()
      if (opened === null) return null
      const [epochs, scopes, all] = opened.statements as [Database.Statement, Database.Statement, Database.Statement]
      const epoch = epochs.get() as string | undefined
      if (epoch === undefined) return null
      const cursors = new Map(scopes.all() as [string, number][])
      const rows = new Map(
        (all.all() as (Omit<Row, 'key'> & { kind: string; id: string })[]).map(({ kind, id, ...rest }) => {
          const key = rowKey(kind, id)
          return [key, { key, ...rest }] as const
        }),
      )
      return { file: opened.file, epoch, cursors, rows }
    },
  }
}

const holds = (row: Row | undefined, scope: string): boolean =>
  row !== undefined && (row.scopes === null ? scope === FRANCE : row.scopes.split(' ').includes(scope))

/**
 * I4 and I7: in each scope, the rows are those the server had at the cursor. What the server has changed since, up to the last
 * head this desk heard of, may be missing or there already: the feed only tells the last change of a row.
 */
export const checkAgainstHistory = (
  { cursors, rows }: Pick<CatalogueState, 'cursors' | 'rows'>,
  history: History,
  heard: number,
): Violation | null => {
  const last = Math.max(heard, ...cursors.values())
  for (const [scope, cursor] of cursors) {
    const presences = history.presences(scope)
    for (const key of new Set([...presences.keys(), ...rows.keys()])) {
      const row = rows.get(key)
      const here = holds(row, scope)
      const past = presences.get(key) ?? []
      const later = past.filter(({ seq }) => seq > cursor && seq <= last)
      const known = past.filter(({ seq }) => seq <= cursor).at(-1)
      if (later.length > 0) continue
      if (here !== (known?.here ?? false)) {
        return new Violation(
          'I4',
          here ? `${key} is in ${scope}, which did not hold it at ${cursor}` : `${key} is missing from ${scope} at ${cursor}`,
        )
      }
      if (!here || row === undefined || known === undefined) continue
      const due = history
        .versions(key)
        .filter(({ seq }) => seq <= known.seq)
        .at(-1)
      if (due !== undefined && row.ver < due.ver)
        return new Violation('I4', `${key} is at version ${row.ver} in ${scope} at ${cursor}, where it was at ${due.ver}`)
    }
  }
  for (const row of rows.values()) {
    const version = history.versions(row.key).find(({ ver }) => ver === row.ver)
    if (version === undefined || version.h !== row.h || version.seq > last)
      return new Violation('I7', `${row.key} is at a version ${row.ver} that the server never had, or not yet`)
  }
  return null
}

/** I1: records are the server's, and the index finds what they say. */
export const checkContents = (looker: Looker, docs: ReadonlyMap<string, string>): Violation | null => {
  const opened = looker.open()
  if (opened === null) return new Violation('I1', 'no catalogue')
  const { db } = opened
  for (const kind of ['structure', 'service'] as const) {
    const lines = db.prepare(`SELECT rowid, id, record FROM ${kind}s`).all() as { rowid: number; id: string; record: string }[]
    for (const { id, record } of lines) {
      if (canonicalJson(JSON.parse(record)) !== docs.get(rowKey(kind, id))) return new Violation('I1', `${kind} ${id} differs`)
    }
    if (kind === 'structure') continue
    const facts = db.prepare('SELECT rowid FROM service_facts').pluck().all() as number[]
    const gone = new Set(db.prepare('SELECT rowid FROM gone').pluck().all() as number[])
    const living = facts.filter((rowid) => !gone.has(rowid))
    const rowids = new Set(lines.map(({ rowid }) => rowid))
    if (living.length !== lines.length || living.some((rowid) => !rowids.has(rowid)))
      return new Violation('I1', `facts of ${living.length} services for ${lines.length}`)
    const found = db.prepare('SELECT rowid FROM textes WHERE textes MATCH ?').pluck()
    for (const { rowid, record } of lines) {
      // Names hold a word of their own, changed at each edit.
      const word = /\bmot\d+\b/.exec((JSON.parse(record) as { nom: string }).nom)?.[0]
      if (word === undefined) continue
      const hits = (found.all(`"${fold(word)}"`) as number[]).filter((one) => !gone.has(one))
      if (hits.length !== 1 || hits[0] !== rowid) return new Violation('I1', `« ${word} » finds ${hits.length} services`)
    }
  }
  return null
}

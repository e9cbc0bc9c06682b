import type Database from 'better-sqlite3'
import type { RowChanges } from '#shared/catalogue/patch.ts'
import { FRANCE } from '#shared/sync/scope.ts'
import type { Change } from '#shared/sync/wire.ts'
import { SyncFailure, type ScopeCursor } from '../ports.ts'
import { openSums } from './sums.ts'

/**
 * Which rows the carried scopes hold. A row may be in several: it is one row here, and leaves when the last of them lets it go.
 * Everything in this file runs inside a transaction of the caller.
 */

export type Page = {
  readonly epoch: string
  readonly scope: string
  readonly changes: readonly Change[]
  readonly next: number
  readonly at: string
}

/** `scopes` of a row (shared/catalogue/file.ts): null is France alone. */
const decode = (scopes: string | null): ReadonlySet<string> => new Set(scopes === null ? [FRANCE] : scopes.split(' '))
const encode = (scopes: ReadonlySet<string>): string | null =>
  scopes.size === 1 && scopes.has(FRANCE) ? null : [...scopes].sort().join(' ')
const without = (scopes: ReadonlySet<string>, some: readonly string[]): ReadonlySet<string> =>
  new Set([...scopes].filter((one) => !some.includes(one)))

export const readCursors = (db: Database.Database): ScopeCursor[] =>
  db.prepare('SELECT scope AS id, seq FROM replica_scopes ORDER BY scope').all() as ScopeCursor[]

export const readState = (db: Database.Database, key: 'epoch' | 'at' | 'schema' | 'demonstration'): string | null =>
  (db.prepare('SELECT value FROM replica WHERE key = ?').pluck().get(key) as string | undefined) ?? null

export const writeState = (db: Database.Database, key: string, value: string): void => {
  db.prepare('INSERT OR REPLACE INTO replica (key, value) VALUES (?, ?)').run(key, value)
}

export const writeCursor = (db: Database.Database, scope: string, seq: number): void => {
  db.prepare('INSERT OR REPLACE INTO replica_scopes (scope, seq) VALUES (?, ?)').run(scope, seq)
}

/** Rows changed. A change that the cursor has passed is a page come twice, or an old one: it does nothing. */
export const applyPage = (db: Database.Database, rows: RowChanges, { epoch, scope, changes, next, at }: Page): number => {
  if (readState(db, 'epoch') !== epoch) throw new SyncFailure('epoch_changed')
  const cursor = (db.prepare('SELECT seq FROM replica_scopes WHERE scope = ?').pluck().get(scope) as number | undefined) ?? 0
  const sums = openSums(db)
  let changed = 0
  for (const change of changes) {
    if (change.seq <= cursor) continue
    const { kind } = change
    const known = rows.version(change)
    const before = known === null ? new Set<string>() : decode(known.scopes)
    if (change.op === 'remove') {
      if (known === null || !before.has(scope)) continue
      sums.subtract(scope, kind, known.h)
      const left = without(before, [scope])
      if (left.size > 0) rows.rescope(change, encode(left))
      else if (rows.remove(change)) changed++
      continue
    }
    const after = new Set([...before, scope])
    const newer = known === null || known.ver < change.ver
    const h = newer ? change.h : known.h
    if (newer) {
      const { id, ver, doc } = change
      if (rows.put({ kind, id, ver, h, doc, scopes: encode(after) })) changed++
      if (known !== null) for (const one of before) sums.replace(one, kind, known.h, h)
    } else if (!before.has(scope)) rows.rescope(change, encode(after))
    if (!before.has(scope)) sums.add(scope, kind, h)
  }
  sums.save()
  writeCursor(db, scope, Math.max(cursor, next))
  if (next >= cursor) writeState(db, 'at', at)
  return changed
}

const KINDS = [
  ['structures', "'structure'"],
  ['services', "'service'"],
  ['other_rows', 'kind'],
] as const

/** Lets scopes go. Rows removed. */
export const dropScopes = (db: Database.Database, rows: RowChanges, scopes: readonly string[]): number => {
  let removed = 0
  for (const [table, kind] of KINDS) {
    const held = db.prepare(`SELECT ${kind} AS kind, id, scopes FROM ${table}`).all() as {
      kind: string
      id: string
      scopes: string | null
    }[]
    for (const row of held) {
      const before = decode(row.scopes)
      const left = without(before, scopes)
      if (left.size === before.size) continue
      if (left.size > 0) rows.rescope(row, encode(left))
      else if (rows.remove(row)) removed++
    }
  }
  for (const scope of scopes) {
    db.prepare('DELETE FROM replica_scopes WHERE scope = ?').run(scope)
    db.prepare('DELETE FROM replica_sums WHERE scope = ?').run(scope)
  }
  return removed
}

import type Database from 'better-sqlite3'
import { addHash, subtractHash } from '#shared/sync/canonical.ts'
import { FRANCE } from '#shared/sync/scope.ts'
import type { Sum, Sums } from '#shared/sync/wire.ts'

/** What each scope holds, by kind, as the table `replica_sums` keeps it. Kinds without rows are left out. */
export type ScopeSums = {
  readonly add: (scope: string, kind: string, h: number) => void
  readonly subtract: (scope: string, kind: string, h: number) => void
  readonly replace: (scope: string, kind: string, before: number, after: number) => void
  /** To the table, in the transaction of the caller. */
  readonly save: () => void
}

const EMPTY: Sum = { n: 0, sum: 0 }

export const readSums = (db: Database.Database, scope: string): Sums => {
  const rows = db.prepare('SELECT kind, n, sum FROM replica_sums WHERE scope = ? AND n > 0 ORDER BY kind').all(scope)
  return Object.fromEntries((rows as (Sum & { kind: string })[]).map(({ kind, n, sum }) => [kind, { n, sum }]))
}

export const openSums = (db: Database.Database): ScopeSums => {
  const select = db.prepare('SELECT n, sum FROM replica_sums WHERE scope = ? AND kind = ?')
  const write = db.prepare('INSERT OR REPLACE INTO replica_sums (scope, kind, n, sum) VALUES (?, ?, ?, ?)')
  const touched = new Map<string, { readonly scope: string; readonly kind: string; of: Sum }>()
  const change = (scope: string, kind: string, next: (sum: Sum) => Sum) => {
    const key = `${scope} ${kind}`
    let one = touched.get(key)
    if (one === undefined) {
      one = { scope, kind, of: (select.get(scope, kind) as Sum | undefined) ?? EMPTY }
      touched.set(key, one)
    }
    one.of = next(one.of)
  }
  return {
    add: (scope, kind, h) => change(scope, kind, ({ n, sum }) => ({ n: n + 1, sum: addHash(sum, h) })),
    subtract: (scope, kind, h) => change(scope, kind, ({ n, sum }) => ({ n: n - 1, sum: subtractHash(sum, h) })),
    replace: (scope, kind, before, after) =>
      change(scope, kind, ({ n, sum }) => ({ n, sum: addHash(subtractHash(sum, before), after) })),
    save: () => {
      for (const { scope, kind, of } of touched.values()) write.run(scope, kind, of.n, of.sum)
      touched.clear()
    },
  }
}

const HALF = 2 ** 24

/**
 * From the rows themselves. In two halves, for SQLite's `sum` of 250,000 numbers of 48 bits does not fit in one of its integers
 * (sync.md §2.6).
 */
export const countSums = (db: Database.Database, scope: string): Sums => {
  const total = `count(*) AS n, coalesce(sum(h >> 24), 0) AS high, coalesce(sum(h & ${HALF - 1}), 0) AS low`
  const held = `(scopes IS NULL AND @scope = '${FRANCE}') OR instr(' ' || scopes || ' ', ' ' || @scope || ' ') > 0`
  const rows = db
    .prepare(
      `SELECT 'structure' AS kind, ${total} FROM structures WHERE ${held}
       UNION ALL SELECT 'service', ${total} FROM services WHERE ${held}
       UNION ALL SELECT kind, ${total} FROM other_rows WHERE ${held} GROUP BY kind`,
    )
    .all({ scope }) as { kind: string; n: number; high: number; low: number }[]
  const sums: Record<string, Sum> = {}
  for (const { kind, n, high, low } of rows) {
    if (n === 0) continue
    const sum = addHash((high % HALF) * HALF, low)
    const other = sums[kind] ?? EMPTY
    sums[kind] = { n: other.n + n, sum: addHash(other.sum, sum) }
  }
  return sums
}

export const sameSums = (a: Sums, b: Sums): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((kind) => {
    const [one, other] = [a[kind] ?? EMPTY, b[kind] ?? EMPTY]
    return one.n === other.n && one.sum === other.sum
  })

/** Writes the sums of a scope again from the rows. To run in a transaction. */
export const recountSums = (db: Database.Database, scope: string): Sums => {
  const sums = countSums(db, scope)
  db.prepare('DELETE FROM replica_sums WHERE scope = ?').run(scope)
  const write = db.prepare('INSERT INTO replica_sums (scope, kind, n, sum) VALUES (?, ?, ?, ?)')
  for (const [kind, { n, sum }] of Object.entries(sums)) write.run(scope, kind, n, sum)
  return sums
}

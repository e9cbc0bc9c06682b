import type { ReadableDb } from './open.ts'

/** A statement slower than this is worth knowing about: a frame is 16 ms. */
const SLOW_MS = 40

/** Told of each slow statement: its SQL without values, and whole milliseconds. */
export type SlowLog = (sql: string, ms: number) => void

type Statement = ReturnType<ReadableDb['prepare']>

/**
 * The same connection, telling `log` of each `get` and `all` that takes `slowMs` (40 ms) or more.
 * Only the SQL is told, never the values bound to it: those may be what someone typed.
 * `iterate` is not timed, for its time is also the reader's: it is what the bulk loads at opening use.
 */
export const logSlow = (
  db: ReadableDb,
  log: SlowLog,
  { slowMs = SLOW_MS, now = () => performance.now() }: { readonly slowMs?: number; readonly now?: () => number } = {},
): ReadableDb => {
  const timed = (sql: string, statement: Statement): Statement => {
    const measure = <T>(run: () => T): T => {
      const start = now()
      try {
        return run()
      } finally {
        const ms = now() - start
        if (ms >= slowMs) log(sql, Math.round(ms))
      }
    }
    const wrapped = {
      get: (...values: unknown[]) => measure(() => statement.get(...values)),
      all: (...values: unknown[]) => measure(() => statement.all(...values)),
      iterate: (...values: unknown[]) => statement.iterate(...values),
      columns: () => statement.columns(),
      pluck: (toggle = true) => timed(sql, statement.pluck(toggle)),
      raw: (toggle = true) => timed(sql, statement.raw(toggle)),
    }
    // better-sqlite3 types `pluck` and `raw` as returning its own class, which has more than a reader needs.
    return wrapped as unknown as Statement
  }
  const wrapped = {
    get open() {
      return db.open
    },
    name: db.name,
    close: () => db.close(),
    prepare: (sql: string) => timed(sql, db.prepare(sql)),
  }
  return wrapped as unknown as ReadableDb
}

import type { ReadableDb } from './open.ts'

/** A statement slower than this is worth knowing about: a frame is 16 ms. */
const SLOW_MS = 40

type Statement = ReturnType<ReadableDb['prepare']>

/**
 * The same connection, telling `log` of each statement slower than 40 ms.
 * Only the SQL is told, never the values bound to it: those may be what someone typed.
 * `iterate` is not timed, for its time is also the reader's.
 */
export const logSlow = (
  db: ReadableDb,
  log: (sql: string, ms: number) => void,
  now: () => number = () => performance.now(),
): ReadableDb => {
  const timed = (sql: string, statement: Statement): Statement =>
    new Proxy(statement, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key, target)
        if (typeof value !== 'function') return value
        if (key === 'pluck' || key === 'raw') return (toggle = true) => timed(sql, target[key](toggle))
        if (key !== 'get' && key !== 'all') return value.bind(target) as unknown
        return (...values: unknown[]) => {
          const start = now()
          try {
            return (value as (...values: unknown[]) => unknown).apply(target, values)
          } finally {
            const ms = now() - start
            if (ms >= SLOW_MS) log(sql, Math.round(ms))
          }
        }
      },
    })
  return new Proxy(db, {
    get: (target, key) => {
      if (key === 'prepare') return (sql: string) => timed(sql, target.prepare(sql))
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}

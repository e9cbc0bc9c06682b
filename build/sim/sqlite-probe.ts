import Database from 'better-sqlite3'
import { sep } from 'node:path'

/**
 * Sees every statement that the real parts run on files of a simulated machine, so that the machine can be cut between any two of
 * them. SQLite itself is the real one, on real files: only the calls of better-sqlite3 are watched.
 */
export type Watcher = {
  /** Before anything is read or written: throws when the machine is dead. */
  readonly touch: () => void
  /** Around a statement that writes or ends a transaction: may cut the machine before it, or in the middle of the commit. */
  readonly write: (database: Database.Database, sql: string, go: () => unknown) => unknown
  readonly pragma: (database: Database.Database, source: string) => void
  readonly opened: (database: Database.Database) => void
}

const watchers = new Map<string, Watcher>()
const known = new WeakMap<Database.Database, Watcher | null>()

/** Files under `folder` are of this machine, until the returned function is called. */
export const watchFolder = (folder: string, watcher: Watcher): (() => void) => {
  install()
  watchers.set(folder + sep, watcher)
  return () => watchers.delete(folder + sep)
}

const watcherOf = (database: Database.Database): Watcher | null => {
  const before = known.get(database)
  if (before !== undefined) return before
  let found: Watcher | null = null
  for (const [folder, watcher] of watchers) if (database.name.startsWith(folder)) found = watcher
  known.set(database, found)
  found?.opened(database)
  return found
}

type Callable = (this: unknown, ...args: unknown[]) => unknown

const ENDS = /^\s*(COMMIT|END)\b/i

let installed = false
const install = (): void => {
  if (installed) return
  installed = true
  const memory = new Database(':memory:')
  const statements = Object.getPrototypeOf(memory.prepare('SELECT 1')) as Record<string, Callable>
  memory.close()
  for (const name of ['run', 'get', 'all', 'iterate'] as const) {
    const real = statements[name] as Callable
    statements[name] = function (this: Database.Statement, ...args) {
      const watcher = watcherOf(this.database)
      if (watcher === null) return real.apply(this, args)
      watcher.touch()
      if (this.readonly && !ENDS.test(this.source)) return real.apply(this, args)
      return watcher.write(this.database, this.source, () => real.apply(this, args))
    } as Callable
  }
  const databases = Database.prototype as unknown as Record<string, Callable>
  const exec = databases['exec'] as Callable
  databases['exec'] = function (this: Database.Database, sql: unknown) {
    const watcher = watcherOf(this)
    if (watcher === null) return exec.call(this, sql)
    watcher.touch()
    return watcher.write(this, String(sql), () => exec.call(this, sql))
  } as Callable
  const pragma = databases['pragma'] as Callable
  databases['pragma'] = function (this: Database.Database, source: unknown, ...rest) {
    const watcher = watcherOf(this)
    watcher?.touch()
    watcher?.pragma(this, String(source))
    return pragma.call(this, source, ...rest)
  } as Callable
}

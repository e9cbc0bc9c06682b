import type { SyncStore } from './types.ts'

export type SqliteOptions = {
  /** Path of the file, created when absent; `:memory:` (one connection, for simulations); or the bytes that `serialize` gave. */
  readonly file: string | Buffer
  /** Milliseconds since 1970; for simulations. */
  readonly now?: () => number
  /** 32 hexadecimal digits, never the same twice; for simulations. */
  readonly newEpochId?: () => string
}

export type SqliteStore = SyncStore & {
  /** For simulations: the bytes of the database as last committed, to be opened again as `file`. */
  readonly serialize: () => Promise<Buffer>
}

export const openSqliteStore = (_options: SqliteOptions): Promise<SqliteStore> => Promise.reject(new Error('Under way'))

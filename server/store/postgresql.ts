import type { SyncStore } from './types.ts'

export type PostgresqlOptions = {
  readonly url: string
  /** Milliseconds between two looks at the head, for commits whose notification was lost. 2,000 when absent. */
  readonly pollMs?: number
  /** False where LISTEN does not work (a pooler by transaction): commits of other replicas are then heard by polling alone. */
  readonly listen?: boolean
  /** Connections at most. 10 when absent. */
  readonly connections?: number
  readonly now?: () => number
  readonly newEpochId?: () => string
}

export type PostgresqlStore = SyncStore

export const openPostgresqlStore = (_options: PostgresqlOptions): Promise<PostgresqlStore> =>
  Promise.reject(new Error('Under way'))

import type { SyncStore } from './types.ts'

export type MigrationProgress = { readonly table: string; readonly rows: number; readonly total: number }

/**
 * Copies a whole store into an empty one, keeping epoch, seq, floor, durable horizon, mutations and accounts, so that desks
 * notice nothing. All or nothing: one transaction on the target. No server may be writing to `from` meanwhile.
 * @throws StoreError `target-not-empty`, `copy-differs`.
 */
export const migrateStore = (
  _from: SyncStore,
  _to: SyncStore,
  _onProgress: (progress: MigrationProgress) => void,
): Promise<void> => Promise.reject(new Error('Under way'))

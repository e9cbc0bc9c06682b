import type { Blobs } from '../blobs/blobs.ts'
import type { SyncStore } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'

/** What files are kept with: rows in the store, sealed, and their bytes apart, sealed by another key. */
export type PieceParts = {
  readonly store: SyncStore
  readonly seal: Seal
  readonly blobs: Blobs
  /** Milliseconds since 1970. */
  readonly now: () => number
}

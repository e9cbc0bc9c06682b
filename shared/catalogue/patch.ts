import type { ZoneName } from './index-services.ts'
import type { Sql } from './sql.ts'
import type { RowVersion } from './write.ts'
import type { Json } from '../rpc.ts'

export type RowKey = { readonly kind: string; readonly id: string }
export type PatchedRow = RowKey & RowVersion & { readonly doc: { readonly [field: string]: Json } }

/** Changes of rows of a catalogue file, each with everything derived from it, inside the transaction of the caller. */
export type Patch = {
  /** What is known of a row; null when it is not there. */
  readonly version: (key: RowKey) => RowVersion | null
  /** False when the row is already at that version or above: nothing changes, its scopes excepted. */
  readonly put: (row: PatchedRow) => boolean
  /** False when it is not there. */
  readonly remove: (key: RowKey) => boolean
  /** Rewrites what goes with the file as a whole (`meta`). To call before the transaction ends. */
  readonly finish: (genere_le: string) => void
}

export declare const openPatch: (db: Sql, zoneName: ZoneName) => Patch

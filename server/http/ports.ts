import type { Logger } from 'pino'
import type { Blobs } from '../blobs/blobs.ts'
import type { ReadEmploisToken } from '../orientations/emplois-token.ts'
import type { Limits } from '../config.ts'
import type { AccountParts } from '../accounts/context.ts'
import type { OidcConfig } from '../config-accounts.ts'
import type { Files } from '../listing/files.ts'
import type { KitSigner } from '../kit/signer.ts'
import type { Connectors } from '../partners/connectors/connectors.ts'
import type { JobRuns } from '../ops/job-runs.ts'
import type { GuardOptions } from '../partners/address-guard.ts'
import type { Sirene } from '../sirene/sirene.ts'
import type { SnapshotReference } from '../opendata/open-index.ts'
import type { SyncStore } from '../store/types.ts'
import type { SyncCore } from '../sync/core.ts'

/** A snapshot file ready to be given. `sha256` is that of its bytes. */
export type Blob = { readonly file: string; readonly bytes: number; readonly sha256: string }

/** The snapshots that exist; building them is somebody else's work. */
export type Shelf = {
  /** Null for a name that is not on it. */
  readonly blob: (name: string) => Blob | null
  readonly state: () => 'ready' | 'building' | 'missing'
  /** Changes each time the shelf does: part of the key of what is remembered of `info`. */
  readonly version: () => number
}

/** Everything one server process is made of: no global, so that a test or a bench makes several. */
export type AppParts = {
  readonly store: SyncStore
  readonly core: SyncCore
  readonly account: AccountParts & { readonly sirene: Sirene }
  readonly signIn: {
    /** Null when this server is tied to no identity provider. */
    readonly oidc: OidcConfig | null
    /** Address that desks and browsers reach this server at, without a final « / »; known once it listens. */
    readonly publicUrl: () => string
    /** Whether this server writes to people. */
    readonly mail: boolean
  }
  readonly shelf: Shelf
  /** Documents to fill in. */
  readonly files: Files
  /** Files of requests, sealed. */
  readonly blobs: Blobs
  readonly kitSigner: KitSigner
  /** Les Emplois de l’inclusion; nulls where they are not known here. */
  readonly emplois: { readonly read: ReadEmploisToken | null; readonly token: string | null }
  /** Followed by the job that publishes too; made here without it. */
  readonly openReference?: SnapshotReference | undefined
  /** Where open data are published. */
  readonly openFolder: string
  /** Where partners may be called, and what has them called; nowhere of this network, and nobody, without it. */
  readonly webhooks?: { readonly guard: GuardOptions; readonly kick: () => void } | undefined
  /** What this server does by itself; none is told of without it. */
  readonly runs?: JobRuns | undefined
  /** Imports from partners; none run without it. */
  readonly connectors?: Connectors | undefined
  readonly log: Logger
  readonly limits: Limits
  /**
   * True while the first catalogue is being made: desks are told to come back in a second rather than to follow it row by row,
   * which would take them far longer than the snapshot that comes next.
   */
  readonly filling: () => boolean
  readonly trustProxy: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: () => number
}

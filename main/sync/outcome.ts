import type { SyncProgress } from '#shared/contract/sync.ts'
import type { Clock, FailureCode, Outbox, Replica, Rng, Transport } from './ports.ts'

/** What may be asked of one exchange with the server, and what it answers. */

export type Ask = {
  /**
   * What the server's poke told: only the scopes that it names are read, all of them when it names none, and nothing at all when
   * they are already read.
   */
  readonly poke?: { readonly epoch: string; readonly head: number; readonly scopes: readonly string[] } | undefined
  /** A local change: it is sent, and what it changed is read back; nothing else. */
  readonly sendOnly?: boolean | undefined
  /** Ends the exchange at the next safe point. */
  readonly signal?: AbortSignal | undefined
}

/** `diverged`: the rows here do not add up to what the server says, even read afresh. `server_too_old`: no common version. */
export type OutcomeCode = FailureCode | 'diverged' | 'server_too_old'

export type Outcome = {
  /** Why something could not be exchanged; null when all that was asked was. What could be exchanged was, in any case. */
  readonly failure: { readonly code: OutcomeCode; readonly retryAfterMs: number | null } | null
  /** True when the public rows are those of the server's head. */
  readonly upToDate: boolean
  /** True when the catalogue file was changed or replaced: the search must look again. */
  readonly catalogueChanged: boolean
  /** True when rows of the account came in. */
  readonly mineChanged: boolean
  /** True when the outbox was changed: answers, refusals, conflicts. */
  readonly outboxChanged: boolean
  /** True when the server refused the token: the public part went on without it. */
  readonly sessionExpired: boolean
  /** True when `signal` ended it: nothing is wrong. */
  readonly interrupted: boolean
  /** This machine's clock less the server's, in milliseconds; null when the server said nothing. */
  readonly skewMs: number | null
  /** When something in the outbox may be sent; null when nothing waits. */
  readonly nextSendAt: number | null
}

/** Rare facts, counted and logged (identifiers only). */
export type SyncReport =
  | { readonly what: 'installed'; readonly by: 'snapshot' | 'pages'; readonly why: string }
  | { readonly what: 'recounted'; readonly scope: string }
  | { readonly what: 'diverged'; readonly scope: string }
  | { readonly what: 'mine-reset'; readonly why: string }
  | { readonly what: 'forked' }
  | { readonly what: 'scope-dropped'; readonly scope: string }
  | { readonly what: 'poison'; readonly mutId: string; readonly code: string }
  | { readonly what: 'failed'; readonly code: string }

export type CycleParts = {
  readonly transport: Transport
  readonly replica: Replica
  readonly outbox: Outbox
  readonly clock: Clock
  readonly rng: Rng
  /** Départements to carry, all of France when empty. Read at each exchange. */
  readonly territories: () => readonly string[]
  /** A bootstrap under way; null when it ends. */
  readonly onProgress: (progress: SyncProgress | null) => void
  /** Rows of the catalogue were changed, or its file replaced: told before the file is tidied up, which takes a while. */
  readonly onCatalogue?: () => void
  readonly report: (fact: SyncReport) => void
}

export type Cycle = {
  /** One exchange. Never rejects. Never to be called while another one runs. */
  readonly run: (ask?: Ask) => Promise<Outcome>
}

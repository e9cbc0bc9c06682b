import type {
  Change,
  Info,
  Mutation,
  MutationResult,
  ProblemCode,
  PullAnswer,
  PullRequest,
  PushAnswer,
  PushRequest,
  Session,
  SnapshotInfo,
  Sums,
} from '#shared/sync/wire.ts'
import type { SignedOut } from '#shared/accounts/wire.ts'
import type { SyncProgress } from '#shared/contract/sync.ts'
import type { PieceAnnounced, PieceState } from '#shared/orientation/wire.ts'

/**
 * What the synchronisation of the desk stands on. The cycle (cycle.ts) and the loop (loop.ts) touch the world only through these,
 * so that the simulator can run them in virtual time, cut them anywhere, and lie to them (sync.md §3.1).
 */

export type Clock = {
  /** Milliseconds since 1970, by this machine: shown, never used for order. */
  readonly now: () => number
  /** Resolves after `ms`, or when aborted. Never rejects. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}
/** In [0, 1). */
export type Rng = () => number

/** Why an exchange failed. `network`: no answer; `portal`: an answer that is not the server's; `malformed`: the server's, unreadable. */
export type FailureCode = ProblemCode | 'network' | 'portal' | 'malformed' | 'corrupt_download' | 'disk_full' | 'io'

export class SyncFailure extends Error {
  readonly code: FailureCode
  readonly retryAfterMs: number | null
  /** With `scope_forbidden`. */
  readonly scope: string | null
  /** Finer than the code, where accounts are spoken of (shared/accounts/refusals.ts). */
  readonly motif: string | null

  constructor(
    code: FailureCode,
    options: { retryAfterMs?: number | null; scope?: string | null; motif?: string | null; cause?: unknown } = {},
  ) {
    super(`sync: ${code}`, { cause: options.cause })
    this.name = 'SyncFailure'
    this.code = code
    this.retryAfterMs = options.retryAfterMs ?? null
    this.scope = options.scope ?? null
    this.motif = options.motif ?? null
  }
}

/** The server, as seen from here. Every method rejects with SyncFailure only; answers have been parsed. */
export type Transport = {
  readonly info: () => Promise<Info>
  readonly pull: (request: PullRequest, token: string | null) => Promise<PullAnswer>
  readonly push: (request: PushRequest, token: string) => Promise<PushAnswer>
  /** Bytes of a blob from `from` on. */
  readonly blob: (url: string, from: number, signal?: AbortSignal) => AsyncIterable<Uint8Array>
  readonly signIn: (courriel: string, motDePasse: string) => Promise<Session>
  readonly signOut: (token: string) => Promise<SignedOut>
  /**
   * Calls `onPoke` at each poke until aborted or cut; resolves when the stream has ended, whatever the reason, but for a refused
   * token, which someone has to renew: then it rejects with `token_expired` or `token_required`.
   */
  readonly live: (
    token: string | null,
    onPoke: (scopes: readonly string[], head: number, epoch: string) => void,
    signal: AbortSignal,
  ) => Promise<void>
  /** Announces a file of a request, or asks where it stands: said again for the same one, nothing changes. */
  readonly announcePiece: (piece: PieceAnnounced, token: string) => Promise<PieceState>
  /** Some of its bytes, from where the server stands; at most PIECE_PART_BYTES (shared/orientation/wire.ts). */
  readonly sendPiece: (part: PiecePart, token: string) => Promise<PieceState>
}

export type PiecePart = { readonly id: string; readonly from: number; readonly bytes: Uint8Array }

/** A file that a request waits for. */
export type PieceToSend = PieceAnnounced & {
  /** The change that makes the request. */
  readonly mutId: string
}

export type ScopeCursor = { readonly id: string; readonly seq: number }

/** The catalogue copy of the desk (main/sync/replica). One writer: the sync worker. Rejects with SyncFailure `disk_full` or `io`. */
export type Replica = {
  /** What is installed and can be patched; null when there is nothing, or only a file that did not come from a server. */
  readonly current: () => Promise<{
    readonly epoch: string
    readonly cursors: readonly ScopeCursor[]
    readonly demonstration: boolean
  } | null>
  /**
   * Applies a page of one public scope and its cursor in one transaction; idempotent. A row already at that version or above is
   * left. Answers how many rows changed, which the search is then told (`refreshed`).
   */
  readonly apply: (page: {
    readonly epoch: string
    readonly scope: string
    readonly changes: readonly Change[]
    readonly next: number
    readonly at: string
  }) => Promise<number>
  /** Sums kept up to date at each change; `recount` makes them again from the rows. */
  readonly sums: (scope: string) => Promise<Sums>
  readonly recount: (scope: string) => Promise<Sums>
  /** Removes the rows that only these scopes held. */
  readonly drop: (scopes: readonly string[]) => Promise<void>
  /** Downloads (resuming), verifies, and installs a snapshot file; the current one serves until the pointer turns. */
  readonly install: (
    snapshot: SnapshotInfo,
    blob: Transport['blob'],
    onProgress: (progress: SyncProgress) => void,
    signal?: AbortSignal,
  ) => Promise<void>
  /** A file filled by pages from cursor 0 (territories, or no snapshot). Kept across restarts for the same epoch and scopes. */
  readonly stage: (plan: {
    readonly epoch: string
    readonly scopes: readonly string[]
    readonly demonstration: boolean
  }) => Promise<{
    readonly cursors: readonly ScopeCursor[]
    readonly apply: Replica['apply']
    readonly sums: (scope: string) => Promise<Sums>
    /** Indexes, checks and installs it. */
    readonly finish: (onProgress: (progress: SyncProgress) => void) => Promise<void>
    readonly discard: () => Promise<void>
  }>
  /** Rewrites the file when the rows changed since its packing weigh on the search; does nothing otherwise. */
  readonly repack: (onProgress: (progress: SyncProgress) => void) => Promise<boolean>
  readonly close: () => Promise<void>
}

/** `server`: the one that gave the token. */
export type SignedIn = { readonly userId: string; readonly token: string; readonly server: string | null }

/** Why a file will never be on the server. `absente`: this desk no longer has it; `type`: it is not what its name says. */
export type PieceRefusal = 'absente' | 'type' | 'taille' | 'refus'

/** The precious file (main/user): outbox, conflicts, the account's own rows. Lives in another worker. */
export type Outbox = {
  readonly state: () => Promise<{
    readonly clientId: string
    /** Whose session is good for the server of the moment. */
    readonly account: SignedIn | null
    /** Cursor of `u:me`; null epoch when never read. */
    readonly epoch: string | null
    readonly cursor: number
    readonly readOnly: boolean
    /** The disk is full: the room kept in reserve was given up so that what is typed can still be written (sync.md §2.5). */
    readonly reserveUsed: boolean
  }>
  /**
   * Mutations of this account to send now, if it is still the one signed in, in order: due, dependencies answered, within the limits of a push; empty when none. From then on the
   * server may know them, so that they are no longer changed in place; asking again gives the same ones. `clientId` is the identity
   * to send them under, that of their first sending: under another one the server would not recognise them. `epoch` is the history
   * that those before them were acknowledged in, and the only one to judge these; null when none was.
   */
  readonly take: (
    userId: string,
    now: number,
  ) => Promise<{ readonly clientId: string; readonly epoch: string | null; readonly mutations: readonly Mutation[] }>
  /**
   * Stores the answers: acked, rejected, conflicts… in one transaction. Unknown identifiers are ignored, and so is an answer of
   * another history than that of `take`: what it is about still waits.
   */
  readonly settle: (answer: {
    readonly epoch: string
    /** The server's head when it answered: an effect without a `seq` of its own was there already, at most there. */
    readonly head: number
    readonly durableSeq: number
    readonly results: readonly MutationResult[]
  }) => Promise<void>
  /**
   * Files of this account's requests that are due, in order, that the server is not known to have: `take` leaves each request out
   * until its own are. What this desk has lost of them is refused here.
   */
  readonly pieces: (userId: string, now: number) => Promise<readonly PieceToSend[]>
  /** Bytes of a file from `from` on, `most` at most, opened for the line; null when this desk cannot give them any more. */
  readonly piecePart: (userId: string, id: string, from: number, most: number) => Promise<Uint8Array | null>
  /** The server has the whole of it: true until history changes, or the desk starts again. */
  readonly pieceArrived: (userId: string, id: string) => Promise<void>
  /** It never will: the change is refused, for that reason (main/user/refusals.ts). */
  readonly pieceRefused: (userId: string, piece: Pick<PieceToSend, 'mutId' | 'id'>, why: PieceRefusal) => Promise<void>
  /** These could not be sent: counts the try and puts the next one off. */
  readonly postpone: (mutIds: readonly string[], nextAt: number, failure: FailureCode) => Promise<void>
  /**
   * The server says that another machine uses this identity: a new one if it is still ours, and new identifiers for what was sent
   * under it and not acknowledged.
   */
  readonly forked: (clientId: string) => Promise<void>
  /**
   * Applies a page of `u:me` with its cursor, in one transaction; what is waiting stays on top of it. A page that begins above the
   * cursor, or of another account or history than the current one, is ignored. Answers true when what is shown or waits may have
   * changed.
   */
  readonly applyMine: (page: {
    readonly userId: string
    readonly epoch: string
    /** The cursor the page was asked from. */
    readonly since: number
    /** False when it reaches the server's head: rows of a former history that were not read again go then, not before. */
    readonly more: boolean
    readonly changes: readonly Change[]
    readonly next: number
    readonly durableSeq: number
  }) => Promise<boolean>
  /** Null when this account is no longer the one signed in. */
  readonly sumsMine: (userId: string) => Promise<Sums | null>
  /** The server's history changed: own rows are read again from 0, and everything acknowledged above its horizon is sent again. */
  readonly resetMine: (userId: string) => Promise<void>
  /** This session is no longer good: what waits is kept. */
  readonly sessionExpired: (session: Pick<SignedIn, 'userId' | 'token'>) => Promise<void>
  /** Next instant at which something may be sent; null when nothing waits. */
  readonly nextAt: () => Promise<number | null>
}

/** What renews a session, in the precious file too (renewing.ts). Rejects as the outbox does. */
export type SessionKeeper = {
  /** Null when this token's session is not the desk's, came from another server, cannot be renewed, or could not be kept. */
  readonly renewalOf: (token: string) => Promise<string | null>
  /** Keeps the next pair, durably once it resolves. False, and nothing kept, when the desk has left that session since. */
  readonly keepRenewed: (token: string, session: Session) => Promise<boolean>
}

/** Everything that the exchanges ask of the precious file. */
export type UserFile = Outbox & SessionKeeper

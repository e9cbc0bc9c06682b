import type { PullRequest } from '#shared/sync/wire.ts'
import type { Agreement } from '#shared/sync/versions.ts'
import type { Outcome, OutcomeCode } from './outcome.ts'
import { PAGE_BYTES, PAGE_ROWS, type ReadFrom } from './pages.ts'
import { type Clock, SyncFailure } from './ports.ts'

/** What one exchange has come to so far. */
export type Tally = { -readonly [K in keyof Omit<Outcome, 'nextSendAt'>]: Outcome[K] }

/** The exchange was asked to end. */
export class Interrupted extends Error {}

/** The rows do not add up to what the server says, and cannot be mended now. */
export class Diverged extends Error {}

export class ServerTooOld extends Error {}

/** One exchange under way. */
export type Exchange = {
  readonly tally: Tally
  readonly signal: AbortSignal | undefined
  /** Versions both sides speak; agreed once the server's information is read. */
  speak: Agreement
  /** To call with each answer of the server. */
  readonly heard: (serverTime: string) => void
  /** To call between two steps. @throws Interrupted */
  readonly goOn: () => void
}

export const startExchange = (clock: Pick<Clock, 'now'>, signal: AbortSignal | undefined, speak: Agreement): Exchange => {
  const tally: Tally = {
    failure: null,
    upToDate: false,
    catalogueChanged: false,
    mineChanged: false,
    outboxChanged: false,
    sessionExpired: false,
    interrupted: false,
    skewMs: null,
  }
  return {
    tally,
    signal,
    speak,
    heard: (serverTime) => {
      tally.skewMs = clock.now() - Date.parse(serverTime)
    },
    goOn: () => {
      if (signal?.aborted === true) throw new Interrupted()
    },
  }
}

export const outcomeCodeOf = (error: unknown): OutcomeCode =>
  error instanceof SyncFailure
    ? error.code
    : error instanceof Diverged
      ? 'diverged'
      : error instanceof ServerTooOld
        ? 'server_too_old'
        : 'io'

/** Keeps the first failure of an exchange, which is the one that explains the others. */
export const failed = (tally: Tally, error: unknown): void => {
  tally.failure ??= {
    code: outcomeCodeOf(error),
    retryAfterMs: error instanceof SyncFailure ? error.retryAfterMs : null,
  }
}

/** The server cannot be spoken with at all: nothing more is worth trying in this exchange. */
const UNREACHABLE = new Set<OutcomeCode>([
  'network',
  'portal',
  'rate_limited',
  'unavailable',
  'upgrade_required',
  'server_too_old',
])
export const isUnreachable = (error: unknown): boolean => UNREACHABLE.has(outcomeCodeOf(error))

/** History has gone back, or what was removed since the cursor is no longer remembered: read afresh, the outbox untouched (sync.md §2.2). */
export const isLostHistory = (error: unknown): error is SyncFailure =>
  error instanceof SyncFailure &&
  (error.code === 'epoch_changed' || error.code === 'cursor_ahead' || error.code === 'cursor_too_old')

export const isSessionRefused = (error: unknown): boolean =>
  error instanceof SyncFailure && (error.code === 'token_expired' || error.code === 'token_required')

export const pullRequest = (
  { speak }: Exchange,
  clientId: string,
  epoch: string | null,
  scopes: readonly ReadFrom[],
): PullRequest => ({
  ...speak,
  client_id: clientId,
  epoch,
  limit: PAGE_ROWS,
  max_bytes: PAGE_BYTES,
  scopes: scopes.map(({ id, seq, begun }) => ({ id, since: seq, ...(begun === undefined ? {} : { begun }) })),
})

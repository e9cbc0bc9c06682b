import type { SyncProgress } from '#shared/contract/sync.ts'
import type { Outcome, OutcomeCode } from './outcome.ts'

/** Where the exchanges with the server are: what the screens are told, before it is put in their words (status.ts). */
export type Standing = {
  /** An exchange that takes long enough to be told. */
  readonly running: boolean
  /** True once the desk holds a catalogue that came from this server. */
  readonly loaded: boolean
  /** True once an exchange has ended since the application began. */
  readonly exchanged: boolean
  readonly failure: OutcomeCode | null
  /** Milliseconds since 1970 since which it lasts. */
  readonly since: number | null
  /** Last time everything was read, before the application began perhaps. */
  readonly upToDateAt: number | null
  readonly skewMs: number | null
  readonly progress: SyncProgress | null
}

export const NOT_STARTED: Standing = {
  running: false,
  // Nothing says that it is the first copy before what is there has been looked at.
  loaded: true,
  exchanged: false,
  failure: null,
  since: null,
  upToDateAt: null,
  skewMs: null,
  progress: null,
}

export const afterExchange = (before: Standing, outcome: Outcome, now: number): Standing => {
  const { failure, upToDate, interrupted, skewMs } = outcome
  const said = { ...before, running: false, progress: null, skewMs: skewMs ?? before.skewMs }
  if (interrupted) return said
  // Started without network: it has lasted since the last time that everything was read.
  const began = before.exchanged ? now : (before.upToDateAt ?? now)
  return {
    ...said,
    loaded: before.loaded || upToDate,
    exchanged: true,
    failure: failure?.code ?? null,
    since: failure === null ? null : before.failure === null ? began : before.since,
    upToDateAt: upToDate ? now : before.upToDateAt,
  }
}

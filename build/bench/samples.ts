import type { Kind } from './query-set.ts'

export type Sample = {
  readonly kind: Kind
  readonly ms: number
  /** Time of processor taken for it, by the thread that searches or, for the worker, by its whole process: without the waiting for one. */
  readonly cpuMs: number
}

/** What one engine took, whichever it is. */
export type EngineFigures = {
  /** Until it could answer: opening for the desk, which reads an index made by the import; making the index for the others. */
  readonly buildMs: number
  /** The first answer of the process. */
  readonly firstMs: number
  /** The rest of the warm-up. */
  readonly warm: readonly number[]
  readonly samples: readonly Sample[]
  /** Queries that were to be measured: more than `samples` when time ran out. */
  readonly asked: number
  /** Of the samples, those that found nothing: an engine may be quick because it does not find. */
  readonly empty: number
  readonly rssMb: number
  readonly peakMb: number
}

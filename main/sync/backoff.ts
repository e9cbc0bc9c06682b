import type { Rng } from './ports.ts'

const FIRST_MS = 1_000
const LONGEST_MS = 5 * 60_000

/**
 * Milliseconds before try number `tries` (0 for the first again), `longestMs` at most: full jitter, so that desks cut together do
 * not come back together.
 */
export const backoff = (rng: Rng, tries: number, longestMs = LONGEST_MS): number =>
  Math.ceil(rng() * Math.min(longestMs, FIRST_MS * 2 ** tries))

/** Around `ms`, give or take a fifth. */
export const around = (rng: Rng, ms: number): number => Math.round(ms * (0.8 + 0.4 * rng()))

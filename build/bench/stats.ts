/** Value below which a share `p` (0–1) of the samples lie, by the nearest rank: always one of the samples. NaN of none. */
export const percentile = (samples: readonly number[], p: number): number => {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? NaN
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5)

/** Two decimals at most; null for what was not measured, which JSON cannot say otherwise. */
export const round = (value: number | null, decimals = 2): number | null =>
  value === null || !Number.isFinite(value) ? null : Math.round(value * 10 ** decimals) / 10 ** decimals

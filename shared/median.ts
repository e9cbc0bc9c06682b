/** @param sorted in increasing order. 0 of none */
export const median = (sorted: readonly number[]): number => {
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2
}

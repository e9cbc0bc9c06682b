/**
 * Delta debugging (Zeller's ddmin): the shortest list found, by removing runs of operations and keeping what still fails.
 * Each operation carries its own seed, so that removing one leaves the others as they were.
 */
export const shrink = async <T>(
  operations: readonly T[],
  fails: (candidate: readonly T[]) => Promise<boolean>,
  maxTries: number,
): Promise<readonly T[]> => {
  let kept = operations
  let tries = 0
  for (let size = Math.ceil(kept.length / 2); size >= 1 && tries < maxTries;) {
    let removed = false
    for (let at = 0; at < kept.length && tries < maxTries;) {
      const candidate = [...kept.slice(0, at), ...kept.slice(at + size)]
      tries++
      if (candidate.length < kept.length && (await fails(candidate))) {
        kept = candidate
        removed = true
      } else at += size
    }
    if (size > 1) size = Math.ceil(size / 2)
    else if (!removed) return kept
  }
  return kept
}

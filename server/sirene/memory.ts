/** Answers of the last minutes, and questions under way: typing the same word twice asks once. Failures are not remembered. */
export type Memory<T> = (key: string, ask: () => Promise<T>) => Promise<T>

/** @param now milliseconds of a clock that never goes back. */
export const createMemory = <T>(parts: {
  readonly keepMs: number
  readonly most: number
  readonly now: () => number
}): Memory<T> => {
  const { keepMs, most, now } = parts
  /** In order of arrival. */
  const kept = new Map<string, { readonly at: number; readonly value: T }>()
  const underWay = new Map<string, Promise<T>>()
  return (key, ask) => {
    const known = kept.get(key)
    if (known !== undefined && now() - known.at < keepMs) return Promise.resolve(known.value)
    const already = underWay.get(key)
    if (already !== undefined) return already
    const asking = ask()
      .then((value) => {
        kept.delete(key)
        kept.set(key, { at: now(), value })
        for (const oldest of kept.keys()) {
          if (kept.size <= most) break
          kept.delete(oldest)
        }
        return value
      })
      .finally(() => underWay.delete(key))
    underWay.set(key, asking)
    return asking
  }
}

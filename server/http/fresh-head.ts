import type { Head, SyncStore } from '../store/types.ts'

/**
 * The head as it is at the moment of asking or later, for many who ask at once: one question to the store serves all those who
 * came before it was put. Whoever comes while it is under way waits for the next one, for its answer may be older than a commit
 * they were told of.
 */
export const createFreshHead = (store: SyncStore): (() => Promise<Head>) => {
  let next: Promise<Head> | null = null
  let current: Promise<unknown> = Promise.resolve()
  return () => {
    next ??= current.then(() => {
      const asked = store.read((reader) => reader.head())
      current = asked.then(
        () => {},
        () => {},
      )
      next = null
      return asked
    })
    return next
  }
}

/** Work that is done once an answer is gone, so that its time tells nothing. */
export type Afterwards = {
  /** Starts after what the process is answering now. A failure is given to `onFailed`. */
  readonly add: (work: () => Promise<void>) => void
  /** Resolves when all that was added is done. */
  readonly idle: () => Promise<void>
}

export const createAfterwards = (onFailed: (error: unknown) => void): Afterwards => {
  const pending = new Set<Promise<void>>()
  return {
    add: (work) => {
      const done = new Promise<void>((resolve) => setImmediate(resolve))
        .then(work)
        .catch(onFailed)
        .finally(() => pending.delete(done))
      pending.add(done)
    },
    idle: async () => {
      while (pending.size > 0) await Promise.all(pending)
    },
  }
}

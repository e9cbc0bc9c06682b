/**
 * Runs one build at a time and remembers only the latest that waits: while someone types, the sets in between are never built.
 * Asking again for a key that is running or waiting joins it. A build pushed out of the queue fails with `superseded()`.
 */
export const createOneAtATime = (superseded: () => Error) => {
  type Job = {
    readonly key: string
    readonly run: () => Promise<void>
    readonly done: Promise<void>
    readonly settle: { readonly resolve: () => void; readonly reject: (error: unknown) => void }
  }
  let running: Job | null = null
  let waiting: Job | null = null

  const job = (key: string, run: () => Promise<void>): Job => {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    return { key, run, done: promise, settle: { resolve, reject } }
  }

  const start = async (current: Job): Promise<void> => {
    running = current
    try {
      await current.run()
      current.settle.resolve()
    } catch (error) {
      current.settle.reject(error)
    }
    running = waiting
    waiting = null
    if (running !== null) void start(running)
  }

  return (key: string, run: () => Promise<void>): Promise<void> => {
    if (running?.key === key) {
      // What was asked in between is no longer wanted.
      waiting?.settle.reject(superseded())
      waiting = null
      return running.done
    }
    if (waiting?.key === key) return waiting.done
    const next = job(key, run)
    if (running === null) void start(next)
    else {
      waiting?.settle.reject(superseded())
      waiting = next
    }
    return next.done
  }
}

/** Runs so many at a time, in the order asked: what each holds in memory is held by that many only. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>

export const createTurns = (most: number): Turns => {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}

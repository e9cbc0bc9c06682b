/** One at a time, in the order asked. */
export type Mutex = <T>(work: () => Promise<T>) => Promise<T>

export const mutex = (): Mutex => {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }
}

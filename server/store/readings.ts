/**
 * One reading after another, each for all those who came before it began: whoever comes while one is under way waits for the next,
 * for they may have written since. One that fails is told to those it was for, and the next begins all the same.
 */
export const shareReadings = <T>(read: () => Promise<T>): (() => Promise<T>) => {
  let next: Promise<T> | null = null
  let current: Promise<unknown> = Promise.resolve()
  return () => {
    next ??= current.then(() => {
      const asked = read()
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

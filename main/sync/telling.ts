/** Tells the screens one status at a time: they are told the last one, never an older one after it. */
export const createTelling = <T>(read: () => Promise<T>, say: (value: T) => void) => {
  let telling: Promise<void> | null = null
  let again = false
  let closed = false
  return {
    tell: (): void => {
      again = true
      telling ??= (async () => {
        while (again && !closed) {
          again = false
          const now = await read()
          if (!closed) say(now)
        }
        telling = null
      })()
    },
    close: (): void => {
      closed = true
    },
  }
}

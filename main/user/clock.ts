/** Given to the stores, so that a test decides what time it is. */
export type Clock = {
  /** ISO 8601 instant. */
  readonly now: () => string
  /** The desk's own day, `YYYY-MM-DD`: at 23:30 in Cayenne it is not yet tomorrow. */
  readonly today: () => string
}

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: () => {
    const date = new Date()
    const pad = (value: number) => String(value).padStart(2, '0')
    return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
  },
}

/**
 * A day as `YYYY-MM-DD`, from what exports write: ISO with or without time, `31/12/2022`, `31-12-2022`, epoch seconds or
 * milliseconds (number or digits), a Date. Null when it is none of these or no real day. Epochs and instants are read in UTC.
 */
export const asDay = (value: unknown): string | null => {
  if (value instanceof Date) return fromMs(value.getTime())
  if (typeof value === 'bigint') return fromEpoch(Number(value))
  if (typeof value === 'number') return fromEpoch(value)
  if (typeof value !== 'string') return null
  const text = value.trim()
  if (/^\d{10,13}(\.0+)?$/.test(text)) return fromEpoch(Number(text))
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:$|[T\s])/.exec(text)
  if (iso !== null) return realDay(iso[1], iso[2], iso[3])
  const french = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:$|\s)/.exec(text)
  if (french !== null) return realDay(french[3], french[2], french[1])
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  return packed === null ? null : realDay(packed[1], packed[2], packed[3])
}

/** Below this, an epoch is in seconds: in milliseconds it would be before September 2001. */
const SECONDS_LIMIT = 1e12

const fromEpoch = (value: number): string | null => {
  if (!Number.isFinite(value) || value < 1e8) return null
  return fromMs(value < SECONDS_LIMIT && value < 1e10 ? value * 1000 : value)
}

const fromMs = (ms: number): string | null =>
  Number.isFinite(ms) && Math.abs(ms) < 4e12 ? new Date(ms).toISOString().slice(0, 10) : null

const realDay = (year = '', month = '', day = ''): string | null => {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const parsed = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== text ? null : text
}

/** What a number of a cell stands for, by the format that shows it (ECMA-376, 18.8.30 and 18.17.4.1). */
export type NumberFormat = { readonly kind: 'date' | 'heure' } | { readonly kind: 'chiffres'; readonly digits: number } | null

/** Formats that have a number rather than a code, in the locale of whoever reads. */
const DATES: ReadonlySet<number> = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])
const HOURS: ReadonlySet<number> = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47])

/** The code without what it only shows: texts, escaped characters, colours, locales. */
const bare = (code: string): string =>
  code
    .replace(/"[^"]*"?/g, '')
    .replace(/\\./g, '')
    .replace(/_.|\*./g, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '')

/** Excel's own limit. */
const LONGEST_CODE = 255

export const formatOf = (id: number, code: string | undefined): NumberFormat => {
  if (code === undefined) return DATES.has(id) ? { kind: 'date' } : HOURS.has(id) ? { kind: 'heure' } : null
  const first = bare(code.slice(0, LONGEST_CODE).split(';')[0] ?? '')
  // « 00000 » shows the zeros that a post code begins with.
  if (/^0{2,}$/.test(first)) return { kind: 'chiffres', digits: first.length }
  if (/general|standard/i.test(first)) return null
  const hours = /[hs]/i.test(first)
  if (/[yd]/i.test(first) || (/m/i.test(first) && !hours)) return { kind: 'date' }
  return hours ? { kind: 'heure' } : null
}

const DAY_MS = 86_400_000
/** 9999-12-31: the last day that spreadsheets know. */
const LAST = 2_958_465
const DAYS_TO_1904 = 1_462

const two = (value: number): string => String(value).padStart(2, '0')

/** A serial number as `YYYY-MM-DD`, with `THH:MM` when it is not midnight; null when it is no day. */
export const serialToIso = (serial: number, since1904: boolean): string | null => {
  const days = since1904 ? serial + DAYS_TO_1904 : serial
  // Day 60 is the 29 February that 1900 did not have.
  if (!(days >= 1 && days < LAST + 1) || Math.floor(days) === 60) return null
  const whole = Math.round(days * 1_440) * 60_000
  const iso = new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + whole).toISOString()
  return whole % DAY_MS === 0 ? iso.slice(0, 10) : iso.slice(0, 16)
}

/** A part of a day as `HH:MM`; null beyond a day. */
const serialToHour = (serial: number): string | null => {
  const minutes = Math.round(serial * 1_440)
  return minutes >= 0 && minutes < 1_440 ? `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` : null
}

/** What a spreadsheet keeps of a number: fifteen digits. */
const plain = (value: number): string => String(Number(value.toPrecision(15)))

/** The number of a cell as text; the text itself when it is no number. */
export const numberText = (text: string, format: NumberFormat, since1904: boolean): string => {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(value)) return text
  if (format === null) return plain(value)
  if (format.kind === 'chiffres')
    return Number.isInteger(value) && value >= 0 ? plain(value).padStart(format.digits, '0') : plain(value)
  const hour = format.kind === 'heure' ? serialToHour(value) : null
  return hour ?? serialToIso(value, since1904) ?? plain(value)
}

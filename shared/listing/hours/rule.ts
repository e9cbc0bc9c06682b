import { OSM_DAYS, OSM_MONTHS, type Plage } from './plan.ts'
import { minutesOf, timeOf } from './times.ts'

/** One rule of OSM text, as far as the editor goes: `Mo-Fr,PH 09:00-12:00,14:00-17:00`, `2026 Dec 24-31 off "Congés"`. */

export type Dates = { readonly du: string; readonly au: string }

export type Rule = {
  /** 0 for Monday; every day when the rule names none. */
  readonly jours: readonly number[]
  /** `09:00-12:00`: no day is named. */
  readonly sansJour: boolean
  readonly feries: boolean
  readonly dates: readonly Dates[]
  readonly horaires: 'ferme' | readonly Plage[]
  readonly note: string
}

const DAY = `(?:${OSM_DAYS.join('|')})`
const DAYS = new RegExp(
  `^((?:PH|${DAY}(?:\\s*-\\s*${DAY})?)(?:\\s*,\\s*(?:PH|${DAY}(?:\\s*-\\s*${DAY})?))*)\\s*:?\\s*(?=\\d|off|closed)`,
)
const DATE = `\\d{4} (?:${OSM_MONTHS.join('|')})(?: \\d{1,2})?`
const DATES = new RegExp(
  `^(${DATE}(?:-(?:${DATE}|\\d{1,2}))?(?:,\\s*${DATE}(?:-(?:${DATE}|\\d{1,2}))?)*)\\s+(?=\\d{1,2}:|off|closed)`,
)
const BODY =
  /^(?:(off|closed)|((?:\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2})(?:\s*,\s*\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2})*)(\s+open)?)\s*(?:"([^"]*)")?$/

const dayIndex = (code: string): number => OSM_DAYS.findIndex((day) => day === code.trim())

/** `Fr-Mo` goes round the end of the week. */
const readDays = (list: string): number[] =>
  list
    .split(',')
    .filter((item) => item.trim() !== 'PH')
    .flatMap((item) => {
      const [from = 0, to = from] = item.split('-').map(dayIndex)
      return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => (from + i) % 7)
    })

type Day = { readonly year: number; readonly month: number; readonly day: number | null }

const isoOf = ({ year, month, day }: Day & { readonly day: number }): string | null => {
  const date = new Date(Date.UTC(year, month, day))
  return date.getUTCMonth() === month && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null
}

const readDay = (text: string): Day => {
  const [year, name, day] = text.split(' ')
  const month = OSM_MONTHS.findIndex((each) => each === name)
  return { year: Number(year), month, day: day === undefined ? null : Number(day) }
}

/** `2026 Dec 24`, `2026 Dec 24-31`, `2026 Dec 24-2027 Jan 02`, `2026 Aug`. */
const readDates = (text: string): Dates | null => {
  const [first = '', last] = text.trim().split('-')
  const from = readDay(first)
  const to = last === undefined ? from : /^\d{1,2}$/.test(last) ? { ...from, day: Number(last) } : readDay(last)
  // « 2026 Jul-2026 Aug 15 » mixes months and days: nobody writes it, and nothing says what it means.
  if ((from.day === null) !== (to.day === null)) return null
  const du = isoOf({ ...from, day: from.day ?? 1 })
  const au = isoOf({ ...to, day: to.day ?? new Date(Date.UTC(to.year, to.month + 1, 0)).getUTCDate() })
  return du === null || au === null || au < du ? null : { du, au }
}

/** `9:00-12:00`; an end after 24:00 is the next morning's, 00:00 is the end of the day. */
const readRange = (text: string): Plage | null => {
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = text.split(/[-:]/).map(Number)
  const de = timeOf(fromHour, fromMinute)
  const late = toHour > 24 || (toHour === 24 && toMinute > 0)
  const a = timeOf(late ? toHour - 24 : toHour, toMinute)
  if (de === null || a === null || de === '24:00') return null
  if (late && (minutesOf(a) ?? 0) >= (minutesOf(de) ?? 0)) return null
  return { de, a: a === '00:00' ? '24:00' : a }
}

const allOrNull = <T>(items: readonly (T | null)[]): readonly T[] | null => {
  const kept = items.filter((item) => item !== null)
  return kept.length === items.length ? kept : null
}

const ALWAYS: Rule = {
  jours: readDays('Mo-Su'),
  sansJour: true,
  feries: false,
  dates: [],
  horaires: [{ de: '00:00', a: '24:00' }],
  note: '',
}

/** Null when the rule says more than the editor can show. */
export const readRule = (text: string): Rule | null => {
  if (text === '24/7') return ALWAYS
  const days = DAYS.exec(text)
  const dated = DATES.exec(text)
  const body = BODY.exec(text.slice((days ?? dated)?.[0].length ?? 0))
  if (body === null) return null
  const [, off, times = '', open, comment] = body
  // A comment without « open » makes the hours uncertain; on a usual day the editor has no place for it.
  if (comment !== undefined && (dated === null || (off === undefined && open === undefined))) return null
  const horaires = off === undefined ? allOrNull(times.split(',').map(readRange)) : 'ferme'
  const dates = allOrNull(
    (dated?.[1] ?? '')
      .split(',')
      .filter((each) => each !== '')
      .map(readDates),
  )
  if (horaires === null || dates === null) return null
  return {
    jours: dated === null ? readDays(days?.[1] ?? 'Mo-Su') : [],
    sansJour: days === null && dated === null,
    feries: /\bPH\b/.test(days?.[1] ?? ''),
    dates,
    horaires,
    note: (comment ?? '').trim(),
  }
}

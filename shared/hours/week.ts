import { DAYS, dayName, sayDate, startOfDay, weekdayOf } from './say.ts'

/** The usual week behind a schedule, read from the fourteen days to come. */

export type Week = {
  /** Monday first. */
  readonly semaine: { readonly jour: string; readonly plages: string[] }[]
  readonly remarques: readonly string[]
}

/** Days shown, and days looked at to find what a weekday is like when both its next occurrences are holidays. */
const HORIZON = 14
const LOOKAHEAD = 28
const pad = (n: number): string => String(n).padStart(2, '0')
const clock = (date: Date): string => `${pad(date.getHours())}:${pad(date.getMinutes())}`

type Interval = readonly [from: Date, to: Date, unknown: boolean, comment: string | undefined]

/** A schedule that can be unrolled. */
export type Schedule = {
  readonly getOpenIntervals: (from: Date, to: Date) => readonly Interval[]
  readonly getPublicHolidayContext: (at: Date) => { readonly isHoliday: boolean }
}

const OPEN_END = /open end/i

/** One range as text: « 09:00–12:00 », « 09:00–12:00 (sur rendez-vous) », « à partir de 18:00 ». */
const range = ([from, to, , comment]: Interval, day: Date): string => {
  if (comment !== undefined && OPEN_END.test(comment)) return `à partir de ${clock(from)}`
  const starts = from <= day ? '00:00' : clock(from)
  const next = startOfDay(day, 1)
  const ends = to.getTime() === next.getTime() || (to > next && to.getTime() - from.getTime() >= 86_400_000) ? '24:00' : clock(to)
  if (starts === '00:00' && ends === '24:00' && comment !== undefined) return comment
  return comment === undefined ? `${starts}–${ends}` : `${starts}–${ends} (${comment})`
}

/** Ranges that belong to a day: those that start on it, and those that cover it whole. A night belongs to its evening. */
const rangesOf = (intervals: readonly Interval[], day: Date): string[] => {
  const next = startOfDay(day, 1)
  return intervals
    .filter(([from, to]) => (from >= day && from < next) || (from < day && to >= next))
    .map((interval) => range(interval, day))
}

const holiday = (day: Date, closed: boolean): string =>
  closed
    ? `Fermé le ${dayName(day)} ${sayDate(day)}, jour férié.`
    : `Le ${dayName(day)} ${sayDate(day)} est férié\u202f: horaires à vérifier.`

export const readWeek = (schedule: Schedule, now: Date): Week => {
  const first = startOfDay(now)
  // From the eve, so that a night begun yesterday is not taken for a morning of today.
  const intervals = schedule.getOpenIntervals(startOfDay(now, -1), startOfDay(now, LOOKAHEAD + 1))
  const usual = new Map<number, string[]>()
  const remarques: string[] = []
  let varies = false
  for (let i = 0; i < LOOKAHEAD; i++) {
    const day = startOfDay(first, i)
    const known = usual.get(weekdayOf(day))
    if (i >= HORIZON && known !== undefined) continue
    const plages = rangesOf(intervals, day)
    const noon = new Date(day.getFullYear(), day.getMonth(), day.getDate(), 12)
    if (schedule.getPublicHolidayContext(noon).isHoliday) {
      if (i < HORIZON) remarques.push(holiday(day, plages.length === 0))
    } else if (known === undefined) {
      usual.set(weekdayOf(day), plages)
    } else if (known.join() !== plages.join()) {
      varies = true
    }
  }
  if (varies) remarques.push('Les horaires changent d’une semaine à l’autre : ceux affichés sont ceux des jours à venir.')
  return { semaine: DAYS.map((jour, i) => ({ jour, plages: usual.get(i) ?? [] })), remarques }
}

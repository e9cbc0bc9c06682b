import { exchanges as t } from '../../i18n/sync.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A gap between two clocks, as one would say it: « 12 minutes », « 3 heures », « 3 650 jours ». Seconds, of any sign. */
export const gapInWords = (seconds: number): string => {
  const gap = Math.abs(seconds)
  if (gap < 2 * HOUR) return t.minutes(Math.max(1, Math.round(gap / MINUTE)))
  return gap < 2 * DAY ? t.hours(Math.round(gap / HOUR)) : t.days(Math.round(gap / DAY))
}

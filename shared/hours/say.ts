/** French sentences about time. Plain words: they are read aloud by screen readers. */

export const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const
const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')
const NBSP = '\u00a0'

/** 0 for Monday. */
export const weekdayOf = (date: Date): number => (date.getDay() + 6) % 7

export const dayName = (date: Date): string => DAYS[weekdayOf(date)] ?? ''

export const startOfDay = (date: Date, plusDays = 0): Date =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate() + plusDays)

/** « 9 h », « 17 h 30 », « minuit », with no-break spaces. */
export const sayTime = (date: Date): string => {
  const minutes = date.getMinutes()
  if (date.getHours() === 0 && minutes === 0) return 'minuit'
  return `${date.getHours()}${NBSP}h${minutes === 0 ? '' : `${NBSP}${String(minutes).padStart(2, '0')}`}`
}

/** « 7 décembre », « 1er mai ». */
export const sayDate = (date: Date): string =>
  `${date.getDate() === 1 ? '1er' : date.getDate()}${NBSP}${MONTHS[date.getMonth()] ?? ''}`

/** Days between two instants on the calendar, daylight saving set aside. */
const daysApart = (from: Date, to: Date): number =>
  Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / 86_400_000)

/** When `date` is, seen from `now`: « à 14 h », « demain à 9 h », « lundi à 9 h », « le 7 décembre à 9 h ». */
export const sayWhen = (date: Date, now: Date): string => {
  const days = daysApart(now, date)
  const time = `à ${sayTime(date)}`
  if (days <= 0) return time
  // Closing at midnight tonight is tonight, not tomorrow.
  if (days === 1 && sayTime(date) === 'minuit') return time
  if (days === 1) return `demain ${time}`
  return days < 7 ? `${dayName(date)} ${time}` : `le ${sayDate(date)} ${time}`
}

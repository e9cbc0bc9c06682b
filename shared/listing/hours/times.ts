import type { Plage } from './plan.ts'

/** Times of the day, `HH:MM`. */

const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/
const NOON = 12 * 60
/** A range that ends the next morning begins in the evening: 14:00–09:00 is a slip of the hand, 19:00–08:00 a night shelter. */
const EVENING = 17 * 60

const pad = (value: number): string => String(value).padStart(2, '0')

/** Minutes from midnight; null when the text is no time. */
export const minutesOf = (time: string): number | null =>
  TIME.test(time) ? Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) : null

export const timeOf = (hour: number, minute: number): string | null => {
  const time = `${pad(hour)}:${pad(minute)}`
  return TIME.test(time) ? time : null
}

/** Both ends are times that an end may be: it does not begin at 24:00, nor end at 00:00, which is written 24:00. */
export const isWhole = ({ de, a }: Plage): boolean =>
  minutesOf(de) !== null && minutesOf(a) !== null && de !== '24:00' && a !== '00:00'

/** Minutes from midnight to both ends, the second one past 24 hours for a night. Null when an end is missing or no time. */
export const spanOf = (plage: Plage): readonly [from: number, to: number] | null => {
  if (!isWhole(plage)) return null
  const [from, to] = [minutesOf(plage.de) ?? 0, minutesOf(plage.a) ?? 0]
  return [from, to <= from ? to + 24 * 60 : to]
}

/** Ends the next morning: legal, and the night belongs to its evening. */
export const isNight = (plage: Plage): boolean => {
  const from = minutesOf(plage.de)
  const to = minutesOf(plage.a)
  return from !== null && to !== null && to < from && from >= EVENING && to <= NOON
}

/** In the order of the day. */
export const inOrder = (plages: readonly Plage[]): readonly Plage[] =>
  plages.toSorted((x, y) => (x.de === y.de ? x.a.localeCompare(y.a) : x.de.localeCompare(y.de)))

const SPOKEN = /^(\d{1,2})(?:\s*[h:.]\s*(\d{2})?)?$/
const DIGITS = /^(\d{1,2})(\d{2})$/

/**
 * A time as people type it: « 9 », « 9h », « 9h30 », « 9:30 », « 930 », « 0930 », « midi », « minuit ». Null when it is none.
 * `role`: midnight is 00:00 where one begins, 24:00 where one ends.
 */
export const readTime = (text: string, role: 'de' | 'a'): string | null => {
  const typed = text.trim().toLowerCase()
  if (typed === 'midi') return '12:00'
  const found = typed === 'minuit' ? ['', '0', '0'] : (SPOKEN.exec(typed) ?? DIGITS.exec(typed))
  if (found === null) return null
  const time = timeOf(Number(found[1]), Number(found[2] ?? '0'))
  if (role === 'de') return time === '24:00' ? null : time
  return time === '00:00' ? '24:00' : time
}

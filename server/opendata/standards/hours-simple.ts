import type { PlainRange } from '../../pages/public/json-ld.ts'

/** Weeks written plainly, which most are, read without the library: a thousand times faster, and the same (hours.test.ts). */

const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const
const JOURS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const
const DAY = '(?:Mo|Tu|We|Th|Fr|Sa|Su)'
const SPAN = `${DAY}(?:-${DAY})?`
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d'
const RULE = new RegExp(`^(${SPAN}(?:,${SPAN})*) (off|${TIME}-(?:${TIME}|24:00)(?:,${TIME}-(?:${TIME}|24:00))*)$`)
const LONGEST = 400

const daysOf = (text: string): readonly number[] | null => {
  const found: number[] = []
  for (const span of text.split(',')) {
    const [first, last = first] = span.split('-').map((day) => DAYS.indexOf(day as (typeof DAYS)[number]))
    if (first === undefined || last === undefined || last < first) return null
    for (let day = first; day <= last; day++) found.push(day)
  }
  return found
}

type Range = readonly [opens: string, closes: string]

/** In order, one after the other, within the day; null for what is not. */
const rangesOf = (text: string): readonly Range[] | null => {
  if (text === 'off') return []
  const ranges = text.split(',').map((range) => range.split('-') as unknown as Range)
  return ranges.every(([opens, closes], at) => opens < closes && (ranges[at - 1]?.[1] ?? '') < opens) ? ranges : null
}

/** Null for anything that is not only days and hours: the library reads it. */
export const simpleWeek = (written: string): readonly PlainRange[] | null => {
  if (written.length > LONGEST) return null
  const week: (readonly Range[])[] = JOURS.map(() => [])
  for (const rule of written.trim().split(/\s*;\s*/)) {
    const [, days = '', times = ''] = RULE.exec(rule) ?? []
    const [at, ranges] = [daysOf(days), rangesOf(times)]
    if (at === null || ranges === null || at.length === 0) return null
    // A later rule says its days anew.
    for (const day of at) week[day] = ranges
  }
  return week.flatMap((ranges, day) =>
    ranges.map(([opens, closes]) => ({ jour: JOURS[day] ?? '', opens, closes: closes === '24:00' ? '23:59' : closes })),
  )
}

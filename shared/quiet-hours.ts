import { z } from 'zod'

/** Hours without notices: evenings and, if asked, whole week-ends (peers.md §5, guard-rail b). Local clock of the machine. */

const hour = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)

export const QuietHours = z.object({
  /** « 18:30 » to « 08:00 »: over midnight when the second is not after the first. */
  de: hour,
  a: hour,
  /** Saturday and Sunday are quiet all day. */
  weekEnd: z.boolean(),
})
export type QuietHours = z.infer<typeof QuietHours>

const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))

const isWeekEnd = (date: Date): boolean => date.getDay() === 0 || date.getDay() === 6

const isQuiet = ({ de, a, weekEnd }: QuietHours, date: Date): boolean => {
  if (weekEnd && isWeekEnd(date)) return true
  const [now, from, to] = [date.getHours() * 60 + date.getMinutes(), minutes(de), minutes(a)]
  return from < to ? now >= from && now < to : now >= from || now < to
}

/**
 * Until when it is quiet, in milliseconds since 1970; 0 when it is not now. Equal hours are a whole day: then it is quiet for
 * ever, and looked at again a day later.
 */
export const quietUntil = (hours: QuietHours | null, now: number): number => {
  if (hours === null || !isQuiet(hours, new Date(now))) return 0
  const [hour = 0, minute = 0] = hours.a.split(':').map(Number)
  const end = new Date(now)
  end.setHours(hour, minute, 0, 0)
  if (end.getTime() <= now) end.setDate(end.getDate() + 1)
  // A week-end goes on to the Monday.
  for (let days = 0; days < 3 && isQuiet(hours, end); days++) end.setDate(end.getDate() + 1)
  return end.getTime()
}

import { addDays } from '../listing/days.ts'

/** An appointment is seldom for now, and never on a Sunday: unless told otherwise one arrives before nine, on the next working day. */
export const BEFORE = '09:00'

/** Whether what is typed in two fields is a day and an hour yet: `YYYY-MM-DD`, `HH:MM`. */
export const isWhen = (jour: string, heure: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(jour) && /^\d{2}:\d{2}$/.test(heure)

/** @param today `YYYY-MM-DD` @returns the next day from Monday to Friday, holidays not known */
export const nextWorkingDay = (today: string): string => {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay()
  return addDays(today, weekday === 5 ? 3 : weekday === 6 ? 2 : 1)
}

import { addDays, daysBetween } from '#shared/listing/days.ts'

/** Days of this desk's own clock; those of listings are days of Paris (`parisDay`). */

const pad = (value: number) => String(value).padStart(2, '0')

/** The desk's own day as `YYYY-MM-DD`. */
export const localToday = (now = new Date()): string => `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`

/** The desk's own day, so many days from now, as `YYYY-MM-DD`. */
export const localDayIn = (days: number, now = new Date()): string => addDays(localToday(now), days)

/** Nights from now to an instant; negative for one that has gone by. Days of 23 or 25 hours are days. */
export const localDaysUntil = (iso: string, now: Date): number => daysBetween(localToday(now), localToday(new Date(iso)))

const hour = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit' })

/** « 14:32 » from an instant. */
export const localHour = (iso: string): string => hour.format(new Date(iso))

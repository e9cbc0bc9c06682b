import { plural } from './format.ts'
import { localDaysUntil } from './local-day.ts'

/** Instants as one says them: near ones by their age, those of today by their hour, older ones by their day. */
const NB = '\u00a0'
const day = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long' })
const dayOfYear = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric' })

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const JUST_NOW = 2 * MINUTE
const SAID_IN_HOURS = 12 * HOUR

/** « 10 h 12 ». */
export const hourOf = (instant: Date): string =>
  `${instant.getHours()}${NB}h${NB}${String(instant.getMinutes()).padStart(2, '0')}`

/** « 12 novembre », with its year when it is another. */
export const dayOf = (iso: string, now: Date): string => {
  const instant = new Date(iso)
  return (instant.getFullYear() === now.getFullYear() ? day : dayOfYear).format(instant)
}

/** « 10 h 12 », « hier à 17 h 40 », « le 12 novembre », for « Dernier échange : … » and « depuis … ». */
export const momentOf = (iso: string, now: Date): string => {
  const instant = new Date(iso)
  const days = localDaysUntil(iso, now)
  if (days === 0) return hourOf(instant)
  return days === -1 ? `hier à ${hourOf(instant)}` : `le ${dayOf(iso, now)}`
}

/** Ends « Données… »: « à l’instant », « d’il y a 3 h », « d’hier », « du 12 novembre ». An instant to come (a wrong clock) is now. */
export const ofWhen = (iso: string, now: Date): string => {
  const instant = new Date(iso)
  const age = now.getTime() - instant.getTime()
  if (age < JUST_NOW) return 'à l’instant'
  if (age < HOUR) return `d’il y a ${plural(Math.floor(age / MINUTE), 'min', 'min')}`
  if (age < SAID_IN_HOURS) return `d’il y a ${plural(Math.floor(age / HOUR), 'h', 'h')}`
  const days = localDaysUntil(iso, now)
  if (days === 0) return `de ${hourOf(instant)}`
  return days === -1 ? 'd’hier' : `du ${dayOf(iso, now)}`
}

/** « dans 40 s », « dans 4 min », « à 10 h 15 », for a next try; null once it is due. */
export const inWhen = (iso: string, now: Date): string | null => {
  const wait = new Date(iso).getTime() - now.getTime()
  if (wait <= 0) return null
  if (wait < MINUTE) return `dans ${plural(Math.ceil(wait / 1000), 's', 's')}`
  return wait < HOUR ? `dans ${plural(Math.ceil(wait / MINUTE), 'min', 'min')}` : `à ${hourOf(new Date(iso))}`
}

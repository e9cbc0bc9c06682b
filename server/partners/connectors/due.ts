import type { ConnecteurEtat, Rythme } from '#shared/partners/connector.ts'
import type { Connector } from './rows.ts'

/** When a connector is to run, in the hours of Paris. All instants are milliseconds since 1970, but in rows. */

const HOUR_MS = 3_600_000
const HOURS_OF_A_WEEK = 24 * 7

const PARIS = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: '2-digit', hourCycle: 'h23', weekday: 'short' })
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** An hour that is one of its beginnings. */
const fits = (rythme: Rythme, at: number): boolean => {
  if (rythme.periode === 'manuel') return false
  if (rythme.periode === 'heure') return true
  const parts = new Map(PARIS.formatToParts(at).map(({ type, value }) => [type, value]))
  if (Number(parts.get('hour')) !== rythme.heure) return false
  return rythme.periode === 'jour' || DAYS.indexOf(parts.get('weekday') ?? '') + 1 === rythme.jour
}

const floor = (at: number): number => at - (at % HOUR_MS)

/** The last beginning at or before `now`; null for none. */
export const lastSlot = (rythme: Rythme, now: number): number | null => {
  const from = floor(now)
  for (let hours = 0; hours <= HOURS_OF_A_WEEK + 1; hours++)
    if (fits(rythme, from - hours * HOUR_MS)) return from - hours * HOUR_MS
  return null
}

/** The first after `now`. The day on which clocks go forward has no second hour: that day is left out. */
export const nextSlot = (rythme: Rythme, now: number): number | null => {
  const from = floor(now)
  for (let hours = 1; hours <= 2 * HOURS_OF_A_WEEK; hours++)
    if (fits(rythme, from + hours * HOUR_MS)) return from + hours * HOUR_MS
  return null
}

type Known = Pick<Connector, 'actif' | 'rythme' | 'modifie_le'>

/** Something was begun that is to be ended, by the clock or the team. */
export const isPending = ({ suppression, quarantaine }: ConnecteurEtat): boolean => suppression || quarantaine?.accepte === true

export const isDue = (one: Known, state: ConnecteurEtat, now: number): boolean => {
  const retry = state.reprise_le === null ? null : Date.parse(state.reprise_le)
  if (isPending(state)) return retry === null || now >= retry
  if (!one.actif) return false
  if (retry !== null) return now >= retry
  const slot = lastSlot(one.rythme, now)
  return slot !== null && slot > Math.max(Date.parse(state.horloge_le ?? one.modifie_le), Date.parse(one.modifie_le))
}

/** ISO instant; null when it only runs when asked. */
export const nextRun = (one: Known, state: ConnecteurEtat, now: number): string | null => {
  if (!one.actif) return null
  if (state.reprise_le !== null) return state.reprise_le
  const next = isDue(one, state, now) ? now : nextSlot(one.rythme, now)
  return next === null ? null : new Date(next).toISOString()
}

const FIRST_MS = 5 * 60_000
const LONGEST_MS = 6 * HOUR_MS

/** Milliseconds to wait after so many failures in a row: five minutes, twice as long each time, six hours at most. */
export const backOff = (failures: number): number => Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(20, Math.max(0, failures - 1)))

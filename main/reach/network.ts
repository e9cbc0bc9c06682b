/** A timetable in memory, as flat arrays: a mid-size network holds a million stop times. Times are seconds since the midnight of the
 * service day, above 86,400 for what runs after midnight (GTFS Schedule Reference, stop_times.txt). */

export type Service = {
  /** Monday first; all false when the days are only listed. */
  readonly week: readonly boolean[]
  /** `YYYYMMDD`, inclusive; empty when the days are only listed. */
  readonly from: string
  readonly to: string
  /** Days added and taken away (calendar_dates.txt). */
  readonly exceptions: ReadonlyMap<string, boolean>
}

export type Walk = { readonly to: number; readonly seconds: number; readonly metres: number }

export type Network = {
  readonly stops: readonly { readonly id: string; readonly nom: string; readonly lat: number; readonly lon: number }[]
  readonly lines: readonly string[]
  readonly services: readonly Service[]
  readonly trips: readonly { readonly service: number; readonly line: number; readonly from: number; readonly to: number }[]
  /** One entry a stop time, by trip then sequence: `trips[i].from` to `trips[i].to`, the end left out. */
  readonly stop: Int32Array
  readonly arrival: Int32Array
  readonly departure: Int32Array
  /** 1: nobody gets on; 2: nobody gets off; 3: both. */
  readonly closed: Uint8Array
  /** From each stop, the stops where one may change on foot, itself excepted. */
  readonly walks: readonly (readonly Walk[])[]
  /** Seconds to change at the stop itself; negative where transfers.txt forbids it. */
  readonly change: Int32Array
}

/** Time kept to go from one vehicle to another at the same stop, where the timetable does not say. */
export const CHANGE_S = 120

const compact = (day: string): string => day.replaceAll('-', '')

/** @param day `YYYY-MM-DD` */
export const runs = ({ week, from, to, exceptions }: Service, day: string): boolean => {
  const date = compact(day)
  const said = exceptions.get(date)
  if (said !== undefined) return said
  if (from === '' || date < from || date > to) return false
  return week[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] === true
}

/** @param days may be negative */
export const shiftDay = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** First and last days told, `YYYY-MM-DD`; null when the timetable runs on no day. */
export const daysOf = ({ services }: Network): { readonly du: string; readonly au: string } | null => {
  const days = services.flatMap(({ from, to, week, exceptions }) => [
    ...(from !== '' && week.includes(true) ? [from, to] : []),
    ...[...exceptions].filter(([, added]) => added).map(([day]) => day),
  ])
  const sorted = days.toSorted()
  const [first, last] = [sorted[0], sorted.at(-1)]
  const iso = (day: string) => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`
  return first === undefined || last === undefined ? null : { du: iso(first), au: iso(last) }
}

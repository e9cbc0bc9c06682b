import type { Entry } from '#shared/reference/entry.ts'
import { readPhone } from '../import/fields/phone.ts'

/** Values that the standard lets out (data-inclusion.md §1.1–1.2): each answers null for what it refuses, so that one bad field costs no sheet. */

type Text = string | null | undefined

/** Of at least `least` characters (code points, as upstream counts them), cut at `most` with « … »: as its own pipeline does (§3.4). */
export const asText = (value: Text, least = 1, most = Infinity): string | null => {
  const text = value?.trim() ?? ''
  const points = [...text]
  if (points.length < least) return null
  return points.length <= most ? text : `${points.slice(0, most - 1).join('')}…`
}

const matching =
  (pattern: RegExp) =>
  (value: Text): string | null =>
    value != null && pattern.test(value) ? value : null

export const asSiret = matching(/^\d{14}$/)
export const asPostalCode = matching(/^\d{5}$/)
export const asCommune = matching(/^\w{5}$/)
const MAIL = /^[^\s@<>()",;:\\[\]]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i
export const asMail = (value: Text): string | null => {
  const mail = value?.trim() ?? ''
  const [local = ''] = mail.split('@')
  return MAIL.test(mail) && !/^\.|\.\.|\.$/.test(local) ? mail : null
}

/** One number, in E.164, or the digits of a short one (§3.5); null for two in one field, or for what is no number. */
export const asPhone = (value: Text): string | null => {
  const read = readPhone(value?.trim() ?? '')
  return read.kind === 'number' ? read.value : null
}

const LONGEST_URL = 2083
/** http(s) only, as it is written. */
export const asWebUrl = (value: Text): string | null => {
  const url = value?.trim() ?? ''
  if (url === '' || url.length > LONGEST_URL || /\s/.test(url) || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return null
  const { hostname, username, password } = new URL(url)
  return hostname === '' || username !== '' || password !== '' ? null : url
}

/** Both or none, on the globe: half a point is no place. */
export const asPoint = (longitude: number | null | undefined, latitude: number | null | undefined) =>
  Number.isFinite(longitude) && Number.isFinite(latitude) && Math.abs(longitude ?? 0) <= 180 && Math.abs(latitude ?? 0) <= 90
    ? { longitude: longitude ?? null, latitude: latitude ?? null }
    : { longitude: null, latitude: null }

export const EARLIEST_DAY = '2000-01-01'
/** A real day from 2000 to `today` (ISO days). */
export const asDay = (value: Text, today: string): string | null => {
  if (value == null || !/^\d{4}-\d{2}-\d{2}$/.test(value) || value < EARLIEST_DAY || value > today) return null
  const [year, month, day] = [Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8))]
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const last = month === 2 ? (isLeap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return month >= 1 && month <= 12 && day >= 1 && day <= last ? value : null
}

export const asAtLeast = (value: number | null | undefined, least: number): number | null =>
  value != null && Number.isFinite(value) && value >= least ? value : null

export type Values = ReadonlySet<string>
export const valuesOf = (entries: readonly Entry[]): Values => new Set(entries.map(({ value }) => value))

export const asOneOf = (value: Text, values: Values): string | null => (value != null && values.has(value) ? value : null)
/** Without duplicates nor what the standard does not know; null rather than empty. */
export const asSetOf = (list: readonly string[] | null | undefined, values: Values): readonly string[] | null => {
  const kept = [...new Set(list)].filter((one) => values.has(one))
  return kept.length === 0 ? null : kept
}

/** Commune, EPCI, département, country or « france » (§1.2). */
const ZONE = /^(?:\d{9}|99[0-5]\d{2}|\w{5}|\w{2,3}|france)$/
export const asZone = (list: readonly string[] | null | undefined): readonly string[] | null => {
  const kept = [...new Set(list)].filter((one) => ZONE.test(one))
  return kept.length === 0 ? null : kept
}

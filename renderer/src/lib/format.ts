import { UNKNOWN_DATE } from '#shared/catalogue/unknown-date.ts'

/** French numbers, dates and words. Dates come as ISO strings. */
const integer = new Intl.NumberFormat('fr-FR')
const oneDecimal = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1, minimumFractionDigits: 1 })
const longDate = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric' })
const dateTime = new Intl.DateTimeFormat('fr-FR', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
})
const plurals = new Intl.PluralRules('fr-FR')

export const formatCount = (value: number): string => integer.format(value)

/** « 1 service », « 1 234 services ». In French, zero is singular. */
export const plural = (count: number, one: string, many: string): string =>
  `${integer.format(count)}\u00a0${plurals.select(count) === 'one' ? one : many}`

/** « moins d’1 km », « 3,4 km », « 27 km ». */
export const formatDistance = (km: number): string =>
  km < 1 ? 'moins d’1\u00a0km' : `${km < 10 ? oneDecimal.format(km) : integer.format(Math.round(km))}\u00a0km`

/** « 23 novembre 2026 » from `2026-11-23` or an instant; the text itself when it is no date. */
export const formatDate = (iso: string): string => {
  const date = new Date(iso.length === 10 ? `${iso}T12:00:00` : iso)
  return Number.isNaN(date.getTime()) ? iso : longDate.format(date)
}

export const formatDateTime = (iso: string): string => {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : dateTime.format(date)
}

const DAY = 86_400_000

/** Whole days between two dates (`YYYY-MM-DD` or instants), never negative. */
export const daysSince = (iso: string, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - new Date(iso.length === 10 ? `${iso}T00:00:00` : iso).getTime()) / DAY))

/** « aujourd’hui », « il y a 3 jours », « il y a 5 mois », « il y a 2 ans ». */
export const formatAge = (days: number): string => {
  if (days < 1) return 'aujourd’hui'
  if (days < 2) return 'hier'
  if (days < 31) return `il y a ${plural(days, 'jour', 'jours')}`
  const months = Math.floor(days / 30.44)
  if (months < 12) return `il y a ${plural(Math.max(1, months), 'mois', 'mois')}`
  return `il y a ${plural(Math.max(1, Math.floor(days / 365.25)), 'an', 'ans')}`
}

/** Freshness of a listing (classes of shared/search/query.ts, grouped as a reader acts on them), with its words. */
export type Freshness = { readonly state: 'frais' | 'a-surveiller' | 'ancien'; readonly words: string }

/** « Actualisé il y a 5 mois »; a record whose producer gave no date is never shown as dated. */
export const freshnessOf = (date: string, now: Date): Freshness => {
  if (date === UNKNOWN_DATE) return { state: 'ancien', words: 'Date de mise à jour inconnue' }
  const days = daysSince(date, now)
  return { state: days < 183 ? 'frais' : days < 365 ? 'a-surveiller' : 'ancien', words: `Actualisé ${formatAge(days)}` }
}

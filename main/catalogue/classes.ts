import { FLAG } from '#shared/catalogue/file.ts'
import { UNKNOWN_DATE } from '#shared/catalogue/unknown-date.ts'
import { FRAICHEURS, ZONES } from '#shared/search/query.ts'
import type { Columns } from './columns.ts'

/** The three computed facets of each service (fraicheur, orientable, zone) in one number. Changes with the day. */
export type ComputedClasses = Uint8Array

const SIX_MONTHS = 183
const YEAR = 365

const UNKNOWN_DAY = Date.parse(UNKNOWN_DATE) / 86_400_000

/** Index in FRAICHEURS of a day counted from 1970, seen from `today`; the future is fresh, a record without date is of no age. */
const freshnessClass = (today: number, day: number): number => {
  if (day === UNKNOWN_DAY) return 4
  const age = today - day
  return age < SIX_MONTHS ? 0 : age < YEAR ? 1 : age < 2 * YEAR ? 2 : 3
}

const FRESH = FRAICHEURS.length
/** `fresh` is an index in FRAICHEURS, `orientable` 0 for « oui » and 1 for « non », `zone` an index in ZONES. */
export const classOf = (fresh: number, orientable: number, zone: number): number => (zone * 2 + orientable) * FRESH + fresh
export const CLASSES = classOf(FRESH - 1, 1, ZONES.length - 1) + 1

/** Every class with what it is made of. */
export const classParts = Array.from({ length: CLASSES }, (_, at) => ({
  fresh: at % FRESH,
  orientable: Math.floor(at / FRESH) % 2,
  zone: Math.floor(at / (2 * FRESH)),
}))

/** Of one service, in an array computed before it came. */
export const addClass = (classes: ComputedClasses, { jour, flags, zoneKind }: Columns, today: number, r: number): void => {
  const [day, flag, zone] = [jour[r] as number, flags[r] as number, zoneKind[r] as number]
  classes[r] = classOf(freshnessClass(today, day), (flag & FLAG.orientable) !== 0 ? 0 : 1, zone)
}

export const computeClasses = ({ jour, flags, zoneKind }: Columns, today: number): ComputedClasses =>
  Uint8Array.from(jour, (day, r) =>
    classOf(freshnessClass(today, day), ((flags[r] as number) & FLAG.orientable) !== 0 ? 0 : 1, zoneKind[r] as number),
  )

import { hoursOf } from '../../pages/public/hours.ts'
import { plainWeek, type PlainRange } from '../../pages/public/json-ld.ts'
import { simpleWeek } from './hours-simple.ts'

type Place = Parameters<typeof hoursOf>[1]
type Week = readonly PlainRange[] | null

/** Ranges that hold as they are; null when nothing is said, when what is written says more, or cannot be read. */
export type TellHours = (text: string | null, place: Place) => Week

/** Reading the grammar costs a millisecond or two; what is read serves every file of a release. */
const MOST_KEPT = 100_000

/** @param today ISO day: what is told is the week as it is then. */
export const createTellHours = (today: string): TellHours => {
  const kept = new Map<string, Week>()
  return (text, place) => {
    if (text === null) return null
    const simple = simpleWeek(text)
    if (simple !== null) return simple
    // Holidays hang on the département.
    const key = `${(place.code_insee ?? place.code_postal ?? '').slice(0, 3)} ${text}`
    const found = kept.get(key)
    if (found !== undefined) return found
    if (kept.size >= MOST_KEPT) kept.clear()
    const read = plainWeek(hoursOf(text, place, today))
    kept.set(key, read)
    return read
  }
}

import type { Hours } from '../contract/catalogue.ts'
import { sayWhen } from './say.ts'
import { readWeek, type Schedule } from './week.ts'

/**
 * OSM opening hours as people read them (data-inclusion.md §3.3). Neither the producers nor data·inclusion check the
 * field: what cannot be decoded is given back as it was written, never dropped, never guessed.
 * The machine's clock is taken as French time. The library that reads the grammar is given by who calls: shared imports none.
 */

/** `opening_hours`, as far as it is used here. Throws for what it cannot read. */
export type ReadSchedule = (value: string, place: ReturnType<typeof placeIn>) => Schedule & Instants

type Instants = {
  readonly getStructuredWarnings: () => readonly { readonly type: string }[]
  readonly getNextChange: (from?: Date, until?: Date) => Date | undefined
  readonly getUnknown: (at?: Date) => boolean
  readonly getState: (at?: Date) => boolean
  readonly getComment: (at?: Date) => string | undefined
}
type Read = Schedule & Instants

/** The library needs a place for its holidays; Metropolitan France unless the region is known. */
const placeIn = (region: string) => ({ lat: 48.8566, lon: 2.3522, address: { country_code: 'fr', state: region } })

/** Corrections of the library that guess too much to be trusted. */
const DOUBTFUL: ReadonlySet<string> = new Set(['nothing_useful', 'ambiguous_word', 'interpreted_as_year', 'adding_0', 'vague'])
const MONTHS_AHEAD = 60 * 86_400_000

type Parsed = { readonly schedule: Read; readonly notes: readonly string[] }

/** « 9h30 » is how France writes 09:30; the grammar only knows the colon. */
const withColons = (value: string): string =>
  value.replace(
    /\b(\d{1,2}) ?h ?(\d{2})?(?!\w)/gi,
    (_, hour: string, minute?: string) => `${hour.padStart(2, '0')}:${minute ?? '00'}`,
  )

const parse = (read: ReadSchedule, value: string, region: string): Read | null => {
  try {
    const schedule = read(value, placeIn(region))
    return schedule.getStructuredWarnings().some(({ type }) => DOUBTFUL.has(type)) ? null : schedule
  } catch {
    return null
  }
}

/** Rules are separated by « ; » outside quotes. */
const rulesOf = (value: string): string[] =>
  (value.match(/(?:"[^"]*"|[^;"])+/g) ?? []).map((rule) => rule.trim()).filter((rule) => rule !== '')

const QUOTED = /^"([^"]*)"$/
/** A sentence that speaks of days or hours may contradict the rules before it: it cannot be set aside as a remark. */
const SPEAKS_OF_TIME = /\d|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|midi|soir|ferm|off|closed/i

/**
 * DORA writes `<osm>; "<details>"`, Soliguide `<osm>; free text`: to the grammar, the first makes every hour unknown and
 * the second makes the whole unreadable. The remark is set aside and the rules are read alone.
 */
const separate = (read: ReadSchedule, value: string, region: string): Parsed | null => {
  const rules = rulesOf(value)
  const last = rules.at(-1)
  const quoted = last === undefined ? null : QUOTED.exec(last)
  if (last !== undefined && rules.length > 1 && quoted !== null) {
    const schedule = parse(read, rules.slice(0, -1).join('; '), region)
    return schedule === null ? null : { schedule, notes: [(quoted[1] ?? '').trim()].filter((note) => note !== '') }
  }
  const whole = parse(read, value, region)
  if (whole !== null) return { schedule: whole, notes: [] }
  if (last === undefined || rules.length < 2 || SPEAKS_OF_TIME.test(last)) return null
  const schedule = parse(read, rules.slice(0, -1).join('; '), region)
  return schedule === null ? null : { schedule, notes: [last] }
}

type State = { readonly ouvert: boolean | null; readonly etat: string; readonly change_le: string | null }

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const stateAt = (schedule: Instants, now: Date): State => {
  const next = schedule.getNextChange(now, new Date(now.getTime() + MONTHS_AHEAD)) ?? null
  const change_le = next === null ? null : next.toISOString()
  const when = next === null ? null : sayWhen(next, now)
  if (schedule.getUnknown(now)) {
    const comment = schedule.getComment(now)
    const unsure = comment === undefined || /open end/i.test(comment)
    return { ouvert: null, etat: unsure ? 'Horaires à confirmer auprès du lieu' : upper(comment), change_le }
  }
  if (schedule.getState(now))
    return { ouvert: true, etat: when === null ? 'Ouvert en permanence' : `Ouvert, ferme ${when}`, change_le }
  if (when === null || next === null) return { ouvert: false, etat: 'Fermé', change_le }
  const comment = schedule.getUnknown(next) ? schedule.getComment(next) : undefined
  const opens = schedule.getUnknown(next)
    ? comment === undefined || /open end/i.test(comment)
      ? 'ouvre'
      : lower(comment)
    : 'ouvre'
  return { ouvert: false, etat: `Fermé, ${opens} ${when}`, change_le }
}

export type DecodeHours = (brut: string, now: Date, region?: string) => Hours

/**
 * Makes the reading. `brut`: the field as written. `now`: the instant of the question. `region`: name of the region, for its
 * holidays. Never throws: what cannot be decoded comes back with `decode: false` and the text itself.
 */
export const createDecodeHours =
  (read: ReadSchedule): DecodeHours =>
  (brut, now, region = 'Île-de-France') => {
    const raw: Hours = {
      brut,
      decode: false,
      semaine: [],
      commentaires: [],
      ouvert: null,
      etat: 'Horaires tels que communiqués',
      change_le: null,
    }
    const value = withColons(brut.trim())
    if (value === '') return raw
    const parsed = separate(read, value, region)
    if (parsed === null) return raw
    try {
      const { semaine, remarques } = readWeek(parsed.schedule, now)
      const state = stateAt(parsed.schedule, now)
      // A remark set aside may change what the rules say: the sentence points at it.
      const etat = parsed.notes.length === 0 ? state.etat : `${state.etat} (voir la précision)`
      return { brut, decode: true, semaine, commentaires: [...parsed.notes, ...remarques], ...state, etat }
    } catch {
      // Some schedules parse but cannot be unrolled (variable times without a place, endless rules).
      return raw
    }
  }

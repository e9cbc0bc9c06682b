import { isDay } from '../../orientation/formats.ts'
import { type Exception, HOURS_MAX_LENGTH, type HoursPlan, type Plage } from './plan.ts'
import { isNight, isWhole, spanOf } from './times.ts'
import { writeHours } from './write.ts'

export type HoursProblemCode =
  /** A time is missing, or is no time: the range is not written. */
  | 'plage-incomplete'
  /** It ends when it begins. */
  | 'plage-vide'
  /** It ends before it begins, and is no night (see `isNight`). */
  | 'fin-avant-debut'
  | 'plages-se-chevauchent'
  /** Open on holidays or on a date, without saying when: not written. */
  | 'sans-plage'
  /** The period is not written, nor is one that ends before it begins. */
  | 'date-manquante'
  | 'fin-avant-date'
  | 'exceptions-se-chevauchent'
  | 'trop-long'

export type HoursProblem = {
  readonly code: HoursProblemCode
  readonly lieu: 'semaine' | 'feries' | 'exceptions' | 'ensemble'
  /** The day (0 for Monday) or the exception; 0 elsewhere. */
  readonly index: number
  /** The range, where one is to blame. */
  readonly plage?: number
}

const DAY_MINUTES = 24 * 60

const rangeProblem = (plage: Plage): HoursProblemCode | null => {
  if (!isWhole(plage)) return 'plage-incomplete'
  if (plage.de === plage.a) return 'plage-vide'
  return plage.a < plage.de && !isNight(plage) ? 'fin-avant-debut' : null
}

/** Two ranges share a minute. They may touch. */
const overlap = (x: Plage, y: Plage): boolean => {
  const [one, other] = [spanOf(x), spanOf(y)]
  return one !== null && other !== null && one[0] < other[1] && other[0] < one[1]
}

type Place = Pick<HoursProblem, 'lieu' | 'index'>

const rangesProblems = (plages: readonly Plage[], place: Place): readonly HoursProblem[] =>
  plages.flatMap((each, plage) => {
    const code = rangeProblem(each)
    if (code !== null) return [{ code, ...place, plage }]
    const over = plages.some((other, i) => i < plage && rangeProblem(other) === null && overlap(other, each))
    return over ? [{ code: 'plages-se-chevauchent' as const, ...place, plage }] : []
  })

/** A night that runs into hours of the next morning. */
const nightProblems = (semaine: HoursPlan['semaine']): readonly HoursProblem[] =>
  semaine.flatMap((plages, index) => {
    const eve = (semaine[(index + 6) % 7] ?? []).filter(isNight)
    return plages.flatMap((each, plage) => {
      const from = rangeProblem(each) === null ? spanOf(each)?.[0] : undefined
      const over = from !== undefined && eve.some((night) => from + DAY_MINUTES < (spanOf(night)?.[1] ?? 0))
      return over ? [{ code: 'plages-se-chevauchent' as const, lieu: 'semaine' as const, index, plage }] : []
    })
  })

const datesProblem = (exceptions: readonly Exception[], index: number): HoursProblemCode | null => {
  const each = exceptions[index]
  if (each === undefined) return null
  if (!isDay(each.du) || !isDay(each.au)) return 'date-manquante'
  if (each.au < each.du) return 'fin-avant-date'
  return exceptions.some((other, i) => i < index && other.du <= each.au && each.du <= other.au)
    ? 'exceptions-se-chevauchent'
    : null
}

const placeProblems = (horaires: string | readonly Plage[], place: Place): readonly HoursProblem[] => {
  if (typeof horaires === 'string') return []
  return horaires.length === 0 ? [{ code: 'sans-plage', ...place }] : rangesProblems(horaires, place)
}

/**
 * What keeps the hours from being said well, in the order of the screen; [] for a valid plan. A range past midnight is legal OSM
 * and kept when it is a night (begins at 17:00 or later, ends by noon); any other end before its start is a problem.
 */
export const problemsOf = (plan: HoursPlan): readonly HoursProblem[] => [
  ...plan.semaine.flatMap((plages, index) => rangesProblems(plages, { lieu: 'semaine', index })),
  ...nightProblems(plan.semaine),
  ...placeProblems(plan.feries, { lieu: 'feries', index: 0 }),
  ...plan.exceptions.flatMap((exception, index) => {
    const place = { lieu: 'exceptions', index } as const
    const code = datesProblem(plan.exceptions, index)
    return [...(code === null ? [] : [{ code, ...place }]), ...placeProblems(exception.horaires, place)]
  }),
  ...(writeHours(plan).length > HOURS_MAX_LENGTH ? [{ code: 'trop-long', lieu: 'ensemble', index: 0 } as const] : []),
]

import { isDay } from '../../orientation/formats.ts'
import { type Exception, type HoursPlan, OSM_DAYS, OSM_MONTHS, type Plage, saysNoHours } from './plan.ts'
import { inOrder, isWhole } from './times.ts'

/** `2026-12-24` → `2026 Dec 24`. */
const osmDate = (date: string): string => {
  const [year = '', month = '', day = ''] = date.split('-')
  return `${year} ${OSM_MONTHS[Number(month) - 1] ?? ''} ${day}`
}

/** The end of a range of dates: the day alone within a month, else the whole date (the grammar has no `2026 Jul 14-Aug 15`). */
const datesOf = ({ du, au }: Exception): string | null => {
  if (!isDay(du) || !isDay(au) || au < du) return null
  if (du === au) return osmDate(du)
  return `${osmDate(du)}-${du.slice(0, 7) === au.slice(0, 7) ? au.slice(8) : osmDate(au)}`
}

const timesOf = (plages: readonly Plage[]): string => plages.map(({ de, a }) => `${de}-${a}`).join(',')

/** `[0, 1, 2, 5]` → `Mo-We,Sa`. */
const daysOf = (days: readonly number[]): string => {
  const runs: number[][] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last?.at(-1) === day - 1) last.push(day)
    else runs.push([day])
  }
  return runs
    .flatMap((run) =>
      run.length > 2 ? [`${OSM_DAYS[run[0] ?? 0]}-${OSM_DAYS[run.at(-1) ?? 0]}`] : run.map((day) => OSM_DAYS[day]),
    )
    .join(',')
}

const weekOf = (semaine: HoursPlan['semaine']): string => {
  const groups = new Map<string, number[]>()
  semaine.forEach((plages, day) => {
    if (plages.length > 0) groups.set(timesOf(plages), [...(groups.get(timesOf(plages)) ?? []), day])
  })
  // After « ; », a rule rewrites its days from midnight on, and would cut the night that the eve began; after « , » it adds.
  const separator = semaine.some((plages) => plages.some(({ de, a }) => a <= de)) ? ', ' : '; '
  return [...groups].map(([times, days]) => `${daysOf(days)} ${times}`).join(separator)
}

const exceptionOf = (exception: Exception): string | null => {
  const dates = datesOf(exception)
  const { horaires, note } = exception
  if (dates === null || (horaires !== 'ferme' && horaires.length === 0)) return null
  if (horaires === 'ferme') return note === '' ? `${dates} off` : `${dates} off "${note}"`
  // A comment without a state would make the hours uncertain.
  return note === '' ? `${dates} ${timesOf(horaires)}` : `${dates} ${timesOf(horaires)} open "${note}"`
}

/** Words between straight quotes hold no straight quote, nor a line break. */
const tidyWords = (text: string): string => text.replaceAll('"', '”').replaceAll(/\s+/g, ' ').trim()

const tidyRanges = (plages: readonly Plage[]): readonly Plage[] => inOrder(plages.filter(isWhole))

const tidyException = (exception: Exception): Exception => ({
  ...exception,
  horaires: exception.horaires === 'ferme' ? 'ferme' : tidyRanges(exception.horaires),
  note: tidyWords(exception.note),
})

/** The plan as it is written: ranges in order, those without both times left out, words on one line. */
export const tidyPlan = (plan: HoursPlan): HoursPlan => {
  const feries = typeof plan.feries === 'string' ? plan.feries : tidyRanges(plan.feries)
  return {
    semaine: plan.semaine.map(tidyRanges),
    feries: feries.length === 0 ? 'non-dit' : feries,
    exceptions: plan.exceptions.map(tidyException).filter((exception) => exceptionOf(exception) !== null),
    remarque: tidyWords(plan.remarque),
  }
}

const WHOLE_WEEK = 'Mo-Su 00:00-24:00'

/**
 * The plan as compact OSM text, always the same for the same plan: `Mo-Fr 09:00-12:00,14:00-17:00; PH off; 2026 Dec 24-31 off
 * "Congés"; "Sonner"`. '' when it says nothing. What is incomplete is left out (see `problemsOf`).
 */
export const writeHours = (plan: HoursPlan): string => {
  const tidy = tidyPlan(plan)
  const week = weekOf(tidy.semaine)
  const rules = [
    week === WHOLE_WEEK && saysNoHours({ ...tidy, semaine: [] }) ? '24/7' : week,
    tidy.feries === 'non-dit' ? '' : tidy.feries === 'ferme' ? 'PH off' : `PH ${timesOf(tidy.feries)}`,
    ...tidy.exceptions.map((exception) => exceptionOf(exception) ?? ''),
    tidy.remarque === '' ? '' : `"${tidy.remarque}"`,
  ]
  return rules.filter((rule) => rule !== '').join('; ')
}

import { EVERY_DAY, type Exception, type HoursPlan, type Plage } from '#shared/listing/hours/plan.ts'
import { tidyPlan } from '#shared/listing/hours/write.ts'
import { hoursText } from '../../i18n/hours.ts'
import { fr } from '../../i18n/fr.ts'
import { formatDate } from '../../lib/format.ts'

const NBSP = '\u00a0'

/** « 9 h », « 9 h 30 », « minuit ». */
const sayTime = (time: string): string => {
  const [hour = '', minute = ''] = time.split(':')
  if (Number(hour) % 24 === 0 && minute === '00') return 'minuit'
  return `${Number(hour)}${NBSP}h${minute === '00' ? '' : `${NBSP}${minute}`}`
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} et ${parts.at(-1)}`

const sayRange = ({ de, a }: Plage): string => {
  if (de === '00:00' && a === '24:00') return 'toute la journée'
  return `de ${sayTime(de)} à ${sayTime(a)}${a <= de ? ` ${hoursText.lendemain}` : ''}`
}

const sayRanges = (plages: readonly Plage[]): string => listed(plages.map(sayRange))

/** « du lundi au vendredi », « le lundi et le mardi », « tous les jours ». */
export const sayDays = (jours: readonly number[]): string => {
  if (jours.length === 7) return 'tous les jours'
  const runs: number[][] = []
  for (const jour of jours) {
    const last = runs.at(-1)
    if (last?.at(-1) === jour - 1) last.push(jour)
    else runs.push([jour])
  }
  const name = (jour: number | undefined) => hoursText.jours[jour ?? 0] ?? ''
  return listed(
    runs.flatMap((run) =>
      run.length > 2 ? [`du ${name(run[0])} au ${name(run.at(-1))}`] : run.map((jour) => `le ${name(jour)}`),
    ),
  )
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const sayException = ({ du, au, horaires, note }: Exception): string => {
  const when = du === au ? `le ${formatDate(du)}` : `du ${formatDate(du)} au ${formatDate(au)}`
  const why = note === '' ? '' : ` (${note})`
  return horaires === 'ferme' ? `Fermé ${when}${why}.` : fr(`${upper(when)}${why} : ${sayRanges(horaires)}.`)
}

/**
 * The plan in French, one sentence each; [] when it says nothing. What is incomplete is left out, as it is from the text.
 * @param brief without the days of the week that nothing is said of, which are those when it is closed
 */
export const sayPlan = (plan: HoursPlan, { brief = false }: { readonly brief?: boolean } = {}): readonly string[] => {
  const tidy = tidyPlan(plan)
  const groups = new Map<string, number[]>()
  tidy.semaine.forEach((plages, jour) => {
    if (plages.length > 0) groups.set(sayRanges(plages), [...(groups.get(sayRanges(plages)) ?? []), jour])
  })
  const closed = EVERY_DAY.filter((jour) => tidy.semaine[jour]?.length === 0)
  const { feries } = tidy
  return [
    ...[...groups].map(([times, jours]) => fr(`${upper(sayDays(jours))} : ${times}.`)),
    ...(!brief && groups.size > 0 && closed.length > 0 ? [`Fermé ${sayDays(closed)}.`] : []),
    ...(feries === 'non-dit'
      ? []
      : [feries === 'ferme' ? 'Fermé les jours fériés.' : fr(`Jours fériés : ${sayRanges(feries)}.`)]),
    ...tidy.exceptions.map(sayException),
    ...(tidy.remarque === '' ? [] : [tidy.remarque]),
  ]
}

import type { Hours } from '../contract/catalogue.ts'
import type { Deux, Say } from './texts.ts'

/** Opening hours in words, in both languages: days that are alike are told once, in the order of the week. */

const RANGE = /^(\d{2}:\d{2})–(\d{2}:\d{2})(?: \((.+)\))?$/
const OPEN_END = /^à partir de (\d{2}:\d{2})$/
const APPOINTMENT = /rendez[- ]?vous|\brdv\b/i

type Read = { readonly words: Deux | null; readonly appointment: boolean; readonly remark: string | null }

const readRange = (text: string, s: Say): Read => {
  const range = RANGE.exec(text)
  if (range !== null) {
    const [, from = '', to = '', comment] = range
    const appointment = comment !== undefined && APPOINTMENT.test(comment)
    const words = s.around('de_a', { debut: s.time(from), fin: s.time(to) })
    return { words, appointment, remark: comment === undefined || appointment ? null : comment }
  }
  const end = OPEN_END.exec(text)
  if (end !== null) return { words: s.around('a_partir', { debut: s.time(end[1] ?? '') }), appointment: false, remark: null }
  return { words: null, appointment: APPOINTMENT.test(text), remark: APPOINTMENT.test(text) ? null : text }
}

const joined = (all: readonly Deux[], s: Say): Deux | null =>
  all.length === 0 ? null : all.reduce((avant, apres) => s.around('et', { avant, apres }))

const upper = ({ fr, autre }: Deux): Deux => ({
  fr: fr.charAt(0).toUpperCase() + fr.slice(1),
  autre: autre === null ? null : autre.charAt(0).toUpperCase() + autre.slice(1),
})

const ALWAYS = '00:00–24:00'

/** Lines to write; empty when nothing is known of the hours. What could not be decoded is given as it was written, in French. */
export const hoursInWords = (hours: Hours | null, s: Say): readonly Deux[] => {
  if (hours === null || hours.brut.trim() === '') return []
  if (!hours.decode) return [{ fr: hours.brut.trim(), autre: null }]
  const days = hours.semaine.map(({ plages }) => plages)
  const lines: Deux[] = []
  const remarks = new Set<string>()
  let appointment = false
  if (days.length === 7 && days.every((plages) => plages.join() === ALWAYS)) lines.push(s.say('jour_nuit'))
  else
    for (let from = 0; from < days.length;) {
      let to = from
      while (to + 1 < days.length && days[to + 1]?.join() === days[from]?.join()) to++
      const read = (days[from] ?? []).map((plage) => readRange(plage, s))
      for (const one of read) {
        if (one.remark !== null) remarks.add(one.remark)
        appointment ||= one.appointment
      }
      const heures = joined(
        read.flatMap(({ words }) => (words === null ? [] : [words])),
        s,
      )
      if (heures !== null) {
        // Two days are two lines: « du lundi au mardi » is harder than each alone.
        if (to - from >= 2) lines.push(upper(s.around('jours_de_a', { debut: s.weekday(from), fin: s.weekday(to), heures })))
        else for (let day = from; day <= to; day++) lines.push(upper(s.around('jour_seul', { jour: s.weekday(day), heures })))
      }
      from = to + 1
    }
  if (appointment || hours.commentaires.some((one) => APPOINTMENT.test(one))) lines.push(s.say('rendez_vous'))
  for (const one of [...remarks, ...hours.commentaires]) lines.push({ fr: one, autre: null })
  return lines
}

import { fold } from '#shared/search/text.ts'

/** Minutes from midnight. */
type Range = readonly [from: number, to: number]
/** Ranges of each day, Monday first; null when nothing is said of the day, empty when closed. */
type Week = (readonly Range[] | null)[]

const OSM_DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const
const DAYS: readonly RegExp[] = [
  /^lun(di)?s?$/,
  /^mar(di)?s?$/,
  /^mer(credi)?s?$/,
  /^jeu(di)?s?$/,
  /^ven(dredi)?s?$|^vend$/,
  /^sam(edi)?s?$/,
  /^dim(anche)?s?$/,
]
const dayOf = (word: string): number => DAYS.findIndex((day) => day.test(word))

/** True for a text that already is in the opening_hours language (or close enough for its reader to judge). */
export const looksLikeOsm = (text: string): boolean =>
  /^(24\/7|((Mo|Tu|We|Th|Fr|Sa|Su|PH|SH|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|week|\d{2}:\d{2}-|"|easter).*))$/.test(
    text.trim(),
  ) && !/\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|heures?|rdv)\b|\d\s*h/i.test(text.replace(/"[^"]*"/g, ''))

/**
 * Opening hours given day by day (`{ lundi: '09:00 - 12:00 / 14:00 - 17:00', mardi: 'Fermé' }`) in the OSM language.
 * Null when one day cannot be read with certainty: the text is then kept as it stands (`daysAsText`).
 */
export const hoursFromDays = (days: Readonly<Record<string, unknown>>): string | null => {
  const week: Week = Array.from({ length: 7 }, () => null)
  for (const [name, value] of Object.entries(days)) {
    const day = dayOf(fold(name).trim())
    if (day < 0 || typeof value !== 'string') return null
    const ranges = readRanges(value)
    if (ranges === null || week[day] !== null) return null
    week[day] = ranges
  }
  return toOsm(week)
}

export const daysAsText = (days: Readonly<Record<string, unknown>>): string | null => {
  const parts = Object.entries(days).flatMap(([name, value]) =>
    typeof value === 'string' && value.trim() !== '' ? [`${name} : ${value.replace(/\s+/g, ' ').trim()}`] : [],
  )
  return parts.length > 0 ? parts.join(' ; ') : null
}

/** Opening hours are never longer: what is, is prose, and would only cost time. */
const MAX_TEXT = 1000

const TIME = /(\d{1,2})\s*(?:h(?:eures?)?\s*(\d{2})?|:\s*(\d{2}))(?![\d])/g
const TIME_PLACE = '@'

/** The ranges of one day; empty for « Fermé »; null when the text says anything else. */
const readRanges = (text: string): readonly Range[] | null => {
  if (text.length > MAX_TEXT) return null
  const folded = fold(text).trim()
  if (/^(ferme(e|ture)?|-+|neant|x|off)?[.\s]*$/.test(folded)) return []
  const times: number[] = []
  const rest = bareHours(folded).replace(TIME, (_, hour: string, minutes = '', colon = '') => {
    times.push(Number(hour) * 60 + Number(minutes || colon || '0'))
    return TIME_PLACE
  })
  // What joins the times must be joints, and nothing may stand where a time should.
  if (!/^(de |entre |ouvert |: )*@([\s,;/.–-]|\b(de|a|et|puis|au)\b|@)*$/.test(rest.trim())) return null
  return pairs(times)
}

/** « 9-12h », « 14h/17 »: an hour without its « h » beside one that has it. */
const bareHours = (folded: string): string =>
  folded
    .replace(/\b(\d{1,2})(?=\s*(?:-|\/|a)\s*\d{1,2}\s*h)/g, '$1h')
    .replace(/(\d{1,2}\s*h\s*(?:\d{2})?\s*(?:-|\/|a)\s*)(\d{1,2})(?!\d|\s*[h:])/g, '$1$2h')

const pairs = (times: readonly number[]): readonly Range[] | null => {
  if (times.length === 0 || times.length % 2 === 1 || times.some((time) => time > 1440)) return null
  const ranges: Range[] = []
  for (let at = 0; at < times.length; at += 2) {
    const from = times[at] ?? 0
    const to = times[at + 1] ?? 0
    const last = ranges.at(-1)
    if (to <= from || (last !== undefined && from < last[1])) return null
    if (last !== undefined && from === last[1]) ranges[ranges.length - 1] = [last[0], to]
    else ranges.push([from, to])
  }
  return ranges
}

const NOISE =
  /^(du|de|des|le|les|l|tous|toutes|chaque|horaires?|d|ouverture|ouvert|ouverte|matin|matins|apres-midi|accueil|public|journee|jours?|permanences?|:|\.)$/

/**
 * Opening hours in French sentences (« Du lundi au jeudi de 9h à 12h et de 14h à 17h, le vendredi 9h-12h ») in the OSM language.
 * Null unless every word is understood: « sur rendez-vous », « sauf », school holidays or alternate weeks stay text.
 */
export const hoursFromText = (text: string): string | null => {
  if (text.length > MAX_TEXT) return null
  const folded = bareHours(fold(text).replace(/<[^>]*>/g, ' ')).replace(/apres[- ]midi/g, 'apres-midi')
  const tokens = folded.match(/\d{1,2}\s*(?:h(?:eures?)?\s*(?:\d{2})?|:\s*\d{2})(?!\d)|[a-z]+(?:-midi)?|\d+|[^\sa-z\d]/g) ?? []
  const week: Week = Array.from({ length: 7 }, () => null)
  let at = 0
  while (at < tokens.length) {
    const days: number[] = []
    const joints: string[] = []
    const times: number[] = []
    let closed = false
    for (; at < tokens.length; at++) {
      const token = tokens[at] ?? ''
      const day = dayOf(token)
      const time = /^(\d{1,2})\s*(?:h(?:eures?)?\s*(\d{2})?|:\s*(\d{2}))$/.exec(token)
      if (day >= 0) {
        if (times.length > 0 || closed) break
        days.push(day)
      } else if (time !== null) {
        times.push(Number(time[1]) * 60 + Number(time[2] ?? time[3] ?? '0'))
      } else if (token === 'ferme') closed = true
      else if (/^(au|a|-|–|et|,|\/|;|puis)$/.test(token)) {
        if (times.length === 0 && days.length > 0) joints.push(token)
      } else if (!NOISE.test(token)) return null
    }
    if (days.length === 0) {
      if (times.length > 0 || closed) return null
      continue
    }
    const expanded = expandDays(days, joints)
    const ranges = closed && times.length === 0 ? [] : closed ? null : pairs(times)
    if (expanded === null || ranges === null) return null
    for (const day of expanded) {
      // A day told twice could be an addition or a correction.
      if (week[day] !== null) return null
      week[day] = ranges
    }
  }
  return toOsm(week)
}

/** « lundi au jeudi » is a span, « lundi, mardi et jeudi » a list, « lundi - vendredi » either: not read unless both agree. */
const expandDays = (days: readonly number[], joints: readonly string[]): readonly number[] | null => {
  const between = joints.slice(0, days.length - 1)
  if (days.length === 1) return days
  const spans = between.filter((joint) => joint === 'au' || joint === 'a').length
  if (spans === 0) {
    const dashes = between.some((joint) => joint === '-' || joint === '–')
    return dashes && days.length === 2 && Math.abs((days[1] ?? 0) - (days[0] ?? 0)) !== 1 ? null : days
  }
  if (spans > 1 || between.length !== days.length - 1) return null
  const at = between.findIndex((joint) => joint === 'au' || joint === 'a')
  const from = days[at] ?? 0
  const to = days[at + 1] ?? 0
  if (to <= from) return null
  const span = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return [...days.slice(0, at), ...span, ...days.slice(at + 2)]
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Days in a row with the same hours are written as one rule; null when the week says nothing. */
const toOsm = (week: Week): string | null => {
  const texts = week.map((ranges) =>
    ranges === null ? null : ranges.length === 0 ? 'off' : ranges.map(([from, to]) => `${clock(from)}-${clock(to)}`).join(','),
  )
  const rules: string[] = []
  for (let day = 0; day < 7; day++) {
    const text = texts[day]
    if (text === null || text === undefined) continue
    let end = day
    while (texts[end + 1] === text) end++
    const span = end === day ? OSM_DAYS[day] : `${OSM_DAYS[day]}${end === day + 1 ? ',' : '-'}${OSM_DAYS[end]}`
    rules.push(`${span} ${text}`)
    day = end
  }
  return rules.some((rule) => !rule.endsWith('off')) ? rules.join('; ') : null
}

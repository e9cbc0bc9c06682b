import { EMPTY_PLAN, EVERY_DAY, type HoursPlan, type Plage, saysNoHours } from './plan.ts'
import { minutesOf, timeOf } from './times.ts'

/**
 * French sentences about hours, when there is one way to read them: days, then ranges in the order of the day, or « fermé ».
 * One word that is not in this small language, and nothing is read: « sauf », « matin » or « sur rendez-vous » change the rest.
 */

type Token =
  | { readonly kind: 'days'; readonly jours: readonly number[]; readonly feries: boolean }
  | { readonly kind: 'time'; readonly time: string }
  | { readonly kind: 'off' | 'to' | 'slash' | 'and' | 'break' | 'nothing' }

/** OSM codes only as OSM writes them: « WE » is a week-end. */
const DAY_WORDS = [
  /^(?:(?:lundis?|lun)\b\.?|(?-i:Mo)\b)/i,
  /^(?:(?:mardis?|mar)\b\.?|(?-i:Tu)\b)/i,
  /^(?:(?:mercredis?|mer)\b\.?|(?-i:We)\b)/i,
  /^(?:(?:jeudis?|jeu)\b\.?|(?-i:Th)\b)/i,
  /^(?:(?:vendredis?|ven)\b\.?|(?-i:Fr)\b)/i,
  /^(?:(?:samedis?|sam)\b\.?|(?-i:Sa)\b)/i,
  /^(?:(?:dimanches?|dim)\b\.?|(?-i:Su)\b)/i,
]
const EVERY = /^tous les jours\b/i
const HOLIDAYS = /^(?:jours? feries?|feries?|ph)\b/i
const OFF = /^(?:fermee?s?|off|closed)\b/i
const CLOCK = /^(\d{1,2})\s?(?:h(?:\s?(\d{2}))?|:(\d{2}))(?!\w)/i
/** « 9 » is an hour only where the other end of the range says so: « 9 - 12h30 ». */
const BARE = /^(\d{1,2})(?=\s*(?:-|a|\/)\s*\d{1,2}\s?[h:])/i
const NOON = /^midi\b/i
const SIGNS: readonly (readonly [RegExp, Exclude<Token['kind'], 'days' | 'time'>])[] = [
  [/^(?:-+|aux?\b|a\b)/i, 'to'],
  [/^\//, 'slash'],
  [/^(?:,|&|et\b|puis\b)/i, 'and'],
  [/^[;.]/, 'break'],
  [/^(?:\s+|:|(?:tous|les?|la|du|des?|ouverte?s?|horaires?|ouvertures?)\b|d['’])/i, 'nothing'],
]

const next = (rest: string): readonly [length: number, Token] | null => {
  const day = DAY_WORDS.findIndex((word) => word.test(rest))
  if (day >= 0) return [DAY_WORDS[day]?.exec(rest)?.[0].length ?? 0, { kind: 'days', jours: [day], feries: false }]
  const all = EVERY.exec(rest)
  if (all !== null) return [all[0].length, { kind: 'days', jours: EVERY_DAY, feries: false }]
  const holidays = HOLIDAYS.exec(rest)
  if (holidays !== null) return [holidays[0].length, { kind: 'days', jours: [], feries: true }]
  const off = OFF.exec(rest)
  if (off !== null) return [off[0].length, { kind: 'off' }]
  const noon = NOON.exec(rest)
  if (noon !== null) return [noon[0].length, { kind: 'time', time: '12:00' }]
  const clock = CLOCK.exec(rest) ?? BARE.exec(rest)
  if (clock !== null) {
    const time = timeOf(Number(clock[1]), Number(clock[2] ?? clock[3] ?? '0'))
    return time === null ? null : [clock[0].length, { kind: 'time', time }]
  }
  for (const [sign, kind] of SIGNS) {
    const found = sign.exec(rest)
    if (found !== null) return [found[0].length, { kind }]
  }
  return null
}

/** Null as soon as something is not of the language. */
const tokensOf = (text: string): readonly Token[] | null => {
  let rest = text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[–—]/g, '-')
  const tokens: Token[] = []
  while (rest !== '') {
    const found = next(rest)
    if (found === null) return null
    if (found[1].kind !== 'nothing') tokens.push(found[1])
    rest = rest.slice(found[0])
  }
  return tokens
}

type Group = {
  jours: readonly number[]
  feries: boolean
  off: boolean
  readonly times: { readonly time: string; readonly after: Token['kind'] }[]
}

const newGroup = (off = false): Group => ({ jours: [], feries: false, off, times: [] })
const named = ({ jours, feries }: Group): boolean => jours.length > 0 || feries

/** Pairs tied by a dash, « à » or a slash, each after the one before. */
const rangesOf = ({ times }: Group): readonly Plage[] | null => {
  const plages: Plage[] = []
  let before = -1
  for (let i = 0; i < times.length; i += 2) {
    const [from, to] = [times[i], times[i + 1]]
    if (from === undefined || to === undefined || (to.after !== 'to' && to.after !== 'slash')) return null
    const [start, end] = [minutesOf(from.time) ?? 0, minutesOf(to.time) ?? 0]
    if (start < before || end <= start) return null
    before = end
    plages.push({ de: from.time, a: to.time })
  }
  return plages
}

type Draft = { readonly semaine: (readonly Plage[])[]; feries: HoursPlan['feries'] }

/** False when a day is told twice, or told nothing. */
const apply = (draft: Draft, group: Group): boolean => {
  const plages = rangesOf(group)
  if (!named(group) || plages === null || (plages.length === 0) !== group.off) return false
  if (!group.off && (draft.feries !== 'non-dit' || group.jours.some((jour) => draft.semaine[jour]?.length !== 0))) return false
  for (const jour of group.jours) draft.semaine[jour] = plages
  if (group.feries) draft.feries = group.off ? 'ferme' : plages
  return true
}

/** Days from the last named to these, going round the week. */
const through = (from: number, to: number): number[] => Array.from({ length: (to - from + 7) % 7 }, (_, i) => (from + i + 1) % 7)

/** Groups of days with what is said of them; null when the words do not come in an order that makes sense. */
const groupsOf = (tokens: readonly Token[]): readonly Group[] | null => {
  const groups: Group[] = []
  let group = newGroup()
  let before: Token['kind'] = 'break'
  let lastDay: number | null = null
  const close = (off = false) => {
    if (named(group) || group.off) groups.push(group)
    group = newGroup(off)
    lastDay = null
  }
  for (const token of tokens) {
    if (token.kind === 'days') {
      if (group.times.length > 0 || (group.off && named(group) && before !== 'and' && before !== 'to')) close()
      const [day] = token.jours
      const range = before === 'to' && lastDay !== null && day !== undefined
      group.jours = [...group.jours, ...(range ? through(lastDay ?? 0, day ?? 0) : token.jours)]
      group.feries ||= token.feries
      lastDay = token.jours.length === 1 ? (day ?? null) : null
    } else if (token.kind === 'time') {
      if (!named(group) || group.off) return null
      group.times.push({ time: token.time, after: before })
    } else if (token.kind === 'off') {
      if (group.times.length === 0 && named(group) && !group.off) group.off = true
      else close(true)
    } else if (token.kind === 'break' && (group.times.length > 0 || group.off)) close()
    before = token.kind
  }
  close()
  return groups
}

/** Without a word of French, the text is OSM that was badly put together: the library has its own way to mend it. */
const FRENCH = /\d ?h|lun|mar|mer|jeu|ven|sam|dim|jour|f[eé]ri/i

/** « Du lundi au jeudi de 9h à 12h et de 13h30 à 17h, le vendredi de 9h à 12h ». Null when it is not that plain. */
export const readFrench = (text: string): HoursPlan | null => {
  const groups = FRENCH.test(text) ? groupsOf(tokensOf(text) ?? []) : null
  if (groups === null) return null
  const draft: Draft = { semaine: [...EMPTY_PLAN.semaine], feries: 'non-dit' }
  if (!groups.every((group) => apply(draft, group))) return null
  const plan = { ...EMPTY_PLAN, ...draft }
  return saysNoHours(plan) ? null : plan
}

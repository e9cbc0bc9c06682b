import { readFrench } from './french.ts'
import { EMPTY_PLAN, type HoursPlan, type Plage, saysNoHours } from './plan.ts'
import { readRule, type Rule } from './rule.ts'
import { inOrder } from './times.ts'

type Piece = { readonly text: string; /** « ; » rewrites the days it names, « , » adds to them. */ readonly adds: boolean }

const ENDS_A_RULE = /(?:\d:\d{2}|off|closed|open|24\/7|")\s*$/
const BEGINS_A_RULE = /^\s*(?:(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)\b|\d{4}\s)/

/** Rules, cut at « ; » and at the « , » that begins another rule, outside quotes. */
const piecesOf = (text: string): Piece[] => {
  const pieces: Piece[] = []
  let quoted = false
  let start = 0
  let adds = false
  const cut = (end: number) => {
    const rule = text.slice(start, end).trim()
    if (rule !== '') pieces.push({ text: rule, adds })
    start = end + 1
  }
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (char === '"') quoted = !quoted
    const another = char === ',' && ENDS_A_RULE.test(text.slice(start, i)) && BEGINS_A_RULE.test(text.slice(i + 1))
    if (quoted || (char !== ';' && !another)) continue
    cut(i)
    adds = another
  }
  cut(text.length)
  return pieces
}

type Draft = {
  readonly semaine: (readonly Plage[])[]
  feries: HoursPlan['feries']
  readonly exceptions: HoursPlan['exceptions'][number][]
  /** 0 while the week is told, 1 from the holidays on, 2 from the first date on: what comes later wins in OSM. */
  stage: number
}

const hasNight = ({ horaires }: Rule): boolean => horaires !== 'ferme' && horaires.some(({ de, a }) => a <= de)

/** False when the order of the rules gives the rule a meaning that the plan cannot hold. */
const apply = (draft: Draft, rule: Rule, adds: boolean): boolean => {
  const stage = rule.dates.length > 0 ? 2 : rule.feries ? 1 : 0
  const only = stage === 2 || (rule.feries && rule.jours.length === 0)
  if (stage < draft.stage || (draft.stage > 0 && rule.jours.length > 0)) return false
  if (rule.feries && draft.feries !== 'non-dit') return false
  // Hours added to those of a holiday or of a date would be added to the usual ones, whichever the day is.
  if (adds && (only || rule.feries) && rule.horaires !== 'ferme') return false
  draft.stage = stage
  const { horaires } = rule
  if (rule.dates.length + Number(rule.feries) + Number(rule.jours.length > 0) > 1 && hasNight(rule)) return false
  for (const jour of rule.jours)
    draft.semaine[jour] = horaires === 'ferme' ? [] : inOrder(adds ? [...(draft.semaine[jour] ?? []), ...horaires] : horaires)
  if (rule.feries) draft.feries = horaires === 'ferme' ? 'ferme' : inOrder(horaires)
  for (const { du, au } of rule.dates)
    draft.exceptions.push({ du, au, horaires: horaires === 'ferme' ? 'ferme' : inOrder(horaires), note: rule.note })
  return true
}

/**
 * In OSM, a later rule on the day of a night leaves its small hours, and one on the next day cuts the night at midnight: the plan
 * has no such night.
 */
const cutsNights = (rules: readonly (readonly [Rule, adds: boolean])[]): boolean =>
  rules.some(([rule], i) => {
    if (!hasNight(rule)) return false
    const near = new Set(rule.jours.flatMap((jour) => [jour, (jour + 1) % 7]))
    return rules
      .slice(i + 1)
      .some(([later, adds]) => (!adds || later.horaires === 'ferme') && later.jours.some((jour) => near.has(jour)))
  })

const readRules = (pieces: readonly Piece[], remarque: string): HoursPlan | null => {
  const rules: (readonly [Rule, boolean])[] = []
  const draft: Draft = { semaine: [...EMPTY_PLAN.semaine], feries: 'non-dit', exceptions: [], stage: 0 }
  for (const { text, adds } of pieces) {
    const rule = readRule(text)
    // « Mo-Fr 09:00-12:00; 14:00-17:00 » does not mean what OSM makes of it.
    if (rule === null || (rule.sansJour && rules.length > 0) || !apply(draft, rule, adds)) return null
    rules.push([rule, adds])
  }
  const { semaine, feries, exceptions } = draft
  const plan: HoursPlan = { semaine, feries, exceptions, remarque }
  // « Always closed » is said by the text, and would not be by an empty plan.
  if ((pieces.length > 0 && saysNoHours(plan)) || cutsNights(rules)) return null
  return plan
}

const QUOTED = /^"([^"]*)"$/
/** A sentence that speaks of days or hours may contradict the rules before it: it cannot be taken for a remark. */
const SPEAKS_OF_TIME = /["\d]|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|jour|semaine|matin|midi|soir|ferm|off|closed/i

const WITHOUT_DAY = /^\s*\d{1,2} ?h/i

/** « 9h30 » is how France writes 09:30; dashes and spaces as word processors make them. Words between quotes are left alone. */
const plain = (text: string): string =>
  text
    .split(/("[^"]*")/)
    .map((part) =>
      part.startsWith('"')
        ? part
        : part
            .replaceAll(/[–—]/g, '-')
            .replaceAll(/\s+/g, ' ')
            .replaceAll(/\b(\d{1,2}) ?h ?(\d{2})?(?!\w)/gi, (_, hour: string, minute?: string) => `${hour}:${minute ?? '00'}`),
    )
    .join('')

/**
 * The plan behind a text: OSM `opening_hours` as the editor, DORA (`Mo 09:00-12:00;Tu …`, `<osm>; "<details>"`) and most
 * producers write it, and French sentences that can only be read one way. Null when the text says anything that the plan
 * cannot hold: it must then be left as it is. '' gives the empty plan.
 */
export const parseHours = (text: string): HoursPlan | null => {
  const pieces = piecesOf(plain(text.trim()))
  const last = pieces.at(-1)
  const quoted = last === undefined ? null : QUOTED.exec(last.text)
  const remarque = (quoted?.[1] ?? '').replaceAll(/\s+/g, ' ').trim()
  const rules = quoted === null ? pieces : pieces.slice(0, -1)
  // « 9h-18h », typed by a person, may well be the hours of working days only.
  const strict = WITHOUT_DAY.test(text) ? null : readRules(rules, remarque)
  if (strict !== null) return strict
  const french = quoted === null ? readFrench(text) : null
  if (french !== null) return french
  // Soliguide writes `<osm>; free text`.
  if (quoted !== null || last === undefined || rules.length < 2 || last.adds || SPEAKS_OF_TIME.test(last.text)) return null
  return readRules(rules.slice(0, -1), last.text)
}

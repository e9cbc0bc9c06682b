import { fold } from '../geo/fold.ts'

/**
 * Ages that a public or a condition asks for, read from its words. Only what says nothing else is read: « avoir 2 ans d’expérience »,
 * « moins de 26 ans, 30 si RQTH » or « avoir un enfant de moins de 3 ans » are left to people. Both ends are included.
 */
export type Ages = { readonly min: number | null; readonly max: number | null }

const YOUNGEST = 12
const OLDEST = 99

/** Words that say whom it is about, and nothing of what is asked. */
const WHO = new Set(
  `etre avoir public publics personne personnes jeune jeunes adulte adultes senior seniors homme hommes femme femmes candidat candidats
  candidate candidates demandeur demandeurs demandeuse demandeuses emploi beneficiaire beneficiaires du rsa salarie salaries resident
  residents habitant habitants age ages agee agees de d des`.split(/\s+/),
)
/** What inclusive writing leaves of « âgé·e·s », once folded. */
const ENDINGS = new Set(['e', 's', 'es', 'euse', 'euses'])

const END = '(?: (?:revolus?|inclus|compris|environ))?'
const AGE = '(\\d{2})'

const RANGE = new RegExp(`^(?:entre )?${AGE}(?: ans)? (?:(?:a|et|jusqu a) )?${AGE} ans${END}$`)
const AT_LEAST = [
  new RegExp(`^(?:plus de|au moins|a partir de|minimum|min) ${AGE} ans${END}$`),
  new RegExp(`^${AGE} ans${END} (?:(?:et|ou) )?(?:plus|au dela|minimum|min|au moins|au minimum)$`),
]
/** « Avoir 18 ans » is a threshold: nobody is sent away at 19. */
const THRESHOLD = new RegExp(`^(?:avoir|(?:etre )?agee?s? de) ${AGE} ans${END}$`)
const UNDER = new RegExp(`^moins de ${AGE} ans${END}$`)
const AT_MOST = [
  new RegExp(`^(?:jusqu a|jusqu aux?|au plus|maximum|max) ${AGE} ans${END}$`),
  new RegExp(`^${AGE} ans${END} (?:(?:et|ou) )?(?:maximum|max|au plus|au maximum|moins)$`),
]
const OF_AGE = /^(?:(?:etre|personnes?|publics?|jeunes?) )?(?:majeure?s?|adultes?)$/
const UNDER_AGE = /^(?:(?:etre|personnes?|publics?|jeunes?) )?mineure?s?$/

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/<=|≤/g, ' jusqu a '],
  [/>=|≥|>/g, ' plus de '],
  [/</g, ' moins de '],
  [/\+/g, ' plus '],
]

const firstOf = (patterns: readonly RegExp[], text: string): number | null => {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1]
    if (found !== undefined) return Number(found)
  }
  return null
}

const asked = (words: readonly string[]): string => {
  const first = words.findIndex((word) => !WHO.has(word))
  return first === -1 ? '' : words.slice(first).join(' ')
}

const read = (words: readonly string[]): Ages | null => {
  const whole = words.join(' ')
  const text = asked(words)
  const range = RANGE.exec(text)
  if (range !== null) return { min: Number(range[1]), max: Number(range[2]) }
  const least = firstOf(AT_LEAST, text) ?? firstOf([THRESHOLD], whole)
  if (least !== null) return { min: least, max: null }
  const under = firstOf([UNDER], text)
  if (under !== null) return { min: null, max: under - 1 }
  const most = firstOf(AT_MOST, text)
  if (most !== null) return { min: null, max: most }
  if (OF_AGE.test(whole)) return { min: 18, max: null }
  return UNDER_AGE.test(whole) ? { min: null, max: 17 } : null
}

const plausible = (age: number | null): boolean => age === null || (age >= YOUNGEST && age <= OLDEST)

/** Null when it is not about ages alone. */
export const agesIn = (label: string): Ages | null => {
  const text = fold(SIGNS.reduce((so, [sign, words]) => so.replace(sign, words), label))
  const ages = read(text.split(' ').filter((word) => !ENDINGS.has(word)))
  if (ages === null || !plausible(ages.min) || !plausible(ages.max)) return null
  return ages.min !== null && ages.max !== null && ages.min > ages.max ? null : ages
}

/** « 16 à 25 ans », « 18 ans au moins », « 25 ans au plus ». */
export const sayAges = ({ min, max }: Ages): string => {
  if (min !== null && max !== null) return min === max ? `${min} ans` : `${min} à ${max} ans`
  return min === null ? `${max} ans au plus` : `${min} ans au moins`
}

export const isOutside = (age: number, { min, max }: Ages): boolean => (min !== null && age < min) || (max !== null && age > max)

import { entriesOf } from '../reference/labels.ts'
import { type Ages, agesIn, isOutside, sayAges } from './ages.ts'
import type { Checks, Verdict } from './checks.ts'
import type { DraftContent, DraftService } from './draft.ts'

/**
 * Is the person one whom the service is for, as far as the draft tells? A box ticked is what the counsellor knows; one that is not is to
 * be verified; « non » only where a known fact contradicts it, even ticked. Where the person lives is judged by codes, not by words:
 * that is the check of the zone (checking.ts).
 */

type Facts = Pick<DraftContent, 'situation' | 'criteres' | 'beneficiaire_age'>
type Asked = Pick<DraftService, 'publics' | 'criteres'>
type Line = Checks['eligibilite']['lignes'][number]

export const VERDICT_LABELS: Readonly<Record<Verdict, string>> = { eligible: 'éligible', 'a-verifier': 'à vérifier', non: 'non' }

/** « Public : jeunes — non, parce que la personne a 34 ans. » */
export const sayLine = ({ quoi, verdict, raison }: Line): string => `${quoi} — ${VERDICT_LABELS[verdict]}, ${raison}`

/**
 * The référentiel gives no ages: « jeunes au sens large », « personnes âgées, retraités, etc. ». Its abandoned v0 had 16–26 and 65 and
 * over beside them, and schemes go to 30 for the young and begin at 45 for the old: only beyond these is it surely no.
 */
const AGES_OF_PUBLICS: Readonly<Record<string, Ages>> = { jeunes: { min: null, max: 30 }, seniors: { min: 45, max: null } }

/** Values of publics by their label: what services show. */
export const PUBLIC_BY_LABEL = new Map(entriesOf('publics').map(({ value, label }) => [label, value]))

const agesOfPublic = (label: string): Ages | null => AGES_OF_PUBLICS[PUBLIC_BY_LABEL.get(label) ?? ''] ?? agesIn(label)

/** Years, or null when it is not known. */
export const ageOf = (typed: string): number | null => (/^(?:\d{1,2}|1[01]\d|120)$/.test(typed.trim()) ? Number(typed) : null)

const years = (age: number): string => (age < 2 ? `${age} an` : `${age} ans`)

/** « Jeunes » → « jeunes »; « RSA » as it is. */
const inSentence = (label: string): string =>
  /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLocaleLowerCase('fr') + label.slice(1) : label

/** What a line is about, in words. */
export const publicLine = (label: string): string => `Public\u202f: ${inSentence(label)}`
export const conditionLine = (label: string): string => `Condition\u202f: ${inSentence(label)}`

/** What is known of a public or a condition, and in which words it is said. */
export type Known = 'oui' | 'non' | null
export type Words = { readonly oui: string; readonly non: string; readonly inconnu: string }

const judge = (quoi: string, known: Known, ages: Ages | null, age: number | null, words: Words): Line => {
  if (age !== null && ages !== null && isOutside(age, ages)) {
    const raison = `parce que la personne a ${years(age)} (attendu\u202f: ${sayAges(ages)}).`
    return { quoi, verdict: 'non', raison }
  }
  if (known === 'non') return { quoi, verdict: 'non', raison: words.non }
  return known === 'oui'
    ? { quoi, verdict: 'eligible', raison: words.oui }
    : { quoi, verdict: 'a-verifier', raison: words.inconnu }
}

/** One is enough. */
const anyOf = (lines: readonly Line[]): Verdict => {
  if (lines.some(({ verdict }) => verdict === 'eligible')) return 'eligible'
  return lines.every(({ verdict }) => verdict === 'non') ? 'non' : 'a-verifier'
}

/** Each is asked for. */
export const allOf = (verdicts: readonly Verdict[]): Verdict => {
  if (verdicts.includes('non')) return 'non'
  return verdicts.every((verdict) => verdict === 'eligible') ? 'eligible' : 'a-verifier'
}

type Judged = {
  /** Years; null when it is not known. */
  readonly age: number | null
  readonly public: (label: string) => Known
  readonly condition: (label: string) => Known
  readonly words: Words
}

/** By what is known of a person, from wherever it is known: one public is enough, each condition is asked for. */
export const judgeAll = ({ age, words, ...known }: Judged, service: Asked): Checks['eligibilite'] => {
  const publics = service.publics.map((label) => judge(publicLine(label), known.public(label), agesOfPublic(label), age, words))
  const conditions = service.criteres.map((label) =>
    judge(conditionLine(label), known.condition(label), agesIn(label), age, words),
  )
  const openToAll: Line = {
    quoi: 'Public\u202f: tous',
    verdict: 'eligible',
    raison:
      conditions.length === 0 ? 'ce service est ouvert à tous, sans condition.' : 'ce service est ouvert à tous les publics.',
  }
  const verdict = allOf([publics.length === 0 ? 'eligible' : anyOf(publics), ...conditions.map((line) => line.verdict)])
  return { verdict, lignes: [...(publics.length === 0 ? [openToAll] : publics), ...conditions] }
}

const TICKED: Words = {
  oui: 'c’est coché dans la demande.',
  // A box that is not ticked says nothing.
  non: '',
  inconnu: 'ce n’est pas coché dans la demande.',
}

export const eligibilityOf = (facts: Facts, service: Asked): Checks['eligibilite'] =>
  judgeAll(
    {
      age: ageOf(facts.beneficiaire_age),
      public: (label) => (facts.situation.includes(label) ? 'oui' : null),
      condition: (label) => (facts.criteres.includes(label) ? 'oui' : null),
      words: TICKED,
    },
    service,
  )

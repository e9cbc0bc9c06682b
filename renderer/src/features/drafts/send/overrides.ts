import type { Check, Regle } from '#shared/orientation/checks.ts'
import type { DraftProblem } from '#shared/orientation/draft.ts'
import { Contournement } from '#shared/orientation/model.ts'

/** What is sent all the same, each with its reason in one line. */
export type Reasons = Readonly<Partial<Record<Regle, string>>>

export const MAX_REASON = Contournement.shape.raison.maxLength ?? 280

const given = (reasons: Reasons, regle: Regle): string => (reasons[regle] ?? '').replace(/\s+/g, ' ').trim()

export type ReasonProblem = 'manque' | 'longue'

/** What is wrong with a reason; null when it may go. */
export const reasonProblem = (reasons: Reasons, regle: Regle): ReasonProblem | null => {
  const text = given(reasons, regle)
  if (text === '') return 'manque'
  return text.length > MAX_REASON ? 'longue' : null
}

/** Rules whose reason is missing or too long, in the order they are shown. */
export const reasonsMissing = (checks: readonly Check[], reasons: Reasons): readonly Regle[] =>
  checks.filter(({ niveau, regle }) => niveau === 'raison' && reasonProblem(reasons, regle) !== null).map(({ regle }) => regle)

/** Only for what asks for one: a reason typed for a check that passes since then is nobody's business. */
export const overridesOf = (checks: readonly Check[], reasons: Reasons): Contournement[] =>
  checks.filter(({ niveau }) => niveau === 'raison').map(({ regle }) => ({ regle, raison: given(reasons, regle) }))

/** Fields whose errors are judged again by the checks, where a reason lets the request go. */
const JUDGED: ReadonlySet<string> = new Set(['service', 'situation', 'criteres', 'pieces'])

/** What keeps the request from being sent whatever the reason: it would not say who asks, for whom, or how to answer. */
export const toComplete = (problems: readonly DraftProblem[]): readonly DraftProblem[] =>
  problems.filter(({ niveau, champ }) => niveau === 'erreur' && !JUDGED.has(champ))

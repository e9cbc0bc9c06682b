import { DoraError, type ErrorCode } from '#shared/errors.ts'
import type { FailureCode } from '../sync/ports.ts'
import { asError, refusalOf } from '../sync/reasons.ts'

/** What a person is told when the server does not do what was asked of it, where the exchanges would say something else. */
const SENTENCES: Partial<Record<FailureCode, ErrorCode>> = {
  token_required: 'compte-non-connecte',
  token_expired: 'compte-non-connecte',
  forbidden: 'compte-droit',
  scope_forbidden: 'compte-droit',
  not_found: 'compte-introuvable',
  bad_request: 'compte-saisie',
  too_large: 'compte-saisie',
  refused: 'compte-saisie',
  network: 'compte-hors-ligne',
  portal: 'compte-hors-ligne',
  unavailable: 'compte-hors-ligne',
  internal: 'compte-hors-ligne',
}

/** The reason that the server gives comes first; one that this version does not know is told by its code. */
export const accountError = (failure: { readonly code: FailureCode; readonly motif: string | null }): DoraError => {
  const code = refusalOf(failure.motif) ?? SENTENCES[failure.code]
  return code === undefined ? asError(failure.code) : new DoraError(code)
}

import { DoraError, type ErrorCode, isErrorCode } from '#shared/errors.ts'
import { isRefusal } from '#shared/accounts/refusals.ts'
import type { OutcomeCode } from './outcome.ts'
import type { SyncFailure } from './ports.ts'

/** What a person is told of each failure of an exchange. */
const SENTENCES: Readonly<Record<OutcomeCode, ErrorCode>> = {
  network: 'sync-hors-ligne',
  portal: 'sync-portail',
  malformed: 'sync-reponse-illisible',
  unavailable: 'sync-indisponible',
  internal: 'sync-indisponible',
  rate_limited: 'sync-sature',
  upgrade_required: 'sync-version',
  server_too_old: 'sync-serveur-ancien',
  disk_full: 'sync-disque-plein',
  io: 'sync-ecriture',
  corrupt_download: 'sync-telechargement-abime',
  diverged: 'sync-ecart',
  token_required: 'sync-session',
  token_expired: 'sync-session',
  scope_forbidden: 'sync-refus',
  forbidden: 'sync-refus',
  refused: 'sync-refus',
  client_forked: 'sync-refus',
  bad_request: 'sync-refus',
  too_large: 'sync-refus',
  not_found: 'sync-refus',
  epoch_changed: 'sync-indisponible',
  cursor_ahead: 'sync-indisponible',
  cursor_too_old: 'sync-indisponible',
}

/** No answer of the server: everything local works, and it will pass by itself. The others need someone, or something, to change. */
const OFFLINE = new Set<OutcomeCode>([
  'network',
  'portal',
  'unavailable',
  'internal',
  'rate_limited',
  'epoch_changed',
  'cursor_ahead',
  'cursor_too_old',
])

export const isOffline = (code: OutcomeCode): boolean => OFFLINE.has(code)

export const asError = (code: OutcomeCode, cause?: unknown): DoraError => new DoraError(SENTENCES[code], undefined, cause)

/** A sign-in that the server refuses says nothing of which of the two was wrong. */
const CREDENTIALS = new Set<OutcomeCode>(['token_required', 'token_expired', 'forbidden', 'bad_request'])
export const asSignInError = (failure: SyncFailure): DoraError => {
  const refused = refusalOf(failure.motif)
  if (refused !== null) return new DoraError(refused, undefined, failure)
  return CREDENTIALS.has(failure.code) ? new DoraError('sync-identifiants', undefined, failure) : asError(failure.code, failure)
}

/** What a person is told of a refusal that the server gives a reason for; null for one that this version does not know. */
export const refusalOf = (motif: string | null): ErrorCode | null => {
  if (motif === null || !isRefusal(motif)) return null
  const code = motif.startsWith('compte-') ? motif : `compte-${motif}`
  return isErrorCode(code) ? code : null
}

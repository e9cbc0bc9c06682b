import { BlobsUnreachable } from '../blobs/blobs.ts'
import {
  DEMANDE_BROKEN,
  DEMANDE_TOO_LONG,
  DEMANDE_UNAVAILABLE,
  DEMANDE_UNCLEAR,
  demandeTooMany,
} from '../pages/demande/refusals.ts'
import type { Page } from '../pages/page.ts'
import { isOutOfReach } from './failures.ts'
import { HttpProblem } from './problem.ts'

const RETRY_S = '5'

/** Whatever fails on the pages of a request is told by a page. `unexpected`: to be noted in the log. */
export const failedPage = (error: unknown): { readonly page: Page; readonly unexpected: boolean } => {
  const status = error instanceof HttpProblem ? error.status : Number((error as { statusCode?: unknown }).statusCode ?? 500)
  const headers = error instanceof HttpProblem ? error.headers : {}
  if (status === 429) return { page: demandeTooMany(headers['retry-after'] ?? '60'), unexpected: false }
  if (status === 413) return { page: DEMANDE_TOO_LONG, unexpected: false }
  if (status >= 400 && status < 500) return { page: { ...DEMANDE_UNCLEAR, status }, unexpected: false }
  const away = isOutOfReach(error) || error instanceof BlobsUnreachable || status === 503
  const page = away
    ? { ...DEMANDE_UNAVAILABLE, headers: { ...DEMANDE_UNAVAILABLE.headers, 'retry-after': RETRY_S, ...headers } }
    : DEMANDE_BROKEN
  return { page, unexpected: !(error instanceof HttpProblem) }
}

import type { ProblemCode } from '#shared/sync/wire.ts'

/** A refusal of the whole request: `server/http` answers it as problem+json with the status of `PROBLEMS`. */
export class SyncProblem extends Error {
  readonly code: ProblemCode
  /** For the logs and the one who integrates: never personal data. */
  readonly detail: string
  /** With `scope_forbidden` and `token_required`: which scope. */
  readonly scope: string | null

  constructor(code: ProblemCode, detail: string, options: { readonly scope?: string; readonly cause?: unknown } = {}) {
    super(`${code}: ${detail}`, { cause: options.cause })
    this.name = 'SyncProblem'
    this.code = code
    this.detail = detail
    this.scope = options.scope ?? null
  }
}

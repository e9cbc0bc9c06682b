/** Refusals of the public API, in the shapes of data·inclusion (data-inclusion.md §2, « Errors »): clients read `detail`. */

/** One parameter that is not right, as FastAPI tells it. */
export type ParameterFault = {
  /** `['query', 'size']`. */
  readonly loc: readonly (string | number)[]
  readonly msg: string
  readonly type: string
}

/** Its body is `{"detail": …}`: a sentence, or the list of faults. Never anything of the person or of the store. */
export class ApiProblem extends Error {
  readonly status: 401 | 403 | 404 | 422 | 429 | 503
  readonly detail: string | readonly ParameterFault[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: ApiProblem['status'],
    detail: string | readonly ParameterFault[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(typeof detail === 'string' ? detail : 'Unprocessable')
    this.name = 'ApiProblem'
    this.status = status
    this.detail = detail
    this.headers = headers
  }
}

export const notFound = (): ApiProblem => new ApiProblem(404, 'Not Found')

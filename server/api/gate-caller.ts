import type { FastifyRequest, RouteShorthandOptions } from 'fastify'

/** Who asks, and what each route asks of them. */

/**
 * `open`: nothing is looked at; `data`: nobody, or a key of scope `api`; `widget`: or one of any scope; `key`: one of scope `api`.
 * A route of the API that says nothing is `data`.
 */
export type ApiAccess = 'open' | 'data' | 'widget' | 'key'

/** Options of a route: `scope.get('/v1/doc/frais', apiAccess('open'), …)`. */
export const apiAccess = (api: ApiAccess): RouteShorthandOptions => ({ config: { api } }) as RouteShorthandOptions

/** A path that does not exist asks nothing of anyone: it is told so whatever is shown. */
export const accessOf = (request: FastifyRequest): ApiAccess =>
  request.routeOptions.url === undefined
    ? 'open'
    : ((request.routeOptions.config as { readonly api?: ApiAccess } | undefined)?.api ?? 'data')

export type ApiCaller = {
  /** Null without a key. */
  readonly key: { readonly id: string; readonly name: string } | null
  /** Sources whose records are not there for this caller: absent from lists, searches and by identifier. */
  readonly hidden: ReadonlySet<string>
}

const callers = new WeakMap<FastifyRequest, ApiCaller>()
export const setCaller = (request: FastifyRequest, caller: ApiCaller): void => void callers.set(request, caller)

/** Of a request that passed the gate. */
export const callerOf = (request: FastifyRequest): ApiCaller => {
  const caller = callers.get(request)
  if (caller === undefined) throw new Error('The gate of the API was not passed.')
  return caller
}

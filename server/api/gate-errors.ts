import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { z } from 'zod'
import { described, isOutOfReach } from '../http/failures.ts'
import { HttpProblem } from '../http/problem.ts'
import { ApiProblem, type ParameterFault } from './problem.ts'

/** Every refusal of the API is `{"detail": …}`, as FastAPI writes them: a sentence, or the list of what is wrong (`problem.ts`). */

export const OPEN_TO_ALL = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'ETag, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, RateLimit-Policy, Location',
  // A page of another site reads this; the rest of the server keeps the strictest.
  'cross-origin-resource-policy': 'cross-origin',
} as const

/** Said where nothing finer is known. */
const SENTENCES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  429: 'Trop de demandes\u202f: réessayez plus tard.',
  500: 'Internal Server Error',
  503: 'Le serveur ne peut pas répondre pour le moment\u202f: réessayez dans quelques secondes.',
}

type Answer = {
  readonly status: number
  readonly detail: string | readonly ParameterFault[]
  readonly headers?: Readonly<Record<string, string>>
  readonly unexpected?: boolean
}

const RETRY = { 'retry-after': '5' } as const

const answerOf = (error: unknown): Answer => {
  if (error instanceof ApiProblem) return error
  if (error instanceof HttpProblem) {
    const { status, detail = SENTENCES[status] ?? 'Bad Request', headers } = error
    return { status, detail, headers }
  }
  if (error instanceof z.ZodError)
    return {
      status: 422,
      detail: error.issues.slice(0, 20).map(({ path, code, message }) => ({
        loc: ['query', ...path.filter((one) => typeof one !== 'symbol')],
        msg: message,
        type: code,
      })),
    }
  if (isOutOfReach(error)) return { status: 503, detail: SENTENCES[503] ?? '', headers: RETRY, unexpected: true }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  if (status >= 400 && status < 500) return { status, detail: SENTENCES[status] ?? 'Bad Request' }
  return { status: 500, detail: SENTENCES[500] ?? '', unexpected: true }
}

export const answerApiFailure = (error: unknown, request: FastifyRequest, reply: FastifyReply, log: Logger): FastifyReply => {
  const { status, detail, headers = {}, unexpected = false } = answerOf(error)
  if (unexpected) log.error({ request: request.id, status, ...described(error) }, 'request failed')
  for (const name of ['etag', 'content-encoding', 'last-modified']) reply.removeHeader(name)
  return reply
    .code(status)
    .headers({ ...OPEN_TO_ALL, 'cache-control': 'no-store', ...headers })
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ detail }))
}

/** Of an address that no route could even be looked for (a broken escape…). */
export const isApiPath = (url: string): boolean => /^\/api(?:\/(?!emplois\/)|\?|$)/.test(url)

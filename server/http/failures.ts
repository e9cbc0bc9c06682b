import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'
import { z } from 'zod'
import { ScopeId, type Problem, type ProblemCode } from '#shared/sync/wire.ts'
import { REFUSALS, type Refusal } from '#shared/accounts/refusals.ts'
import { Crowded } from '../accounts/password.ts'
import { BlobsUnreachable } from '../blobs/blobs.ts'
import { AccountRefusal, Forbidden } from '../accounts/refusal.ts'
import { SyncProblem } from '../sync/problem.ts'
import { HttpProblem, problemBody, retryAfter, sendProblem } from './problem.ts'

type Failure = { readonly body: Problem; readonly headers: Readonly<Record<string, string>>; readonly unexpected: boolean }

const RETRY_MS = 5_000
const CROWDED_RETRY_MS = 10_000

/** What a refusal's status is called; `motif` says the rest. */
const OF_REFUSAL: Readonly<Record<(typeof REFUSALS)[Refusal], ProblemCode>> = {
  400: 'bad_request',
  403: 'forbidden',
  404: 'not_found',
  409: 'refused',
  410: 'refused',
  503: 'unavailable',
}

/** What Node, `pg` and SQLite say when the engine cannot answer for now: connection, resources, shutdown, locks, disk. */
const OUT_OF_REACH =
  /^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENOSPC|EDQUOT|EROFS|EMFILE|ENFILE|08\w{3}|53\w{3}|57\w{3}|55P03|40001|40P01|SQLITE_(BUSY|FULL|IOERR|LOCKED|READONLY|CANTOPEN)\w*)$/
const OUT_OF_REACH_SAYS =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/

/** True when the failure is the engine's, and may pass. */
export const isOutOfReach = (error: unknown): boolean => {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth++) {
    if ('code' in one && typeof one.code === 'string' && OUT_OF_REACH.test(one.code)) return true
    if (OUT_OF_REACH_SAYS.test(one.message)) return true
    if (one instanceof AggregateError && one.errors.some(isOutOfReach)) return true
  }
  return false
}

/** Paths of the fields that are wrong, never their values: they may be personal. */
const fieldsOf = (error: z.ZodError): string =>
  [...new Set(error.issues.map(({ path }) => path.slice(0, 4).map(String).join('.') || 'corps'))]
    .slice(0, 5)
    .join(', ')
    .slice(0, 300)

/** Fastify's refusals that have a finer status than « bad request ». */
const STATUSES: Readonly<Record<number, ProblemCode>> = {
  404: 'not_found',
  413: 'too_large',
  429: 'rate_limited',
  503: 'unavailable',
}

const failureOf = (error: unknown): Failure => {
  const known = (body: Problem, headers: Failure['headers'] = {}): Failure => ({ body, headers, unexpected: false })
  if (error instanceof HttpProblem) {
    const { code, status, detail, headers } = error
    return known(problemBody(code, { status, ...(detail === undefined ? {} : { detail }) }), headers)
  }
  if (error instanceof z.ZodError)
    return known(problemBody('bad_request', { detail: `Champs incorrects\u202f: ${fieldsOf(error)}.` }))
  if (error instanceof SyncProblem) {
    const { code, detail } = error
    const scope = ScopeId.safeParse(error.scope)
    const body = problemBody(code, { detail, ...(scope.success ? { scope: scope.data } : {}) })
    return known(body, code === 'unavailable' || code === 'rate_limited' ? retryAfter(RETRY_MS) : {})
  }
  if (error instanceof Forbidden) return known(problemBody('forbidden'))
  if (error instanceof AccountRefusal) {
    const status = REFUSALS[error.motif]
    const body = problemBody(OF_REFUSAL[status], { status, motif: error.motif })
    return known(body, status === 503 ? retryAfter(RETRY_MS) : {})
  }
  if (error instanceof Crowded) return known(problemBody('unavailable'), retryAfter(CROWDED_RETRY_MS))
  if (isOutOfReach(error) || error instanceof BlobsUnreachable)
    return { body: problemBody('unavailable'), headers: retryAfter(RETRY_MS), unexpected: true }
  const status = error instanceof Error && 'statusCode' in error ? Number((error as FastifyError).statusCode) : 500
  if (status >= 400 && status < 500) return known(problemBody(STATUSES[status] ?? 'bad_request', { status }))
  return { body: problemBody('internal'), headers: {}, unexpected: true }
}

/** Name, code and place of an error, without its message: it may quote what was sent. */
export const described = (error: unknown): Readonly<Record<string, unknown>> =>
  error instanceof Error
    ? {
        error: error.name,
        ...('code' in error && typeof error.code === 'string' ? { code: error.code.slice(0, 60) } : {}),
        at: (error.stack ?? '')
          .split('\n')
          .filter((line) => /^\s+at /.test(line))
          .slice(0, 6)
          .map((line) => line.trim()),
      }
    : { error: typeof error }

export const answerFailure = (error: unknown, request: FastifyRequest, reply: FastifyReply, log: Logger): FastifyReply => {
  // A client that went while it was sending: nobody reads this, and nothing is out of order here.
  const gone = request.raw.destroyed && !request.raw.complete
  const { body, headers, unexpected } = failureOf(gone ? new HttpProblem('bad_request') : error)
  if (unexpected) log.error({ request: request.id, status: body.status, ...described(error) }, 'request failed')
  return sendProblem(reply, body, headers)
}

/** Methods of each known path, to answer 405 rather than 404. */
const methodsOf = (app: FastifyInstance, path: string): readonly string[] =>
  ['GET', 'POST', 'PATCH', 'DELETE'].filter((method) => app.findRoute({ url: path, method: method as 'GET' }) !== null)

/** Every refusal is a problem (RFC 9457): unknown paths, wrong methods, malformed addresses included. */
export const installFailures = (app: FastifyInstance, log: Logger): void => {
  app.setErrorHandler((error, request, reply) => answerFailure(error, request, reply, log))
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/'
    const allowed = methodsOf(app, path.replace(/^(\/sync\/v1\/blob)\/[^/]+$/, '$1/:name'))
    if (allowed.length === 0) return sendProblem(reply, problemBody('not_found'))
    return sendProblem(reply, problemBody('bad_request', { status: 405, detail: 'Méthode non permise ici.' }), {
      allow: allowed.join(', '),
    })
  })
}

/** An `Expect` that Node does not know never reaches the routes. */
export const answerExpectation = (_: IncomingMessage, response: ServerResponse): void => {
  const body = JSON.stringify(problemBody('bad_request', { status: 417 }))
  response
    .writeHead(417, { 'content-type': 'application/problem+json', 'cache-control': 'no-store', connection: 'close' })
    .end(body)
}

/** What Node could not read as HTTP, or did not receive in time: answered on the bare socket, which then ends. */
export const answerBareSocket = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (socket.destroyed || !socket.writable) {
    socket.destroy()
    return
  }
  const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400
  const reasons: Readonly<Record<number, string>> = {
    400: 'Bad Request',
    408: 'Request Timeout',
    431: 'Request Header Fields Too Large',
  }
  const body = JSON.stringify(problemBody('bad_request', { status }))
  socket.end(
    `HTTP/1.1 ${status} ${reasons[status]}\r\nConnection: close\r\nCache-Control: no-store\r\n` +
      `Content-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

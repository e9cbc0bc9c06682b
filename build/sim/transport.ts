import { PullAnswer, PushAnswer, Info, PROBLEMS, type ProblemCode } from '#shared/sync/wire.ts'
import { readAnswer, refusal } from '#main/sync/http-answer.ts'
import { SyncFailure, type Transport } from '#main/sync/ports.ts'
import type { z } from 'zod'
import type { NetworkFault } from './operations.ts'
import type { Random } from './random.ts'
import { isRefusal, ServerKilled, type SimServer } from './server.ts'

/** A request to the server that goes on its way later, after the desk has given up on it. */
export type Late = () => Promise<void>

export type Line = {
  readonly server: () => SimServer
  /** What the operation under way puts on the line, at which request. */
  readonly faultAt: (request: number) => NetworkFault | null
  /** Something else that happens before the nth request. */
  readonly before: (request: number) => Promise<void>
  readonly limit: () => number
  readonly random: () => Random
  readonly late: (one: Late) => void
  /** Answers seen on this line, to be served again by a cache. */
  readonly cache: Map<string, string[]>
  readonly note: (text: string) => void
  /** Text that leaves the server for this desk. */
  readonly heard: (what: string, text: string, token: string | null) => void
  readonly blob: Transport['blob']
  /** The server failed in a way of its own. */
  readonly crashed: (error: unknown) => void
  /** Throws when the desk is dead. */
  readonly alive: () => void
}

const problem = (code: ProblemCode, extra: { readonly detail?: string; readonly scope?: string } = {}): Response =>
  new Response(JSON.stringify({ type: 'about:blank', title: code, status: PROBLEMS[code], code, ...extra }), {
    status: PROBLEMS[code],
    headers: {
      'content-type': 'application/problem+json',
      ...(PROBLEMS[code] === 429 || PROBLEMS[code] === 503 ? { 'retry-after': '1' } : {}),
    },
  })
const json = (text: string): Response => new Response(text, { headers: { 'content-type': 'application/json; charset=utf-8' } })
const portal = (): Response => new Response('<html><body>Bienvenue</body></html>', { headers: { 'content-type': 'text/html' } })

const alive = (): void => {}

/** The server of the run, as a desk sees it through a bad line. Requests and answers are text, as on a wire. */
export const createLine = (
  line: Line,
): { readonly transport: Transport; readonly begin: () => void; readonly requests: () => number } => {
  let requests = 0
  /** Bit by bit the same path for everyone: what the server answers, or why it refuses, as HTTP would say it. */
  const serve = async (work: () => Promise<string>): Promise<Response> => {
    try {
      return json(await work())
    } catch (error) {
      if (error instanceof ServerKilled) {
        line.server().restart()
        line.note('server killed')
        throw new SyncFailure('network')
      }
      if (isRefusal(error)) return problem(error.code, error.scope === null ? {} : { scope: error.scope })
      if (error instanceof SyncFailure) throw error
      // What a real server answers to what it did not foresee: nothing in a run may bring it there.
      line.crashed(error)
      return problem('internal')
    }
  }

  const exchange = async <T>(
    what: 'info' | 'pull' | 'push',
    body: string,
    token: string | null,
    ask: () => Promise<string>,
    schema: z.ZodType<T>,
  ): Promise<T> => {
    line.alive()
    const request = requests++
    await line.before(request)
    line.alive()
    const fault = line.faultAt(request)
    const random = line.random()
    if (fault !== null) line.note(`${what} ${fault}`)
    const answer = async (): Promise<T> => {
      switch (fault) {
        case 'drop':
          throw new SyncFailure('network')
        case 'late':
          line.late(async () => {
            await serve(ask).catch(ignoreLost)
          })
          throw new SyncFailure('network')
        case 'lost-answer':
          await serve(ask)
          throw new SyncFailure('network')
        case 'portal':
          return readAnswer(portal(), schema, 1e6, alive)
        case 'token_expired':
        case 'too_large':
        case 'rate_limited':
        case 'unavailable':
        case 'internal':
          // A refusal of the token is not what a line makes: it is the server's, for a request that has one.
          if (fault === 'token_expired' && token === null) break
          throw await refusal(problem(fault), 0, alive)
        case 'duplicate':
          await serve(ask).catch(ignoreLost)
          break
        case 'server-killed':
          if (what === 'push') line.server().setFuse(random.int(14))
          break
        case 'stale': {
          const seen = line.cache.get(what === 'push' ? '' : what) ?? []
          const old = seen.length === 0 ? null : random.pick(seen)
          if (old !== null && token === null) return readAnswer(json(old), schema, 1e8, alive)
          break
        }
        default:
      }
      const response = await serve(ask)
      line.server().setFuse(null)
      if (!response.ok) throw await refusal(response, 0, alive)
      const text = await response.text()
      line.heard(what, text, token)
      if (token === null) line.cache.set(what, [...(line.cache.get(what) ?? []).slice(-5), text])
      // A line that is cut: HTTP tells, by the length announced; a proxy may hide it.
      const cut = fault === 'truncate' ? random.int(text.length) : text.length
      if (fault === 'truncate' && random.chance(0.5)) throw new SyncFailure('network')
      return readAnswer(json(text.slice(0, cut)), schema, 1e8, alive)
    }
    try {
      const value = await answer()
      line.alive()
      line.note(`${what} ${body.length > 2 ? summary(body) : ''} ok`)
      return value
    } catch (error) {
      line.alive()
      if (error instanceof SyncFailure) line.note(`${what} ${error.code}`)
      throw error
    }
  }

  const user = async (token: string | null) => {
    if (token === null) return null
    const found = await line.server().userOf(token)
    if (found === null) throw await refusal(problem('token_expired'), 0, alive)
    return found
  }

  return {
    begin: () => {
      requests = 0
    },
    requests: () => requests,
    transport: {
      info: () => exchange('info', '', null, () => line.server().info(), Info),
      pull: (request, token) => {
        const body = JSON.stringify({ ...request, limit: Math.min(request.limit, line.limit()) })
        return exchange('pull', body, token, async () => line.server().pull(body, await user(token)), PullAnswer)
      },
      push: (request, token) => {
        const body = JSON.stringify(request)
        const ask = async () => {
          const who = await user(token)
          if (who === null) throw await refusal(problem('token_required'), 0, alive)
          return line.server().push(body, who)
        }
        return exchange('push', body, token, ask, PushAnswer)
      },
      blob: line.blob,
      signIn: () => Promise.reject(new SyncFailure('network')),
      signOut: () => Promise.resolve({ deconnexion: null }),
      live: () => Promise.resolve(),
      // Nobody asks for help here: the files of requests are tried in main/user/requests-*.test.ts.
      announcePiece: () => Promise.reject(new SyncFailure('network')),
      sendPiece: () => Promise.reject(new SyncFailure('network')),
    },
  }
}

const ignoreLost = (error: unknown): void => {
  if (!(error instanceof SyncFailure)) throw error
}

const summary = (body: string): string => {
  const { scopes, mutations } = JSON.parse(body) as { scopes?: { id: string; since: number }[]; mutations?: { type: string }[] }
  return [...(scopes ?? []).map(({ id, since }) => `${id}@${since}`), ...(mutations ?? []).map(({ type }) => type)].join(' ')
}

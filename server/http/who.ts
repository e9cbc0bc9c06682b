import type { FastifyRequest } from 'fastify'
import { bearer, type Sessions, type SignedIn } from '../accounts/sessions.ts'
import { HttpProblem } from './problem.ts'

/** Who makes a request, by its token alone. */
export type Who = {
  /** Null without a token. Throws HttpProblem `token_expired` for one that is not good. */
  readonly maybe: (request: FastifyRequest) => Promise<SignedIn | null>
  /** Throws HttpProblem `token_required` too. */
  readonly of: (request: FastifyRequest) => Promise<SignedIn>
}

const CHALLENGE = { 'www-authenticate': 'Bearer' }
const INVALID = { 'www-authenticate': 'Bearer error="invalid_token"' }

export const createWho = (sessions: Sessions): Who => {
  const maybe = async (request: FastifyRequest): Promise<SignedIn | null> => {
    const token = bearer(request.headers.authorization)
    if (token === null) return null
    const found = await sessions.of(token)
    if (found === null) throw new HttpProblem('token_expired', { headers: INVALID })
    return found
  }
  return {
    maybe,
    of: async (request) => {
      const found = await maybe(request)
      if (found === null) throw new HttpProblem('token_required', { headers: CHALLENGE })
      return found
    },
  }
}

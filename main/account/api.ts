import { DoraError } from '#shared/errors.ts'
import type { Json } from '#shared/rpc.ts'
import { z } from 'zod'
import type { ServerLink } from '../sync/server-link.ts'
import type { HttpRequest } from '../sync/transport-http.ts'
import { accountError } from './failures.ts'

type Query = Readonly<Record<string, string | undefined>>

type Asking<T> = {
  /** What the answer is read by; one that does not fit fails with `sync-reponse-illisible`. */
  readonly answer: z.ZodType<T>
  readonly body?: Json
  readonly query?: Query
  /** The only account in whose name this is asked: `compte-non-connecte` when it is another one's turn. */
  readonly as?: string
  /** Version that is already here: what is read is null when it is still the one. */
  readonly known?: string
}

/** For an answer of which nothing is read. */
export const done: z.ZodType<void> = z.unknown().transform(() => undefined)

/**
 * An address of the server, each part written so that an identifier, whatever it holds, names one thing and leads nowhere else.
 * @throws DoraError `compte-introuvable` for what a URL takes for a way up, or for nothing.
 */
const pathOf = (parts: readonly string[], query: Query): string => {
  // Encoded or not, these are climbed by whoever reads the address.
  if (parts.some((part) => part === '' || part === '.' || part === '..')) throw new DoraError('compte-introuvable')
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value)
  const path = parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/')
  return search.size === 0 ? path : `${path}?${search.toString()}`
}

export type AccountApi = {
  /** `parts`: those of the path, from the server's address. @throws DoraError of failures.ts; `sync-sans-serveur` */
  readonly ask: <T>(method: HttpRequest['method'], parts: readonly string[], asking: Asking<T>) => Promise<T>
}

/** Requests in the account's name. */
export const createAccountApi = (link: Pick<ServerLink, 'request'>): AccountApi => ({
  ask: async (method, parts, { answer, body, query = {}, as, known }) => {
    const path = pathOf(parts, query)
    const told = await link.request({
      method,
      path,
      ...(body === undefined ? {} : { body }),
      ...(as === undefined ? {} : { as }),
      ...(known === undefined ? {} : { known }),
    })
    if (!told.ok) throw accountError(told)
    const parsed = answer.safeParse(told.value)
    // Not the reason: it may quote personal data.
    if (!parsed.success) throw new DoraError('sync-reponse-illisible')
    return parsed.data
  },
})

import { Exchange } from '#shared/accounts/wire.ts'
import { DoraError } from '#shared/errors.ts'
import type { Json } from '#shared/rpc.ts'
import { Session } from '#shared/sync/wire.ts'
import type { ServerLink } from '../sync/server-link.ts'
import { accountError } from './failures.ts'

/** The ways in, asked in nobody's name of the server where a sign-in was begun and of no other. `poste`: this machine's name. */
export const createExchange = (link: Pick<ServerLink, 'request'>, poste: string) => {
  /** @throws DoraError of failures.ts */
  const ask = async (path: string, body: Json, server: string): Promise<Json> => {
    const told = await link.request({ method: 'POST', path, body, anonymous: true, server })
    if (!told.ok) throw accountError(told)
    return told.value
  }

  return {
    ask,
    /** A code and what proves that it was asked for here, for a session. @throws DoraError */
    exchange: async (server: string, verifieur: string, code: string): Promise<Session> => {
      const body = Exchange.safeParse({ code, verifieur, poste: poste.slice(0, 100) })
      if (!body.success) throw new DoraError('compte-lien-invalide')
      const session = Session.safeParse(await ask('auth/v1/exchange', body.data, server))
      if (!session.success) throw new DoraError('sync-reponse-illisible')
      return session.data
    },
  }
}

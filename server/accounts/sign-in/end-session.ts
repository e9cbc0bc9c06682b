import type { StoredSession } from '../../store/types.ts'
import { described } from '../../http/failures.ts'
import type { Seal } from '../../sync/seal.ts'
import { newSecret } from '../sessions.ts'
import { PATHS, type WayParts } from './parts.ts'
import { LIFE_MS } from './tickets.ts'

/** The token of the identity provider is kept with the session, sealed: it names the person. */
const contextOf = (userId: string): string => `session|id-token|${userId}`

export const sealIdToken = (seal: Seal, userId: string, idToken: string): string => seal.seal(contextOf(userId), idToken)

/**
 * Where a browser ends the session of the identity provider, as the one of this server ends; null when there is nothing to end
 * there, or the provider does not say: leaving this server never depends on it.
 */
export const endSessionUrl = async (
  { provider, tickets, account, publicUrl, log }: WayParts,
  { moyen, userId, idToken }: StoredSession,
): Promise<string | null> => {
  if (provider === null || moyen !== 'fournisseur' || idToken === null) return null
  try {
    const state = newSecret()
    const page = await provider.endSessionUrl({
      idToken: account.seal.open(contextOf(userId), idToken),
      returnTo: publicUrl() + PATHS.oidcEnded,
      state,
    })
    if (page === null) return null
    await tickets.add('fin', state, {}, LIFE_MS.fin)
    return page.href
  } catch (error) {
    log.warn(described(error), 'end of the provider’s session not found')
    return null
  }
}

/** Whether a browser comes back from a sign-out begun here, for the first time. */
export const hasEnded = async ({ tickets }: Pick<WayParts, 'tickets'>, state: string): Promise<boolean> =>
  (await tickets.take('fin', state)) !== null

import type { z } from 'zod'
import type { Exchange } from '#shared/accounts/wire.ts'
import type { Session } from '#shared/sync/wire.ts'
import { publishAsItIs } from '../publish.ts'
import { AccountRefusal } from '../refusal.ts'
import type { Sessions } from '../sessions.ts'
import { normalised, proves } from './code.ts'
import { sealIdToken } from './end-session.ts'
import type { WayParts } from './parts.ts'

/**
 * A code, and the proof that this desk asked for it, for a session. A code presented without the proof stays good for who has it.
 * Rejects with AccountRefusal `lien-invalide`, `compte-ferme`.
 */
export const exchangeCode = async (
  { tickets, account, sessions }: Pick<WayParts, 'tickets' | 'account'> & { readonly sessions: Sessions },
  { code, verifieur, poste }: z.infer<typeof Exchange>,
): Promise<Session> => {
  const secret = normalised(code)
  const waiting = await tickets.read('code', secret)
  const good = waiting !== null && proves(verifieur, waiting.defi) ? await tickets.take('code', secret) : null
  if (good === null) throw new AccountRefusal('lien-invalide')
  const user = await account.store.accounts.userById(good.userId)
  if (user === null || !user.actif) throw new AccountRefusal('compte-ferme')
  const { moyen, idToken } = good
  const session = await sessions.open(user, {
    moyen,
    poste,
    idToken: idToken === null ? null : sealIdToken(account.seal, user.id, idToken),
  })
  await publishAsItIs(account, user.id)
  return session
}

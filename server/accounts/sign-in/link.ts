import type { z } from 'zod'
import type { LinkRequest } from '#shared/accounts/wire.ts'
import { runAccount } from '../context.ts'
import { newSecret } from '../sessions.ts'
import { newCode, readable, TYPED_CODE } from './code.ts'
import { backToDesk, PATHS, type WayParts } from './parts.ts'
import { LIFE_MS } from './tickets.ts'

/** Signing in by a link sent to an address. */

/**
 * What is done before the answer is the same for every address: one ticket is written, and no account is looked for. Resolves with
 * what is left to do, once the answer is gone: to write to the person, if there is one. Nobody can tell from the answer, nor from
 * its time, who has an account here.
 */
export const askForLink = async (
  { tickets, account, publicUrl }: WayParts,
  { courriel, defi, retour, etat }: z.infer<typeof LinkRequest>,
): Promise<() => Promise<void>> => {
  const secret = newSecret()
  await tickets.add('lien', secret, { courriel, defi, retour, etat }, LIFE_MS.lien)
  return async () => {
    const user = await account.store.accounts.userByEmail(courriel)
    if (user === null || !user.actif) {
      // One write here too: the next request is not answered sooner for it.
      await tickets.take('lien', secret)
      return
    }
    const lien = `${publicUrl()}${PATHS.link}?j=${secret}`
    await runAccount(account, null, ({ mail }) => mail(user.courriel, { kind: 'lien-connexion', lien }))
  }
}

export const isLinkWaiting = async ({ tickets }: WayParts, secret: string): Promise<boolean> =>
  (await tickets.read('lien', secret)) !== null

export type Confirmed =
  | { readonly back: string; readonly code: string }
  /** Used, late, or never was. */
  | 'over'
  | 'closed'

/** Uses a link up: the address is the person's, and a code waits for the desk that asked. */
export const confirmLink = async ({ tickets, account }: WayParts, secret: string): Promise<Confirmed> => {
  const { accounts } = account.store
  const asked = await tickets.take('lien', secret)
  if (asked === null) return 'over'
  const user = await accounts.userByEmail(asked.courriel)
  if (user === null) return 'over'
  if (!user.actif) return 'closed'
  if (!user.valide) await accounts.updateUser(user.id, { valide: true })
  const code = newCode(TYPED_CODE)
  await tickets.add('code', code, { userId: user.id, defi: asked.defi, moyen: 'courriel', idToken: null }, LIFE_MS.typedCode)
  return { back: backToDesk(asked, { code }), code: readable(code) }
}

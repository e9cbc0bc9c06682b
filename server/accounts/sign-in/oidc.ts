import type { z } from 'zod'
import type { OidcStart } from '#shared/accounts/wire.ts'
import { described, isOutOfReach } from '../../http/failures.ts'
import type { Refusal } from '#shared/accounts/refusals.ts'
import { AccountRefusal } from '../refusal.ts'
import { hashOf, newSecret } from '../sessions.ts'
import { ADDRESS_CODE, newCode } from './code.ts'
import { identityOf } from './identity.ts'
import { backToDesk, PATHS, type WayParts } from './parts.ts'
import type { Provider } from './provider.ts'
import { reconcile } from './reconcile.ts'
import { LIFE_MS } from './tickets.ts'

/** Signing in by the identity provider: a browser goes to it, and comes back. */

export type OidcParts = WayParts & { readonly provider: Provider }

/** @param browser secret of the browser's cookie. Answers where to send it; null when the provider cannot be asked. */
export const beginOidc = async (
  { provider, tickets, publicUrl, log }: OidcParts,
  { defi, retour, etat, login_hint: loginHint }: z.infer<typeof OidcStart>,
  browser: string,
): Promise<string | null> => {
  const [state, nonce, verifieur] = [newSecret(), newSecret(), newSecret()]
  const returnTo = publicUrl() + PATHS.oidcReturn
  const page = await provider.authorizationUrl({ returnTo, state, nonce, verifieur, loginHint }).catch((error: unknown) => {
    log.warn(described(error), 'identity provider out of reach')
    return null
  })
  if (page === null) return null
  await tickets.add('oidc', state, { defi, retour, etat, nonce, verifieur, navigateur: hashOf(browser) }, LIFE_MS.oidc)
  return page.href
}

export type Returned =
  | { readonly to: string }
  /** Nothing waits for it, any more or at all. */
  | 'over'
  | 'other-browser'

/** No answer in time, or one of its own breakdown: it may pass, and says nothing of the person. */
const isSilence = (error: unknown): boolean => {
  if (isOutOfReach(error)) return true
  if (error instanceof Response) return error.status >= 500
  if (!(error instanceof Error)) return false
  return error.name === 'TimeoutError' || ('code' in error && error.code === 'OAUTH_TIMEOUT') || isSilence(error.cause)
}

/** @param query as it came, without its `?`. @param browser value of the cookie, if any. */
export const endOidc = async (parts: OidcParts, query: string, browser: string | null): Promise<Returned> => {
  const { provider, tickets, account, publicUrl, log } = parts
  const [state, ...others] = new URLSearchParams(query).getAll('state')
  if (state === undefined || others.length > 0) return 'over'
  const waiting = await tickets.read('oidc', state)
  if (waiting === null) return 'over'
  // Before it is used up: someone else's browser must not end it.
  if (browser === null || hashOf(browser) !== waiting.navigateur) return 'other-browser'
  if ((await tickets.take('oidc', state)) === null) return 'over'

  const { defi, nonce, verifieur } = waiting
  const url = new URL(publicUrl() + PATHS.oidcReturn)
  url.search = query
  const refused = (erreur: Refusal): Returned => ({ to: backToDesk(waiting, { erreur }) })
  // RFC 6749 §4.1.2.1: the person, or their organisation, said no.
  if (url.searchParams.get('error') === 'access_denied') return refused('connexion-annulee')
  let identified: Awaited<ReturnType<typeof provider.identify>>
  try {
    identified = await provider.identify({ url, state, nonce, verifieur })
  } catch (error) {
    log.warn(described(error), 'identity not accepted')
    return refused(isSilence(error) ? 'fournisseur-injoignable' : 'identite-refusee')
  }
  const identity = identityOf(identified.claims)
  if (identity === null) return refused('identite-refusee')
  try {
    const user = await reconcile(account, identity)
    const code = newCode(ADDRESS_CODE)
    const { idToken } = identified
    await tickets.add('code', code, { userId: user.id, defi, moyen: 'fournisseur', idToken }, LIFE_MS.addressCode)
    return { to: backToDesk(waiting, { code }) }
  } catch (error) {
    if (!(error instanceof AccountRefusal)) throw error
    return refused(error.motif)
  }
}

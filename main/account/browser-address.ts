import { isLoopback, isSafeUrl } from '../sync/server-address.ts'

const MAX_LENGTH = 4_096

/** The page of the server that leads to the identity provider. @param server its address, as `serverAddress` gives it. */
export const signInPage = (
  server: string,
  { defi, retour, etat }: { readonly defi: string; readonly retour: string; readonly etat: string },
): URL => {
  const page = new URL('auth/v1/oidc/start', server)
  page.search = new URLSearchParams({ defi, retour, etat }).toString()
  return page
}

/**
 * Where the identity provider ends its own session, to hand to the system's browser; null for what a server must not have opened.
 * In the clear only on this machine, and only for a server that is on it too: a far one has nothing to open here.
 */
export const signOutPage = (text: string, server: string): URL | null => {
  if (text.length > MAX_LENGTH || /[\s\\\p{Cc}\p{Cf}]/u.test(text) || !/^https?:\/\/[^/]/i.test(text)) return null
  const page = URL.parse(text)
  if (page === null || !isSafeUrl(page)) return null
  return isLoopback(page) && !isLoopback(new URL(server)) ? null : page
}

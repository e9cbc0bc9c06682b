import { DoraError } from '#shared/errors.ts'

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

export const isLoopback = (url: URL): boolean => LOOPBACK.has(url.hostname)

/** Nothing goes in the clear, except to a server on this very machine. */
export const isSafeUrl = (url: URL): boolean =>
  (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) && url.username === '' && url.password === ''

/**
 * The address of a server as it is kept: `https://host[:port]/[folder/]`, or `http:` on this machine.
 * @throws DoraError `sync-adresse-refusee`
 */
export const serverAddress = (text: string): string => {
  const url = URL.parse(text.trim())
  if (url === null || url.hostname === '' || !isSafeUrl(url)) throw new DoraError('sync-adresse-refusee')
  url.search = ''
  url.hash = ''
  // Paths of the protocol are relative to it.
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url.href
}

import { DoraError } from '#shared/errors.ts'

const NOWHERE = 'http://application.invalid'

/**
 * An address of the application, as a page gives it: a path and its query, never another origin nor a fragment. Fails with
 * `requete-invalide` for any other text.
 */
export const ownAddress = (text: string): string => {
  const url = /^\/(?![/\\])/.test(text) && URL.canParse(text, NOWHERE) ? new URL(text, NOWHERE) : null
  if (url === null || url.origin !== NOWHERE || url.pathname.startsWith('//')) {
    throw new DoraError('requete-invalide', { champ: 'adresse' })
  }
  return url.pathname + url.search
}

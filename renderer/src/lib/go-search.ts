import { toAddress } from '#shared/search/address.ts'
import type { SearchQuery } from '#shared/search/query.ts'
import { href, navigate } from './route.ts'

/**
 * To the search screen, on a whole query: an address keeps neither the name of a point nor its last metres, for it may be somebody's
 * home. What is handed goes beside it, and only once.
 */
type Handed = { readonly query: SearchQuery; readonly lieu: string }
let handed: Handed | null = null

export const goToSearch = (query: SearchQuery, lieu: string): void => {
  handed = { query, lieu }
  navigate(href.recherche(toAddress(query)))
}

/** What was handed for that address; null when it is another's. */
export const takeHanded = (query: SearchQuery): Handed | null => {
  const given = handed
  handed = null
  return given !== null && toAddress(given.query) === toAddress(query) ? given : null
}

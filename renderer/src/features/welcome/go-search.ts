import { emptyQuery, toAddress } from '#shared/search/address.ts'
import type { PlaceRef } from '#shared/search/query.ts'
import { href, navigate } from '../../lib/route.ts'

/** To the search screen, on words and around a place. */
export const goSearch = (text: string, place: PlaceRef | null): void =>
  navigate(href.recherche(toAddress({ ...emptyQuery(), text: text.trim().slice(0, 300), place })))

import { DoraError } from '#shared/errors.ts'
import { type Mark, MOST_FOLLOWED } from '#shared/memory/marks.ts'
import type { SearchQuery } from '#shared/search/query.ts'
import type { CatalogueServices } from '../catalogue/handlers.ts'

/** What a kept search finds on this desk, now. */
export type Looked = {
  readonly total: number | null
  readonly services: Readonly<Record<string, Mark>>
  /** Why it cannot be followed, in French. */
  readonly probleme: string | null
}

/** Rows read in one go: a search typed meanwhile waits for one part, not for all. */
const PART = 100
/** A catalogue that changes at each part is looked at again at the next change. */
const MOST_TRIES = 3

const nothing = (total: number | null, probleme: string): Looked => ({ total, services: {}, probleme })

const TOO_WIDE = (total: number): string =>
  `Cette recherche trouve ${total.toLocaleString('fr-FR')} services\u202f: c’est trop pour suivre ce qui change. Gardez-en une plus précise, avec un lieu ou un filtre de plus.`

type Catalogue = Pick<CatalogueServices, 'marks'>

const whole = async (catalogue: Catalogue, query: SearchQuery): Promise<Looked | null> => {
  const first = await catalogue.marks(query, 0, PART)
  if (first.total > MOST_FOLLOWED) return nothing(first.total, TOO_WIDE(first.total))
  const services = new Map(first.marks)
  for (let from = PART; from < first.total; from += PART) {
    const part = await catalogue.marks(query, from, PART)
    if (part.state !== first.state || part.total !== first.total) return null
    for (const [id, mark] of part.marks) services.set(id, mark)
  }
  return { total: first.total, services: Object.fromEntries(services), probleme: null }
}

/** Never rejects with what the person can be told: a place or a catalogue that this desk does not have is `probleme`. */
export const lookAt = async (catalogue: Catalogue, query: SearchQuery): Promise<Looked> => {
  try {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const looked = await whole(catalogue, query)
      if (looked !== null) return looked
    }
    return nothing(null, 'Le catalogue est en train de changer. Cette recherche sera relue dans un instant.')
  } catch (error) {
    if (error instanceof DoraError && error.code !== 'interne') return nothing(null, error.message)
    throw error
  }
}

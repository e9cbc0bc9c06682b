import { labelOf } from '#shared/reference/labels.ts'
import { FACETS, type Facet, type SearchQuery } from '#shared/search/query.ts'
import type { Loosening } from '#shared/search/result.ts'
import type { Reading } from '#shared/search/reading.ts'
import type { Place } from './place.ts'

/** From this many results on, nobody needs a way out. */
export const ENOUGH = 3

const RADII = [10, 20, 30, 50, 80, 120, 200, 300]
const NBSP = '\u202f'
const OPEN = `«${NBSP}`
const CLOSE = `${NBSP}»`

/** The parts of a query that loosening changes; `place` is the one resolved. */
export type LooseQuery = Pick<SearchQuery, 'radiusKm' | 'filters'> & { readonly place: Place; readonly words: boolean }

const services = (n: number): string => `${n.toLocaleString('fr-FR')} service${n > 1 ? 's' : ''}`

const FACET_NAMES: Readonly<Record<Facet, string>> = {
  thematiques: 'le besoin',
  publics: 'le public',
  types: 'le type de service',
  frais: 'les frais',
  modes_accueil: 'le mode d’accueil',
  modes_mobilisation: 'le mode de mobilisation',
  mobilisable_par: 'qui peut mobiliser',
  sources: 'la source',
  fraicheur: 'la fraîcheur',
  orientable: 'l’orientation',
  zone: 'la zone',
}

/** Named by its value when there is only one, by its facet otherwise. */
const filterName = (facet: Facet, values: readonly string[]): string =>
  values.length === 1 ? `${OPEN}${labelOf(facet, values[0] ?? '')}${CLOSE}` : FACET_NAMES[facet]

export type Counting = {
  /** How many services the query so changed would find. */
  readonly count: (changed: LooseQuery) => number
  /** How many without the filter of that facet. */
  readonly countWithout: (facet: Facet) => number
  /** How many at each of these radii, increasing. */
  readonly countByRadius: (radii: readonly number[]) => readonly number[]
}

/**
 * What changing one thing would bring, each total counted for real.
 * Only what brings more than now is offered: the next radii that help (two at most when that is enough), each filter, the
 * place, the words. One pass for all the radii, none for the filters (the search has seen who fails a single one), one for the
 * place and one for the words; only on an empty or short result.
 */
export const looseningsOf = (query: LooseQuery, total: number, { count, countWithout, countByRadius }: Counting): Loosening[] => {
  const found: Loosening[] = []
  if (query.place !== null && query.place.departements === null) {
    let best = total
    const radii = RADII.filter((radius) => radius > query.radiusKm)
    const totals = countByRadius(radii)
    for (const [i, radiusKm] of radii.entries()) {
      const more = totals[i] ?? 0
      if (more <= best) continue
      found.push({ kind: 'rayon', label: `${services(more)} en élargissant à ${radiusKm}${NBSP}km`, total: more, radiusKm })
      best = more
      if (more >= ENOUGH && found.length >= 2) break
    }
  }
  for (const facet of FACETS) {
    if (query.filters[facet].length === 0) continue
    const more = countWithout(facet)
    if (more <= total) continue
    const label = `${services(more)} sans le filtre ${filterName(facet, query.filters[facet])}`
    found.push({ kind: 'filtre', label, total: more, facet })
  }
  if (query.place !== null) {
    const more = count({ ...query, place: null })
    if (more > total) found.push({ kind: 'lieu', label: `${services(more)} dans toute la France`, total: more })
  }
  if (query.words) {
    const more = count({ ...query, words: false })
    if (more > total) found.push({ kind: 'mots', label: `${services(more)} sans les mots cherchés`, total: more })
  }
  return found
}

/** Why there is nothing, in one French sentence that names what was asked. */
export const whyNothing = (query: SearchQuery, place: Place, reading: Pick<Reading, 'words'>): string => {
  const text = query.text.trim()
  const asked = text === '' ? '' : `${OPEN}${text}${CLOSE}`
  if (asked !== '' && reading.words.length === 0) return `Aucun service du référentiel ne contient ${asked}.`
  const filters = FACETS.filter((facet) => query.filters[facet].length > 0).length
  const filtered = filters === 0 ? '' : filters === 1 ? 'le filtre choisi' : `les ${filters} filtres choisis`
  const verb =
    asked === ''
      ? filtered === ''
        ? 'n’est proposé'
        : `ne correspond à ${filtered}`
      : `ne répond à ${asked}${filtered === '' ? '' : ` avec ${filtered}`}`
  return `Aucun service ${verb} ${sayWhere(query, place)}.`
}

const sayWhere = (query: SearchQuery, place: Place): string => {
  if (place === null) return 'dans le référentiel'
  if (place.departements !== null) return `pour ${place.label}, ni sur place ni à distance`
  return `à moins de ${query.radiusKm}${NBSP}km de ${place.label}, ni à distance`
}

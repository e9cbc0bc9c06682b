import { ALL_STRUCTURES, type BoardQuery, TRIS } from '#shared/moderation/board.ts'
import { ETATS_STRUCTURE } from '#shared/moderation/structure-state.ts'

/** The board's filters in its address: names of structures and communes, nothing of anybody. */

export const FACETS = ['departements', 'typologies', 'thematiques', 'labels', 'sources'] as const
export type FacetName = (typeof FACETS)[number]

/** Longest list read from an address, and longest value (shared/moderation/board.ts). */
const MOST: Readonly<Record<FacetName, readonly [values: number, length: number]>> = {
  departements: [110, 3],
  typologies: [100, 40],
  thematiques: [200, 80],
  labels: [200, 80],
  sources: [50, 80],
}
const WORDS = 200

const listOf = (params: URLSearchParams, name: string): readonly string[] => [
  ...new Set((params.get(name) ?? '').split(',').filter((value) => value !== '')),
]

/** Any query string is read; what it does not say, or says wrong, is as at first. */
export const parseBoard = (text: string): BoardQuery => {
  const params = new URLSearchParams(text)
  const of = (name: FacetName): string[] => {
    const [values, length] = MOST[name]
    return listOf(params, name)
      .filter((value) => value.length <= length)
      .slice(0, values)
  }
  const etats = new Set(listOf(params, 'etats'))
  return {
    texte: (params.get('q') ?? '').slice(0, WORDS),
    etats: ETATS_STRUCTURE.filter((etat) => etats.has(etat)),
    departements: of('departements'),
    typologies: of('typologies'),
    thematiques: of('thematiques'),
    labels: of('labels'),
    sources: of('sources'),
    tri: TRIS.find((tri) => tri === params.get('tri')) ?? ALL_STRUCTURES.tri,
    decroissant: params.get('ordre') === 'decroissant',
  }
}

/** The query string of a query, without its « ? »; '' for the whole board. */
export const boardSearch = (query: BoardQuery): string => {
  const params = new URLSearchParams()
  if (query.texte !== '') params.set('q', query.texte)
  if (query.etats.length > 0) params.set('etats', query.etats.join(','))
  for (const name of FACETS) if (query[name].length > 0) params.set(name, query[name].join(','))
  if (query.tri !== ALL_STRUCTURES.tri) params.set('tri', query.tri)
  if (query.decroissant) params.set('ordre', 'decroissant')
  return params.toString()
}

export const toggled = (values: readonly string[], value: string): string[] =>
  values.includes(value) ? values.filter((one) => one !== value) : [...values, value]

/** Whether something is left out. */
export const isNarrowed = (query: BoardQuery): boolean =>
  query.texte.trim() !== '' || query.etats.length > 0 || FACETS.some((name) => query[name].length > 0)

/** The whole board, in the same order. */
export const widened = ({ tri, decroissant }: BoardQuery): BoardQuery => ({ ...ALL_STRUCTURES, tri, decroissant })

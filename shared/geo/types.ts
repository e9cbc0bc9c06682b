/** A place of a query, as the search uses it. */
export type ResolvedPlace = {
  /** « Saint-Denis (93) », « 51300 », « Nord (59) »… ready to show. */
  readonly label: string
  /** Origin of distances, WGS84 degrees; null where no coordinate is known (a few overseas communes): search by their département then. */
  readonly lat: number | null
  readonly lon: number | null
  /** True when the coordinate is a guess from neighbours, not the commune's own. */
  readonly approximatif: boolean
  /**
   * Every code by which a `zone_eligibilite` can include the place: the commune, for an arrondissement also its city,
   * for a city with arrondissements the city's code, their EPCI and their département. National codes are not listed:
   * they include every place (`isNational`). A département or a région is told by its départements alone. Source: data-inclusion.md §2.1, « Arrondissement trap » corrected.
   */
  readonly zoneCodes: readonly string[]
  /** Set for a département or a région: match by département instead of radius. */
  readonly departements: readonly string[] | null
  /** Set for a postal code. */
  readonly codePostal?: string
}

/** C: commune, A: arrondissement of Paris, Lyon or Marseille, D: commune déléguée or associée (an alias of `parent`). */
export type RowType = 'C' | 'A' | 'D'

/** One line of `communes.tsv` of a geography pack. The key is (code, type): a déléguée chef-lieu shares its commune's code. */
export type CommuneRow = {
  readonly code: string
  readonly nom: string
  readonly type: RowType
  /** Commune an arrondissement or a déléguée belongs to; null for a commune. */
  readonly parent: string | null
  readonly codesPostaux: readonly string[]
  readonly population: number
  readonly lat: number | null
  readonly lon: number | null
  readonly approximatif: boolean
  readonly departement: string
  readonly region: string
  /** Its EPCI, then, in Greater Paris, its établissement public territorial: a zone may name either. */
  readonly epcis: readonly string[]
}

export type Departement = { readonly code: string; readonly nom: string; readonly region: string }
export type Region = { readonly code: string; readonly nom: string }
export type Epci = { readonly code: string; readonly nom: string }

export const LAYERS = ['voisins', 'departements', 'regions', 'eau', 'lacs', 'villes', 'communes'] as const
export type Layer = (typeof LAYERS)[number]

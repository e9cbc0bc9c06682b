import type { Entry } from './entry.ts'

/** Facets computed by the search rather than carried by the data (shared/search/query.ts). */

export const FRAICHEUR = [
  { value: 'moins-de-6-mois', label: 'Moins de 6 mois' },
  { value: 'de-6-a-12-mois', label: 'De 6 à 12 mois' },
  { value: 'de-1-a-2-ans', label: 'De 1 à 2 ans' },
  { value: 'plus-de-2-ans', label: 'Plus de 2 ans' },
  { value: 'inconnue', label: 'Date inconnue' },
] as const satisfies readonly Entry[]

export const ORIENTABLE = [
  { value: 'oui', label: 'Orientable avec DORA' },
  { value: 'non', label: 'Non orientable avec DORA' },
] as const satisfies readonly Entry[]

/** Widest part of `zone_eligibilite`, narrowest first. */
export const ZONE = [
  { value: 'commune', label: 'Commune' },
  { value: 'epci', label: 'Intercommunalité' },
  { value: 'departement', label: 'Département' },
  { value: 'france', label: 'France entière' },
  { value: 'inconnue', label: 'Zone non renseignée' },
] as const satisfies readonly Entry[]

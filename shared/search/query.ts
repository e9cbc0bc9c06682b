import { z } from 'zod'

/** What a counsellor asks: words, a place, filters, an order. The same object is the address bar (see `address.ts`). */

export const PlaceRef = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('commune'), code: z.string() }),
  z.object({ kind: z.literal('code-postal'), code: z.string() }),
  /** An address, a point put on the map or "ma position". `commune` is the commune it lies in, when known. */
  z.object({
    kind: z.literal('point'),
    lat: z.number().min(-90).max(90),
    lon: z.number().min(-180).max(180),
    label: z.string().max(200),
    commune: z.string().optional(),
  }),
  z.object({ kind: z.literal('departement'), code: z.string() }),
  z.object({ kind: z.literal('region'), code: z.string() }),
])
export type PlaceRef = z.infer<typeof PlaceRef>

/** A département or a région has edges of its own: no radius goes around it, and nobody sets out from it. */
type Around = Exclude<PlaceRef, { kind: 'departement' | 'region' }>
export const hasRadius = (place: PlaceRef | null | undefined): place is Around =>
  place != null && place.kind !== 'departement' && place.kind !== 'region'

export const FACETS = [
  'thematiques',
  'publics',
  'types',
  'frais',
  'modes_accueil',
  'modes_mobilisation',
  'mobilisable_par',
  'sources',
  'fraicheur',
  'orientable',
  'zone',
] as const
export type Facet = (typeof FACETS)[number]

/** Freshness classes by age of `date_maj` at the moment of the search; `inconnue` when the producer gave no date. */
export const FRAICHEURS = ['moins-de-6-mois', 'de-6-a-12-mois', 'de-1-a-2-ans', 'plus-de-2-ans', 'inconnue'] as const
/** Widest part of `zone_eligibilite`; `inconnue` when the field is empty (everyone may be eligible). */
export const ZONES = ['commune', 'epci', 'departement', 'france', 'inconnue'] as const

const values = z.array(z.string().max(120)).max(200).default([])
/** Values of one facet are alternatives (OR); facets add up (AND). A category of thématiques stands for all its needs. */
export const Filters = z.object({
  thematiques: values,
  publics: values,
  types: values,
  frais: values,
  modes_accueil: values,
  modes_mobilisation: values,
  mobilisable_par: values,
  sources: values,
  fraicheur: values,
  orientable: values,
  zone: values,
})
export type Filters = z.infer<typeof Filters>

export const SORTS = ['pertinence', 'distance', 'fraicheur', 'nom', 'dora'] as const
export type Sort = (typeof SORTS)[number]

export const SearchQuery = z.object({
  text: z.string().max(300).default(''),
  place: PlaceRef.nullable().default(null),
  radiusKm: z.number().min(1).max(300).default(50),
  filters: Filters.prefault({}),
  sort: z.enum(SORTS).default('pertinence'),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(0).max(200).default(50),
})
export type SearchQuery = z.output<typeof SearchQuery>
export type SearchQueryInput = z.input<typeof SearchQuery>

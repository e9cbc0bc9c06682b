import { DEPARTEMENTS, departementsOf, REGIONS } from '#shared/geo/divisions.ts'
import { FRAIS } from '#shared/reference/frais.ts'
import { MODES_ACCUEIL } from '#shared/reference/modes-accueil.ts'
import { PUBLICS } from '#shared/reference/publics.ts'
import { RESEAUX_PORTEURS } from '#shared/reference/reseaux-porteurs.ts'
import { CATEGORIES, NEEDS } from '#shared/reference/thematiques.ts'
import { TYPES } from '#shared/reference/types.ts'
import { fold } from '#shared/search/text.ts'
import { valuesOf } from '../opendata/valid.ts'
import type { Asked } from './answer.ts'
import { type Params, type Query, readParams } from './params.ts'
import { ApiProblem } from './problem.ts'
import type { Filters, Point } from './search.ts'

/** What each address takes, in the names and the shapes of data·inclusion (data-inclusion.md §2). */

const DEFAULT_SIZE = 5_000
const MOST_SIZE = 10_000

const categories = valuesOf(CATEGORIES)
const needs = [...valuesOf(NEEDS)]
const VALUES = {
  thematiques: new Set([...needs, ...categories]),
  publics: valuesOf(PUBLICS),
  types: valuesOf(TYPES),
  frais: valuesOf(FRAIS),
  modes_accueil: valuesOf(MODES_ACCUEIL),
  reseaux_porteurs: valuesOf(RESEAUX_PORTEURS),
}

/** Collectivities that are no département are in no list of upstream’s. */
const isOverseasCollectivity = (code: string): boolean => /^9(?:75|77|78|8\d)$/.test(code)
const slugOf = (nom: string): string =>
  fold(nom)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
const departements = DEPARTEMENTS.filter(({ code }) => !isOverseasCollectivity(code))
const regions = REGIONS.filter(({ code }) => !isOverseasCollectivity(code))
const slugs = (all: readonly { readonly code: string; readonly nom: string }[]) =>
  new Map(all.map(({ code, nom }) => [slugOf(nom), code]))
const codes = (all: readonly { readonly code: string }[]) => new Set(all.map(({ code }) => code))
const PLACES = {
  code_departement: codes(departements),
  slug_departement: slugs(departements),
  code_region: codes(regions),
  slug_region: slugs(regions),
}

/** A category asks for all of its values, beside those asked one by one. */
const withNeedsOf = (asked: readonly string[] | null): readonly string[] | null =>
  asked === null
    ? null
    : [...new Set(asked.flatMap((one) => (categories.has(one) ? needs.filter((need) => need.startsWith(`${one}--`)) : [one])))]

const paging = (params: Params): Asked => ({
  page: params.integer('page', 1, { least: 1 }),
  size: params.integer('size', DEFAULT_SIZE, { least: 1, most: MOST_SIZE }),
})

/** Each narrows the others. */
const placesIn = (params: Params): readonly (readonly string[])[] => {
  const region = (code: string | null | undefined) => (code == null ? [] : [departementsOf(code)])
  const departement = (code: string | null | undefined) => (code == null ? [] : [[code]])
  const [slugRegion, slugDepartement] = [
    params.oneOf('slug_region', new Set(PLACES.slug_region.keys())),
    params.oneOf('slug_departement', new Set(PLACES.slug_departement.keys())),
  ]
  return [
    ...region(params.oneOf('code_region', PLACES.code_region)),
    ...region(PLACES.slug_region.get(slugRegion ?? '')),
    ...departement(params.oneOf('code_departement', PLACES.code_departement)),
    ...departement(PLACES.slug_departement.get(slugDepartement ?? '')),
  ]
}

const filtersOf = (
  params: Params,
  hidden: ReadonlySet<string>,
): Omit<Filters, 'departements' | 'code_commune' | 'recherche_public'> => ({
  hidden,
  sources: params.texts('sources'),
  thematiques: withNeedsOf(params.someOf('thematiques', VALUES.thematiques)),
  publics: params.someOf('publics', VALUES.publics),
  types: params.someOf('types', VALUES.types),
  frais: params.someOf('frais', VALUES.frais),
  modes_accueil: params.someOf('modes_accueil', VALUES.modes_accueil),
  score_qualite_minimum: params.number('score_qualite_minimum'),
})

const pointIn = (params: Params): { readonly lat: number | null; readonly lon: number | null } => ({
  lat: params.number('lat', { least: -90, most: 90 }),
  lon: params.number('lon', { least: -180, most: 180 }),
})

/** @throws ApiProblem with the sentence of upstream when one is without the other. */
const pointOf = ({ lat, lon }: ReturnType<typeof pointIn>): Point | null => {
  if (lat === null && lon === null) return null
  if (lat === null || lon === null) throw new ApiProblem(422, 'The `lat` and `lon` must be simultaneously filled.')
  return { lat, lon }
}

export type StructuresAsked = Asked & {
  readonly hidden: ReadonlySet<string>
  readonly sources: readonly string[] | null
  readonly reseaux_porteurs: readonly string[] | null
  readonly departements: readonly (readonly string[])[]
  readonly code_commune: string | null
  readonly exclure_doublons: boolean
}

export const structuresAsked = (query: Query, hidden: ReadonlySet<string>): StructuresAsked => {
  const params = readParams(query)
  const asked = {
    ...paging(params),
    hidden,
    sources: params.texts('sources'),
    reseaux_porteurs: params.someOf('reseaux_porteurs', VALUES.reseaux_porteurs),
    departements: placesIn(params),
    code_commune: params.commune('code_commune'),
    exclure_doublons: params.boolean('exclure_doublons'),
  }
  params.check()
  return asked
}

export const servicesAsked = (query: Query, hidden: ReadonlySet<string>): Asked & Filters & { readonly extra: boolean } => {
  const params = readParams(query)
  const asked = {
    ...paging(params),
    ...filtersOf(params, hidden),
    departements: placesIn(params),
    code_commune: params.commune('code_commune'),
    recherche_public: params.text('recherche_public'),
    extra: params.boolean('extra'),
  }
  params.check()
  return asked
}

export const searchAsked = (query: Query, hidden: ReadonlySet<string>) => {
  const params = readParams(query)
  const point = pointIn(params)
  const asked = {
    ...paging(params),
    ...filtersOf(params, hidden),
    departements: [],
    // Where to search around, not what to keep.
    around: params.commune('code_commune'),
    code_commune: null,
    recherche_public: params.text('recherche_public'),
    exclure_doublons: params.boolean('exclure_doublons'),
  }
  params.check()
  return { ...asked, point: pointOf(point) }
}

const DEFAULT_KM = 50

export const wordsAsked = (query: Query, hidden: ReadonlySet<string>) => {
  const params = readParams(query)
  const point = pointIn(params)
  const asked = {
    ...paging(params),
    ...filtersOf(params, hidden),
    departements: placesIn(params),
    code_commune: params.commune('code_commune'),
    recherche_public: null,
    q: params.text('q'),
    distance: params.integer('distance', DEFAULT_KM, { least: 1 }),
  }
  params.check()
  return { ...asked, point: pointOf(point) }
}

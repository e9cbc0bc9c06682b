import type { Json } from '#shared/rpc.ts'
import { COMMUNE, orNull, ref } from './openapi-schemas.ts'

/** Paths under `/api/v1`, with the parameters of data·inclusion (data-inclusion.md §2). */

type Parameter = Readonly<Record<string, Json>>

const asked = (name: string, description: string, schema: Json): Parameter => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
})
const several = (name: string, description: string, items: Json): Parameter =>
  asked(name, `${description} Le paramètre se répète\u202f: « ${name}=a&${name}=b ».`, orNull({ type: 'array', items }))

const PAGE = asked('page', 'Numéro de la page.', { type: 'integer', minimum: 1, default: 1 })
const SIZE = asked('size', 'Résultats par page.', { type: 'integer', minimum: 1, maximum: 10_000, default: 5_000 })
const SOURCES = several('sources', 'Sources voulues (voir /api/v1/sources).', { type: 'string' })
const CODE_COMMUNE = asked('code_commune', 'Code d’une commune (COG).', orNull(COMMUNE))
const DIVISIONS = [
  asked('code_region', 'Code d’une région.', orNull(ref('RegionCodeEnum'))),
  asked('slug_region', 'Nom d’une région, sans accent.', orNull(ref('RegionSlugEnum'))),
  asked('code_departement', 'Code d’un département.', orNull(ref('DepartementCodeEnum'))),
  asked('slug_departement', 'Nom d’un département, sans accent.', orNull(ref('DepartementSlugEnum'))),
]
const POINT = [
  asked('lat', 'Latitude du point de départ\u202f; va avec « lon ».', orNull({ type: 'number' })),
  asked('lon', 'Longitude du point de départ\u202f; va avec « lat ».', orNull({ type: 'number' })),
]
const THEMATIQUES = several('thematiques', 'Au moins une de ces thématiques, ou de ces familles.', {
  anyOf: [ref('Thematique'), ref('Categorie')],
})
const FRAIS = several('frais', 'L’un de ces frais.', ref('Frais'))
const MODES = several('modes_accueil', 'L’un de ces modes d’accueil.', ref('ModeAccueil'))
const PUBLICS = several('publics', 'L’un de ces publics, ou ouvert à tous.', ref('Public'))
const TYPES = several('types', 'L’un de ces types.', ref('TypeService'))
const RECHERCHE_PUBLIC = asked(
  'recherche_public',
  'Mots cherchés dans les publics et leurs précisions.',
  orNull({ type: 'string' }),
)
const SCORE = asked('score_qualite_minimum', 'Score de qualité au moins égal, de 0 à 1.', orNull({ type: 'number' }))
const SANS_DOUBLONS = asked('exclure_doublons', 'Une seule fiche par structure, la meilleure.', {
  anyOf: [{ type: 'boolean' }, { type: 'null' }],
  default: false,
})
const ID: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Identifiant de la fiche.',
  schema: { type: 'string' },
}

export const json = (description: string, schema: Json): Json => ({ description, content: { 'application/json': { schema } } })
const refusal = (description: string): Json => json(description, ref('Refus'))

export const COMMON: Readonly<Record<string, Json>> = {
  '400': refusal('Adresse mal écrite.'),
  '401': refusal('Clé inconnue, révoquée, nécessaire et absente, ou donnée dans l’adresse.'),
  '304': { description: 'Rien n’a changé depuis l’ETag donné dans « If-None-Match ».' },
  '429': refusal('Trop de demandes\u202f: « Retry-After » dit quand revenir.'),
  '500': refusal('Erreur inattendue.'),
  '503': refusal('Le serveur ne peut pas répondre pour le moment.'),
}
export const WITH_KEY: Readonly<Record<string, Json>> = { '403': refusal('Cette clé n’ouvre pas les données.') }
export const NOT_FOUND: Json = refusal('Aucune fiche de cet identifiant.')
export const TOO_LONG: Json = refusal('Identifiant trop long.')
const INVALID: Json = json('Un paramètre n’est pas valable.', { anyOf: [ref('HTTPValidationError'), ref('Refus')] })

type Told = {
  readonly operationId: string
  readonly summary: string
  readonly parameters?: readonly Parameter[]
  readonly answer: Json
}

const data = ({ operationId, summary, parameters = [], answer }: Told): Json => ({
  get: {
    tags: ['Données'],
    operationId,
    summary,
    parameters: [...parameters],
    security: [{ HTTPBearer: [] }, {}],
    responses: {
      '200': json('Réponse.', answer),
      ...(parameters.includes(ID) ? { '404': NOT_FOUND, '414': TOO_LONG } : {}),
      '422': INVALID,
      ...WITH_KEY,
      ...COMMON,
    },
  },
})

const open = (operationId: string, summary: string, answer: Json, tag: string): Json => ({
  get: { tags: [tag], operationId, summary, responses: { '200': json('Réponse.', answer), ...COMMON } },
})

const LISTS = {
  frais: 'Frais',
  'modes-accueil': 'Modes d’accueil',
  'modes-mobilisation': 'Modes de mobilisation',
  'personnes-mobilisatrices': 'Personnes mobilisatrices',
  publics: 'Publics',
  'reseaux-porteurs': 'Réseaux porteurs',
  thematiques: 'Thématiques',
  'types-services': 'Types de services',
} as const

const operation = (path: string): string => path.replaceAll(/[/\-{}]/g, '_')

export const V1_PATHS: Readonly<Record<string, Json>> = {
  '/api/v1/structures': data({
    operationId: 'list_structures_endpoint_api_v1_structures_get',
    summary: 'Structures, dans l’ordre des identifiants',
    parameters: [
      PAGE,
      SIZE,
      SOURCES,
      several('reseaux_porteurs', 'L’un de ces réseaux.', ref('ReseauPorteur')),
      ...DIVISIONS,
      CODE_COMMUNE,
      SANS_DOUBLONS,
    ],
    answer: ref('Page_ListedStructure_'),
  }),
  '/api/v1/structures/{id}': data({
    operationId: 'retrieve_structure_endpoint_api_v1_structures__id__get',
    summary: 'Une structure, ses services et ses doublons',
    parameters: [ID],
    answer: ref('DetailedStructure'),
  }),
  '/api/v1/services': data({
    operationId: 'list_services_endpoint_api_v1_services_get',
    summary: 'Services, dans l’ordre des identifiants',
    parameters: [
      PAGE,
      SIZE,
      SOURCES,
      THEMATIQUES,
      ...DIVISIONS,
      CODE_COMMUNE,
      FRAIS,
      PUBLICS,
      RECHERCHE_PUBLIC,
      MODES,
      TYPES,
      SCORE,
    ],
    answer: ref('Page_Service_'),
  }),
  '/api/v1/services/{id}': data({
    operationId: 'retrieve_service_endpoint_api_v1_services__id__get',
    summary: 'Un service et sa structure',
    parameters: [ID],
    answer: ref('DetailedService'),
  }),
  '/api/v1/search/services': data({
    operationId: 'search_services_endpoint_api_v1_search_services_get',
    summary: 'Services pour les habitants d’une commune, les plus proches d’abord',
    parameters: [
      PAGE,
      SIZE,
      SOURCES,
      CODE_COMMUNE,
      ...POINT,
      THEMATIQUES,
      FRAIS,
      MODES,
      PUBLICS,
      RECHERCHE_PUBLIC,
      TYPES,
      SCORE,
      SANS_DOUBLONS,
    ],
    answer: ref('Page_ServiceSearchResult_'),
  }),
  '/api/v1/search': data({
    operationId: 'search_endpoint_api_v1_search_get',
    summary: 'Services par mots, et par lieu si on veut',
    parameters: [
      PAGE,
      SIZE,
      asked('q', 'Mots cherchés. Vide\u202f: aucun résultat\u202f; absent\u202f: tous.', orNull({ type: 'string' })),
      SOURCES,
      CODE_COMMUNE,
      ...DIVISIONS,
      ...POINT,
      asked('distance', 'Kilomètres autour du point.', { type: 'integer', minimum: 1, default: 50 }),
      THEMATIQUES,
      FRAIS,
      MODES,
      PUBLICS,
      TYPES,
      SCORE,
    ],
    answer: ref('Page_SearchResult_'),
  }),
  '/api/v1/sources': data({
    operationId: 'list_sources_endpoint_api_v1_sources_get',
    summary: 'Sources des fiches',
    answer: { type: 'array', items: ref('Source') },
  }),
  ...Object.fromEntries(
    Object.entries(LISTS).map(([name, label]) => {
      const path = `/api/v1/doc/${name}`
      const answer: Json = { type: 'array', items: ref('FrameworkValue') }
      return [path, open(`as_dict_list${operation(path)}_get`, `Référentiel\u202f: ${label}`, answer, 'Référentiels')]
    }),
  ),
}

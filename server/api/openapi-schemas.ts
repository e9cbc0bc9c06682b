import type { Json } from '#shared/rpc.ts'
import { SERVICE_FIELDS, STRUCTURE_FIELDS } from '../opendata/record.ts'
import { VALUE_SCHEMAS } from './openapi-values.ts'

/** Schemas of what the API answers, under the names that data·inclusion’s clients know, so that generated ones change nothing. */

type Schemas = Readonly<Record<string, Json>>

export const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` })
export const orNull = (schema: Json): Json => ({ anyOf: [schema, { type: 'null' }] })
const TEXT: Json = { type: 'string' }
const said = (schema: Json, description: string): Json => ({ ...(schema as Readonly<Record<string, Json>>), description })
const sized = (pattern: string, least: number, most: number): Json => ({
  type: 'string',
  pattern,
  minLength: least,
  maxLength: most,
})
export const COMMUNE: Json = sized('^\\w{5}$', 5, 5)
const URL: Json = { type: 'string', format: 'uri', minLength: 1, maxLength: 2083 }
const MAIL: Json = { type: 'string', format: 'email' }
const NAME: Json = { type: 'string', minLength: 3, maxLength: 150 }
const LONG: Json = { type: 'string', minLength: 5, maxLength: 10_000 }
const setOf = (name: string, least?: 1): Json =>
  orNull({ type: 'array', items: ref(name), uniqueItems: true, ...(least === undefined ? {} : { minItems: least }) })
const listOf = (items: Json): Json => ({ type: 'array', items })
const object = (properties: Schemas, required: readonly string[]): Json => ({
  type: 'object',
  properties,
  required: [...required],
})

const PLACE: Schemas = {
  commune: said(orNull(TEXT), 'Nom de la commune.'),
  code_postal: orNull(sized('^\\d{5}$', 5, 5)),
  code_insee: said(orNull(COMMUNE), 'Code de la commune (COG).'),
  adresse: orNull(TEXT),
  complement_adresse: orNull(TEXT),
  longitude: said(orNull({ type: 'number' }), 'WGS84, en degrés.'),
  latitude: said(orNull({ type: 'number' }), 'WGS84, en degrés.'),
}
const SHARED: Schemas = {
  source: said(TEXT, 'D’où vient la fiche (voir /api/v1/sources).'),
  id: said(TEXT, 'Identifiant stable\u202f: la source, deux tirets, puis son propre identifiant.'),
  nom: NAME,
  date_maj: said({ type: 'string', format: 'date' }, 'Jour de la dernière modification, chez qui tient la fiche.'),
  lien_source: said(orNull(URL), 'Page de la fiche chez qui la tient.'),
  ...PLACE,
  telephone: orNull(TEXT),
  courriel: said(orNull(MAIL), 'Jamais celui d’une personne\u202f: seulement celui d’une fonction ou d’un service.'),
  horaires_accueil: said(orNull(TEXT), 'Au format opening_hours d’OpenStreetMap.'),
}

const STRUCTURE: Schemas = {
  ...SHARED,
  description: orNull(LONG),
  siret: orNull(sized('^\\d{14}$', 14, 14)),
  site_web: orNull(URL),
  accessibilite_lieu: said(orNull(URL), 'Page d’Acceslibre.'),
  reseaux_porteurs: setOf('ReseauPorteur'),
}

const ZONE: Json = orNull({
  type: 'array',
  minItems: 1,
  items: {
    anyOf: [
      sized('^\\w{5}$', 5, 5),
      sized('^\\w{2,3}$', 2, 3),
      sized('^\\d{9}$', 9, 9),
      sized('^99[0-5]\\d{2}$', 5, 5),
      { type: 'string', const: 'france' },
    ],
  },
})

const SERVICE: Schemas = {
  ...SHARED,
  structure_id: said(TEXT, 'Identifiant de la structure qui rend le service.'),
  description: said(LONG, 'En Markdown.'),
  type: orNull(ref('TypeService')),
  thematiques: setOf('Thematique'),
  frais: orNull(ref('Frais')),
  frais_precisions: orNull(TEXT),
  publics: said(setOf('Public', 1), 'Une personne de l’un de ces publics suffit. « tous-publics » est toujours seul.'),
  publics_precisions: orNull(TEXT),
  conditions_acces: orNull(TEXT),
  contact_nom_prenom: said(orNull(TEXT), 'Toujours vide\u202f: le nom d’une personne n’est pas une donnée ouverte.'),
  modes_accueil: setOf('ModeAccueil'),
  zone_eligibilite: said(ZONE, 'Où il faut habiter\u202f: communes, EPCI, départements ou pays. Vide\u202f: partout.'),
  lien_mobilisation: orNull(URL),
  modes_mobilisation: setOf('ModeMobilisation', 1),
  mobilisable_par: setOf('PersonneMobilisatrice', 1),
  mobilisation_precisions: orNull(TEXT),
  volume_horaire_hebdomadaire: said(orNull({ type: 'number', minimum: 0 }), 'Heures par semaine.'),
  nombre_semaines: orNull({ type: 'integer', minimum: 1 }),
}

const SCORE: Json = { type: 'number', minimum: 0, maximum: 1 }
const ADDED: Schemas = {
  adresse_certifiee: said(
    { type: 'boolean' },
    'Toujours « false »\u202f: aucune adresse n’est remplacée ici par celle de la BAN.',
  ),
}
const SCORED: Schemas = { ...ADDED, score_qualite: said(SCORE, 'De 0 à 1\u202f: complétude et fraîcheur (docs/api.md).') }

const STRUCTURE_NEEDS = ['source', 'id', 'nom', 'date_maj'] as const
const SERVICE_NEEDS = ['source', 'structure_id', 'id', 'nom', 'description', 'date_maj'] as const

/** The fields of the files, in their order, so that neither says what the other does not. */
const structureOf = (more: Schemas = {}, needs: readonly string[] = []): Json =>
  object({ ...Object.fromEntries(STRUCTURE_FIELDS.map((name) => [name, STRUCTURE[name] ?? TEXT])), ...more }, [
    ...STRUCTURE_NEEDS,
    ...needs,
  ])
const serviceOf = (more: Schemas = {}, needs: readonly string[] = []): Json =>
  object({ ...Object.fromEntries(SERVICE_FIELDS.map((name) => [name, SERVICE[name] ?? TEXT])), ...more }, [
    ...SERVICE_NEEDS,
    ...needs,
  ])

const COUNT: Json = { type: 'integer' }
const pageOf = (name: string): Json =>
  object(
    {
      items: listOf(ref(name)),
      total: said(COUNT, 'Nombre de résultats, toutes pages confondues.'),
      page: COUNT,
      size: said(COUNT, 'Nombre de résultats de cette page.'),
      pages: COUNT,
    },
    ['items', 'total', 'page', 'size', 'pages'],
  )

export const V1_SCHEMAS: Schemas = {
  ...VALUE_SCHEMAS,
  Structure: structureOf(),
  BaseStructure: structureOf(ADDED, ['adresse_certifiee']),
  ListedStructure: structureOf(
    { ...SCORED, doublons: said(listOf(ref('SourceIdDict')), 'Fiches connues de la même structure.') },
    ['adresse_certifiee', 'score_qualite', 'doublons'],
  ),
  DetailedStructure: structureOf({ ...SCORED, doublons: listOf(ref('Structure')), services: listOf(ref('Service')) }, [
    'adresse_certifiee',
    'score_qualite',
    'doublons',
    'services',
  ]),
  Service: serviceOf(SCORED, ['adresse_certifiee', 'score_qualite']),
  DetailedService: serviceOf({ ...SCORED, structure: ref('BaseStructure') }, ['adresse_certifiee', 'score_qualite', 'structure']),
  ServiceSearchResult: object(
    { service: ref('DetailedService'), distance: said(orNull(COUNT), 'Kilomètres, pour ce qui se passe sur place.') },
    ['service'],
  ),
  SearchResult: object(
    {
      service: { anyOf: [ref('DetailedService'), ref('DetailedStructure')] },
      distance: orNull(COUNT),
      score_recherche: orNull({ type: 'number' }),
    },
    ['service'],
  ),
  Page_ListedStructure_: pageOf('ListedStructure'),
  Page_Service_: pageOf('Service'),
  Page_ServiceSearchResult_: pageOf('ServiceSearchResult'),
  Page_SearchResult_: pageOf('SearchResult'),
  FrameworkValue: object({ value: TEXT, label: TEXT, description: orNull(TEXT) }, ['value', 'label']),
  Source: object({ slug: TEXT, nom: TEXT, description: orNull(TEXT) }, ['slug', 'nom', 'description']),
  SourceIdDict: object({ source: TEXT, id: TEXT }, ['source', 'id']),
  ValidationError: object(
    {
      loc: listOf({ anyOf: [{ type: 'string' }, { type: 'integer' }] }),
      msg: TEXT,
      type: TEXT,
      input: {},
      ctx: { type: 'object' },
    },
    ['loc', 'msg', 'type'],
  ),
  HTTPValidationError: { type: 'object', properties: { detail: listOf(ref('ValidationError')) } },
  Refus: object({ detail: said(TEXT, 'Ce qui ne va pas, et quoi faire.') }, ['detail']),
}

import type { Json } from '#shared/rpc.ts'
import { COMMON, json, NOT_FOUND, TOO_LONG, WITH_KEY } from './openapi-paths.ts'
import { orNull, ref } from './openapi-schemas.ts'

/** `/api/v2` as it is described: DORA’s own shape (v2-mapping.ts), for partners who already read it. */

const TEXT: Json = { type: 'string' }
const MAYBE = orNull(TEXT)
const NUMBER = orNull({ type: 'number' })
const LIST: Json = { type: 'array', items: TEXT }
const DAY: Json = { type: 'string', format: 'date' }

const of = (type: Json, ...names: readonly string[]): Readonly<Record<string, Json>> =>
  Object.fromEntries(names.map((name) => [name, type]))
const whole = (properties: Readonly<Record<string, Json>>): Json => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
})
const PLACE = {
  ...of(MAYBE, 'adresse', 'complement_adresse', 'code_postal', 'code_insee', 'commune'),
  ...of(NUMBER, 'longitude', 'latitude'),
}

const page = (name: string): Json =>
  whole({
    count: { type: 'integer' },
    next: orNull({ type: 'string', format: 'uri' }),
    previous: orNull({ type: 'string', format: 'uri' }),
    results: { type: 'array', items: ref(name) },
  })

export const V2_SCHEMAS: Readonly<Record<string, Json>> = {
  StructureV2: whole({
    ...of(TEXT, 'id', 'nom', 'source', 'lien_source'),
    ...of(MAYBE, 'siret', 'parent_siret', 'typologie', 'courriel', 'telephone', 'site_web'),
    antenne: { type: 'boolean' },
    ...PLACE,
    ...of(MAYBE, 'presentation_resume', 'presentation_detail', 'accessibilite', 'horaires_ouverture'),
    ...of(LIST, 'labels_nationaux', 'labels_autres'),
    date_maj: DAY,
    ...of({ type: 'null' }, 'rna', 'thematiques'),
  }),
  ServiceV2: whole({
    ...of(TEXT, 'id', 'structure_id', 'nom', 'source', 'lien_source'),
    ...of(MAYBE, 'presentation_resume', 'presentation_detail', 'frais', 'frais_autres', 'publics_precisions'),
    ...of(LIST, 'types', 'thematiques', 'profils', 'publics', 'pre_requis', 'justificatifs', 'modes_accueil'),
    ...of(LIST, 'modes_orientation_accompagnateur', 'modes_orientation_beneficiaire'),
    ...of(MAYBE, 'modes_orientation_accompagnateur_autres', 'modes_orientation_beneficiaire_autres'),
    prise_rdv: { type: 'null' },
    cumulable: orNull({ type: 'boolean' }),
    ...of(MAYBE, 'formulaire_en_ligne', 'recurrence', 'telephone', 'courriel', 'contact_nom_prenom'),
    contact_public: { type: 'boolean' },
    ...PLACE,
    ...of(DAY, 'date_creation', 'date_maj'),
    date_suspension: orNull(DAY),
    ...of(MAYBE, 'zone_diffusion_type', 'zone_diffusion_code', 'zone_diffusion_nom'),
    ...of(NUMBER, 'temps_passe_duree_hebdomadaire', 'temps_passe_semaines'),
  }),
  Page_StructureV2_: page('StructureV2'),
  Page_ServiceV2_: page('ServiceV2'),
}

/** Most that a page holds. */
export const MAX_PAGE_SIZE = 1_000
export const MAX_PAGE = 1_000_000

const number = (name: string, description: string, most: number): Json => ({
  name,
  in: 'query',
  required: false,
  description,
  schema: { type: 'integer', minimum: 1, maximum: most },
})

const operation = (
  operationId: string,
  summary: string,
  parameters: readonly Json[],
  more: Readonly<Record<string, Json>>,
): Json => ({
  get: {
    tags: ['DORA v2'],
    operationId,
    summary,
    parameters: [...parameters],
    security: [{ HTTPBearer: [] }],
    responses: { ...more, ...WITH_KEY, ...COMMON },
  },
})

const pathsOf = (name: 'structures' | 'services', schema: string, label: string): Readonly<Record<string, Json>> => ({
  [`/api/v2/${name}/`]: operation(
    `list_${name}_v2`,
    `${label} tenues dans DORA\u202f: la liste entière, ou une page si « page_size » est donné`,
    [
      number('page', 'Numéro de la page\u202f; va avec « page_size ».', MAX_PAGE),
      number('page_size', 'Fiches par page. Absent\u202f: la liste entière, sans enveloppe.', MAX_PAGE_SIZE),
    ],
    {
      '200': json('Réponse.', { anyOf: [{ type: 'array', items: ref(schema) }, ref(`Page_${schema}_`)] }),
      '404': NOT_FOUND,
      '422': json('Un paramètre n’est pas valable.', ref('HTTPValidationError')),
    },
  ),
  [`/api/v2/${name}/{id}/`]: operation(
    `retrieve_${name}_v2`,
    `${label}\u202f: une fiche`,
    [{ name: 'id', in: 'path', required: true, description: 'Identifiant, sans « dora-- ».', schema: TEXT }],
    { '200': json('Réponse.', ref(schema)), '404': NOT_FOUND, '414': TOO_LONG },
  ),
})

export const V2_PATHS: Readonly<Record<string, Json>> = {
  ...pathsOf('structures', 'StructureV2', 'Structures'),
  ...pathsOf('services', 'ServiceV2', 'Fiches de service'),
}

import type { Entry } from '#shared/reference/entry.ts'
import { FRAIS } from '#shared/reference/frais.ts'
import { MOBILISABLE_PAR } from '#shared/reference/mobilisable-par.ts'
import { MODES_ACCUEIL } from '#shared/reference/modes-accueil.ts'
import { MODES_MOBILISATION } from '#shared/reference/modes-mobilisation.ts'
import { PUBLICS } from '#shared/reference/publics.ts'
import { RESEAUX_PORTEURS } from '#shared/reference/reseaux-porteurs.ts'
import { NEEDS } from '#shared/reference/thematiques.ts'
import { TYPES } from '#shared/reference/types.ts'
import { STRUCTURE_FIELDS } from '../record.ts'
import { SERVICE_ROW_FIELDS } from './columns.ts'

/**
 * JSON Schema (draft-07, as upstream’s own) of what is published: the rules of data·inclusion v1 (data-inclusion.md §1.1–1.2), made
 * stricter by what we promise besides: every field is there, and a text that says nothing is null. That a date is not to come,
 * and that a structure_id is that of a structure, no schema of one record can say.
 */

type Schema = Readonly<Record<string, unknown>>

const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] })
const text = (minLength = 1, maxLength?: number): Schema => ({
  type: 'string',
  minLength,
  ...(maxLength === undefined ? {} : { maxLength }),
})
const pattern = (source: string): Schema => ({ type: 'string', pattern: source })
const oneOf = (entries: readonly Entry[]): Schema => ({ type: 'string', enum: entries.map(({ value }) => value) })
const setOf = (items: Schema): Schema => ({ type: 'array', items, minItems: 1, uniqueItems: true })
const number = (minimum: number, maximum?: number): Schema => ({
  type: 'number',
  minimum,
  ...(maximum === undefined ? {} : { maximum }),
})

const DAY: Schema = { type: 'string', format: 'date', pattern: '^2\\d{3}-' }
const MAIL: Schema = { type: 'string', format: 'email' }
const URL_MAX = 2083
const WEB: Schema = { ...pattern('^[Hh][Tt][Tt][Pp][Ss]?://[^\\s]+$'), maxLength: URL_MAX }
const NOM = text(3, 150)
const DESCRIPTION = text(5, 10_000)
const ZONE = pattern('^(?:\\d{9}|99[0-5]\\d{2}|\\w{5}|\\w{2,3}|france)$')

const PLACE = {
  commune: orNull(text()),
  code_postal: orNull(pattern('^\\d{5}$')),
  code_insee: orNull(pattern('^\\w{5}$')),
  adresse: orNull(text()),
  complement_adresse: orNull(text()),
  longitude: orNull(number(-180, 180)),
  latitude: orNull(number(-90, 90)),
} as const
const COMMON = {
  source: text(),
  id: text(),
  nom: NOM,
  date_maj: DAY,
  lien_source: orNull(WEB),
  ...PLACE,
  telephone: orNull(text()),
  courriel: orNull(MAIL),
  horaires_accueil: orNull(text()),
} as const

const STRUCTURE: Readonly<Record<(typeof STRUCTURE_FIELDS)[number], Schema>> = {
  ...COMMON,
  description: orNull(DESCRIPTION),
  siret: orNull(pattern('^\\d{14}$')),
  site_web: orNull(WEB),
  accessibilite_lieu: orNull(WEB),
  reseaux_porteurs: orNull(setOf(oneOf(RESEAUX_PORTEURS))),
}

const TOUS = 'tous-publics'
const SERVICE: Readonly<Record<(typeof SERVICE_ROW_FIELDS)[number], Schema>> = {
  ...COMMON,
  structure_id: text(),
  description: DESCRIPTION,
  type: orNull(oneOf(TYPES)),
  thematiques: orNull(setOf(oneOf(NEEDS))),
  frais: orNull(oneOf(FRAIS)),
  frais_precisions: orNull(text()),
  publics: {
    anyOf: [setOf(oneOf(PUBLICS.filter(({ value }) => value !== TOUS))), { const: [TOUS] }, { type: 'null' }],
  },
  publics_precisions: orNull(text()),
  conditions_acces: orNull(text()),
  contact_nom_prenom: { type: 'null' },
  modes_accueil: orNull(setOf(oneOf(MODES_ACCUEIL))),
  zone_eligibilite: orNull(setOf(ZONE)),
  lien_mobilisation: orNull(WEB),
  modes_mobilisation: orNull(setOf(oneOf(MODES_MOBILISATION))),
  mobilisable_par: orNull(setOf(oneOf(MOBILISABLE_PAR))),
  mobilisation_precisions: orNull(text()),
  volume_horaire_hebdomadaire: orNull(number(0)),
  nombre_semaines: orNull({ type: 'integer', minimum: 1 }),
  score_qualite: number(0, 1),
}

const schemaOf = (title: string, description: string, fields: readonly string[], properties: Schema): Schema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title,
  description,
  type: 'object',
  additionalProperties: false,
  required: fields,
  // In the order of the columns.
  properties: Object.fromEntries(fields.map((name) => [name, properties[name]])),
  // Half a point is no place.
  oneOf: [
    { properties: { longitude: { type: 'null' }, latitude: { type: 'null' } } },
    { properties: { longitude: { type: 'number' }, latitude: { type: 'number' } } },
  ],
})

export const STRUCTURE_SCHEMA = schemaOf(
  'Structure',
  'Structure d’insertion, telle que DORA la publie\u202f: schéma data·inclusion v1.0.8.',
  STRUCTURE_FIELDS,
  STRUCTURE,
)
export const SERVICE_SCHEMA = schemaOf(
  'Service',
  'Service d’insertion, tel que DORA le publie\u202f: schéma data·inclusion v1.0.8, et son score de qualité de 0 à 1.',
  SERVICE_ROW_FIELDS,
  SERVICE,
)

import type { Json } from '../rpc.ts'
import { canonicalJson } from '../sync/canonical.ts'
import type { Doc } from '../sync/merge.ts'
import { fnv } from '../text/fnv.ts'
import { flat } from './flat.ts'

/**
 * Models: a service without place, perimeter nor contact, that services follow field by field (dora-backend.md §4.6): 22 fields and
 * 7 relations there; here 28 names, themes and needs being one list in v1. What is not named below is the service's own.
 */
export const MODEL_FIELDS = [
  'nom',
  'dora.short_desc',
  'description',
  'dora.is_cumulative',
  'frais',
  'frais_precisions',
  'dora.beneficiaries_access_modes_external_form_link',
  'dora.beneficiaries_access_modes_external_form_link_text',
  'dora.beneficiaries_access_modes_other',
  'dora.coach_orientation_modes_external_form_link',
  'dora.coach_orientation_modes_external_form_link_text',
  'dora.coach_orientation_modes_other',
  'volume_horaire_hebdomadaire',
  'nombre_semaines',
  'dora.forms',
  'type',
  'dora.online_form',
  'publics',
  'publics_precisions',
  'dora.qpv_or_zrr',
  'dora.recurrence',
  'dora.suspension_date',
  // Relations.
  'thematiques',
  'dora.beneficiaries_access_modes',
  'dora.coach_orientation_modes',
  'dora.access_conditions',
  'dora.requirements',
  'dora.credentials',
] as const

/** Row of a model: kind, and what its identifiers begin with. */
export const MODELE = 'modele'

const isNothing = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
/** Lists of choices have no order; nothing has one form. */
const comparable = (value: Json | undefined): Json =>
  isNothing(value)
    ? null
    : Array.isArray(value) && value.every((one) => typeof one === 'string')
      ? [...new Set(value as readonly string[])].sort()
      : (value as Json)

export const sameValue = (a: Json | undefined, b: Json | undefined): boolean =>
  canonicalJson(comparable(a)) === canonicalJson(comparable(b))

/** Sum of what services follow of a model, flat or deep. */
export const modelSum = (model: Doc): string => {
  const doc = flat(model)
  const text = canonicalJson(MODEL_FIELDS.map((field) => comparable(doc[field])))
  return fnv(text, 0x811c9dc5) + fnv(text, 0x9e3779b9)
}

export type ModelDifference = { readonly champ: string; readonly modele: Json; readonly service: Json }

/** Fields of a service that differ from its model's. */
export const modelDifferences = (model: Doc, service: Doc): readonly ModelDifference[] => {
  const [m, s] = [flat(model), flat(service)]
  return MODEL_FIELDS.filter((champ) => !sameValue(m[champ], s[champ])).map((champ) => ({
    champ,
    modele: m[champ] ?? null,
    service: s[champ] ?? null,
  }))
}

/** True when the model has changed since the service was last made the same as it, or refused it. */
export const modelChanged = (model: Doc, service: Doc): boolean => flat(service)['dora.modele_somme'] !== modelSum(model)

/** Patch that gives these fields of the model (all of them when none is named) to a service that follows it. */
export const patchFromModel = (model: Doc, champs: readonly string[] = MODEL_FIELDS): Doc => {
  const doc = flat(model)
  return {
    ...Object.fromEntries(MODEL_FIELDS.filter((champ) => champs.includes(champ)).map((champ) => [champ, doc[champ] ?? null])),
    'dora.modele': doc['id'] ?? null,
    'dora.modele_somme': modelSum(model),
  }
}

/** Patch that leaves this version of the model alone. */
export const patchRefusing = (model: Doc): Doc => ({ 'dora.modele_somme': modelSum(model) })
export const PATCH_DETACHED: Doc = { 'dora.modele': null, 'dora.modele_somme': null }

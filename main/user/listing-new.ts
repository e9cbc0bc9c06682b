import { deep } from '#shared/listing/flat.ts'
import { DEFAULT_FREQUENCY } from '#shared/listing/freshness.ts'
import { MODEL_FIELDS, MODELE, patchFromModel } from '#shared/listing/model.ts'
import { editorDefaults } from '#shared/listing/projection.ts'
import type { Service } from '#shared/catalogue/record.ts'
import { BLACKLISTED_SIREN } from '#shared/orientation/not-orientable.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { without } from './combine.ts'
import { patched, pickOf } from './favourite-doc.ts'

/** What a new listing begins with, as DORA's editor does (dora-screens.md §5.3). Flat records. */

const COACH = 'dora.coach_orientation_modes'

export type NewListing = { readonly id: string; readonly structureId: string; readonly today: string }

const identity = ({ id, structureId, today }: NewListing): Doc => ({
  id,
  source: 'dora',
  structure_id: structureId,
  date_maj: today,
})

/** Structures that refuse the form do not offer it: those that said so, and family allowance funds. */
export const offersForm = (structure: Doc | null): boolean => {
  const siret = structure?.['siret']
  const siren = typeof siret === 'string' ? siret.replaceAll(/\s/g, '').slice(0, 9) : ''
  return structure?.['dora.disable_orientation_form'] !== true && !BLACKLISTED_SIREN.has(siren)
}

export const emptyService = (one: NewListing, structure: Doc | null): Doc => ({
  ...identity(one),
  nom: '',
  'dora.status': 'DRAFT',
  'dora.update_frequency': DEFAULT_FREQUENCY,
  'dora.is_cumulative': true,
  frais: 'gratuit',
  ...(offersForm(structure) ? { [COACH]: ['formulaire-dora'] } : {}),
})

export const emptyModel = (one: NewListing, structure: Doc | null): Doc => {
  const { 'dora.status': _status, 'dora.update_frequency': _frequency, ...rest } = emptyService(one, structure)
  return rest
}

/** What is of that one service and no other: its life, not its words. */
const NOT_COPIED = [
  'lien_source',
  'score_qualite',
  'dora.creation_date',
  'dora.publication_date',
  'dora.moderation_status',
  'dora.verifications',
  'dora.disponibilite',
  'dora.contact_masque',
  'dora.france_travail_orientable',
]

export const copyOfService = (one: NewListing, service: Doc): Doc => ({
  ...without(editable(service), NOT_COPIED),
  ...identity(one),
  'dora.status': 'DRAFT',
})

export const serviceOfModel = (one: NewListing, model: Doc, structure: Doc | null): Doc =>
  patched(emptyService(one, structure), patchFromModel(model))

export const modelOfService = (one: NewListing, service: Doc): Doc => ({
  ...pickOf(editable(service), MODEL_FIELDS),
  ...identity(one),
})

/** A service as the editor shows it: its modes said in DORA's words, where it came without the block. */
export const editable = (service: Doc): Doc => ({ ...service, ...editorDefaults(deep(service) as unknown as Service) })

/** The listings that this file names are identified at random; `uuid` is a new one. */
export const newIdOf = (kind: 'service' | 'modele', uuid: string): string =>
  kind === MODELE ? `dora-modele--${uuid}` : `dora--${uuid}`

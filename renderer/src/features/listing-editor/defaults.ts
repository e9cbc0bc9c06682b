import { DEFAULT_FREQUENCY } from '#shared/listing/freshness.ts'
import type { Doc } from '#shared/sync/merge.ts'

/** What a new service says until someone says otherwise (dora-screens.md §5.3). */
const SERVICE: Doc = {
  frais: 'gratuit',
  'dora.is_cumulative': true,
  'dora.qpv_or_zrr': false,
  'dora.is_contact_info_public': false,
  'dora.update_frequency': DEFAULT_FREQUENCY,
  'dora.coach_orientation_modes': ['formulaire-dora'],
}

export const FORM_TEXTS: Readonly<Record<string, string>> = {
  'dora.coach_orientation_modes': 'Orienter votre bénéficiaire',
  'dora.beneficiaries_access_modes': 'Faire une demande',
}

/** DORA's own form is for structures that did not refuse it. */
export const refusesForm = (structure: Doc): boolean => structure['dora.disable_orientation_form'] === true

/** Fields to fill in for a listing that nobody has begun: those it does not have. */
export const defaultsFor = (doc: Doc, structure: Doc): Doc =>
  Object.fromEntries(
    Object.entries(SERVICE).filter(
      ([champ]) =>
        (doc[champ] === undefined || doc[champ] === null) &&
        !(champ === 'dora.coach_orientation_modes' && refusesForm(structure)),
    ),
  )

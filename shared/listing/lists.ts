import type { ListName } from '../reference/labels.ts'

/** The list that a field of a flat record takes its values from. */
const LISTS: Readonly<Record<string, ListName>> = {
  thematiques: 'thematiques',
  type: 'types',
  publics: 'publics',
  frais: 'frais',
  modes_accueil: 'modes_accueil',
  modes_mobilisation: 'modes_mobilisation',
  mobilisable_par: 'mobilisable_par',
  reseaux_porteurs: 'reseaux_porteurs',
  'dora.coach_orientation_modes': 'coach_orientation_modes',
  'dora.beneficiaries_access_modes': 'beneficiaries_access_modes',
  'dora.funding_labels': 'funding_labels',
  'dora.update_frequency': 'update_frequency',
  'dora.status': 'status',
  'dora.typology': 'typology',
  'dora.national_labels': 'national_labels',
}

/** Undefined for a field whose values are what they say. */
export const listOf = (champ: string): ListName | undefined => (Object.hasOwn(LISTS, champ) ? LISTS[champ] : undefined)

import { column, type RawRow } from './draft.ts'

export type Shape = 'structure-v1' | 'service-v1' | 'structure-v0' | 'service-v0' | 'lieu'

const has = (row: RawRow, names: readonly string[]): boolean => names.some((name) => Object.hasOwn(row, name))

const SERVICE_V0 = [
  'types',
  'profils',
  'frais_autres',
  'pre_requis',
  'justificatifs',
  'cumulable',
  'zone_diffusion_type',
  'modes_orientation_beneficiaire',
  'modes_orientation_accompagnateur',
  'formulaire_en_ligne',
  'recurrence',
] as const
const STRUCTURE_V0 = ['presentation_detail', 'horaires_ouverture', 'labels_autres', 'rna', 'antenne'] as const
const LIEU = [
  'horaires_osm',
  'horaires_jours',
  'horaires_texte',
  'modalites',
  'modalites_acces',
  'modalites_accompagnement',
  'conditions_acces',
  'services',
  'frais_a_charge',
  'dispositif_programmes_nationaux',
  'pivot',
  'prise_rdv',
] as const
const SERVICE_V1 = [
  'thematiques',
  'publics',
  'modes_mobilisation',
  'mobilisable_par',
  'lien_mobilisation',
  'zone_eligibilite',
  'type',
  'frais',
] as const

/**
 * What a row is, by its columns. `hint` is what its file says of it (the key of a JSON wrapper, the file's name).
 * Null when it is none of the known shapes. Sources: data-inclusion.md §1.1–1.4; the standards of digital mediation.
 */
export const shapeOf = (row: RawRow, hint: 'structure' | 'service' | null): Shape | null => {
  const isService =
    hint === 'service' || Object.hasOwn(row, 'structure_id') || (has(row, SERVICE_V0) && Object.hasOwn(row, 'thematiques'))
  if (isService) {
    return has(row, SERVICE_V0) || (Object.hasOwn(row, 'presentation_resume') && !Object.hasOwn(row, 'description'))
      ? 'service-v0'
      : 'service-v1'
  }
  if (has(row, ['reseaux_porteurs', 'horaires_accueil', 'accessibilite_lieu']) && !has(row, STRUCTURE_V0)) {
    return hint === null && has(row, ['modes_mobilisation', 'lien_mobilisation', 'zone_eligibilite'])
      ? 'service-v1'
      : 'structure-v1'
  }
  if (has(row, STRUCTURE_V0)) return has(row, ['horaires_osm', 'services', 'pivot']) ? 'lieu' : 'structure-v0'
  if (has(row, LIEU)) return 'lieu'
  if (hint === null && has(row, SERVICE_V1) && column(row, 'description') !== undefined) return 'service-v1'
  if (has(row, ['presentation_resume', 'typologie', 'labels_nationaux'])) return 'structure-v0'
  if (column(row, 'id') !== undefined && column(row, 'date_maj') !== undefined && column(row, 'source') !== undefined)
    return 'structure-v1'
  return column(row, 'nom') !== undefined && has(row, ['adresse', 'commune', 'code_postal', 'code_insee', 'latitude'])
    ? 'lieu'
    : null
}

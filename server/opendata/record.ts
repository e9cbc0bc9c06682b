/**
 * What is told to everyone of a structure or a service: data·inclusion schema v1 (data-inclusion.md §1.1–1.2), every field
 * present, null when it is not known. The files, the API and the other standards all start from these two.
 */

export type OpenPlace = {
  readonly commune: string | null
  readonly code_postal: string | null
  readonly code_insee: string | null
  readonly adresse: string | null
  readonly complement_adresse: string | null
  readonly longitude: number | null
  readonly latitude: number | null
}

export type OpenStructure = OpenPlace & {
  readonly source: string
  readonly id: string
  readonly nom: string
  /** ISO day. */
  readonly date_maj: string
  readonly description: string | null
  readonly lien_source: string | null
  readonly siret: string | null
  readonly telephone: string | null
  readonly courriel: string | null
  readonly site_web: string | null
  /** OSM opening_hours. */
  readonly horaires_accueil: string | null
  readonly accessibilite_lieu: string | null
  readonly reseaux_porteurs: readonly string[] | null
}

export type OpenService = OpenPlace & {
  readonly source: string
  readonly structure_id: string
  readonly id: string
  readonly nom: string
  readonly description: string
  readonly lien_source: string | null
  /** ISO day. */
  readonly date_maj: string
  readonly type: string | null
  readonly thematiques: readonly string[] | null
  readonly frais: string | null
  readonly frais_precisions: string | null
  readonly publics: readonly string[] | null
  readonly publics_precisions: string | null
  readonly conditions_acces: string | null
  readonly telephone: string | null
  readonly courriel: string | null
  /** Always null: the name of a person is no open data (data-inclusion.md §3.6). */
  readonly contact_nom_prenom: null
  readonly modes_accueil: readonly string[] | null
  readonly zone_eligibilite: readonly string[] | null
  readonly lien_mobilisation: string | null
  readonly modes_mobilisation: readonly string[] | null
  readonly mobilisable_par: readonly string[] | null
  readonly mobilisation_precisions: string | null
  readonly volume_horaire_hebdomadaire: number | null
  readonly nombre_semaines: number | null
  readonly horaires_accueil: string | null
}

/** Columns of the files, in the order of the standard. */
export const STRUCTURE_FIELDS = [
  'source',
  'id',
  'nom',
  'date_maj',
  'description',
  'lien_source',
  'siret',
  'commune',
  'code_postal',
  'code_insee',
  'adresse',
  'complement_adresse',
  'longitude',
  'latitude',
  'telephone',
  'courriel',
  'site_web',
  'horaires_accueil',
  'accessibilite_lieu',
  'reseaux_porteurs',
] as const satisfies readonly (keyof OpenStructure)[]

export const SERVICE_FIELDS = [
  'source',
  'structure_id',
  'id',
  'nom',
  'description',
  'lien_source',
  'date_maj',
  'type',
  'thematiques',
  'frais',
  'frais_precisions',
  'publics',
  'publics_precisions',
  'conditions_acces',
  'commune',
  'code_postal',
  'code_insee',
  'adresse',
  'complement_adresse',
  'longitude',
  'latitude',
  'telephone',
  'courriel',
  'contact_nom_prenom',
  'modes_accueil',
  'zone_eligibilite',
  'lien_mobilisation',
  'modes_mobilisation',
  'mobilisable_par',
  'mobilisation_precisions',
  'volume_horaire_hebdomadaire',
  'nombre_semaines',
  'horaires_accueil',
] as const satisfies readonly (keyof OpenService)[]

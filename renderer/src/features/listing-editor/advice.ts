import type { ListingKind } from '#shared/listing/groups.ts'

/** Field to go to for each criterion of the score (shared/catalogue/score.ts); null when no field mends it. */
export const FIELD_OF_CRITERION: Readonly<Record<string, string | null>> = {
  adresse_bien_definie: 'adresse',
  modes_mobilisation_bien_definis: 'dora.coach_orientation_modes',
  au_moins_un_public: 'publics',
  au_moins_une_thematique: 'thematiques',
  au_moins_un_moyen_de_contact: 'courriel',
  courriel_bien_defini: 'courriel',
  telephone_bien_defini: 'telephone',
  date_maj_recente: null,
  frais_bien_definis: 'frais',
  description_bien_definie: 'description',
}

/** A model has neither place, perimeter nor contact (dora-screens.md §5.5). */
export const hasQuality = (kind: ListingKind): boolean => kind === 'service'

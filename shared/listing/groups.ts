/**
 * The fields of a listing as its editor, its history and its verifications speak of them: name of the flat record (flat.ts), label,
 * and the group that is filled in, read and checked together (dora-screens.md §5.3, §5.7).
 */

export type FieldOfListing = {
  readonly champ: string
  readonly label: string
  /** Longest text, in characters. */
  readonly max?: number
}

export type Group = {
  readonly code: string
  readonly label: string
  readonly champs: readonly FieldOfListing[]
}

const f = (champ: string, label: string, max?: number): FieldOfListing =>
  max === undefined ? { champ, label } : { champ, label, max }

const PLACE: readonly FieldOfListing[] = [
  f('code_insee', 'Code de la commune'),
  f('commune', 'Ville'),
  f('code_postal', 'Code postal', 5),
  f('adresse', 'Adresse', 255),
  f('complement_adresse', 'Complément d’adresse', 255),
  f('latitude', 'Latitude'),
  f('longitude', 'Longitude'),
]

export const SERVICE_GROUPS = [
  {
    code: 'typologie',
    label: 'Typologie',
    champs: [
      f('thematiques', 'Thématiques et besoins'),
      f('type', 'Type de service'),
      f('dora.is_cumulative', 'Service cumulable'),
      f('dora.funding_labels', 'Labels de financement'),
    ],
  },
  {
    code: 'presentation',
    label: 'Présentation',
    champs: [
      f('nom', 'Titre', 140),
      f('dora.short_desc', 'Résumé', 280),
      f('description', 'Description', 10_000),
      f('volume_horaire_hebdomadaire', 'Heures par semaine'),
      f('nombre_semaines', 'Nombre de semaines'),
    ],
  },
  {
    code: 'publics',
    label: 'Publics et critères',
    champs: [
      f('publics', 'Publics'),
      f('publics_precisions', 'Précisions sur les publics', 10_000),
      f('dora.access_conditions', 'Critères d’admission', 140),
      f('dora.requirements', 'Prérequis ou compétences', 140),
    ],
  },
  {
    code: 'modalites',
    label: 'Modalités d’accès et frais',
    champs: [
      f('dora.coach_orientation_modes', 'Modalités pour les accompagnateurs'),
      f('dora.coach_orientation_modes_external_form_link', 'Lien du formulaire des accompagnateurs', 200),
      f('dora.coach_orientation_modes_external_form_link_text', 'Texte du lien des accompagnateurs', 27),
      f('dora.coach_orientation_modes_other', 'Autre modalité des accompagnateurs', 280),
      f('dora.beneficiaries_access_modes', 'Modalités pour les bénéficiaires'),
      f('dora.beneficiaries_access_modes_external_form_link', 'Lien du formulaire des bénéficiaires', 200),
      f('dora.beneficiaries_access_modes_external_form_link_text', 'Texte du lien des bénéficiaires', 27),
      f('dora.beneficiaries_access_modes_other', 'Autre modalité des bénéficiaires', 280),
      f('frais', 'Frais à charge'),
      f('frais_precisions', 'Détails des frais', 10_000),
    ],
  },
  {
    code: 'documents',
    label: 'Documents',
    champs: [
      f('dora.forms', 'Documents à compléter'),
      f('dora.credentials', 'Justificatifs à fournir', 140),
      f('dora.online_form', 'Lien du formulaire en ligne', 200),
    ],
  },
  {
    code: 'periodicite',
    label: 'Périodicité et horaires',
    champs: [
      f('dora.recurrence', 'Fréquence et horaires', 140),
      f('horaires_accueil', 'Horaires d’accueil', 255),
      f('dora.suspension_date', 'Date de fin'),
      f('dora.update_frequency', 'Périodicité de mise à jour'),
    ],
  },
  {
    code: 'lieu',
    label: 'Périmètre et lieu d’accueil',
    champs: [
      f('zone_eligibilite', 'Périmètre'),
      f('dora.qpv_or_zrr', 'Uniquement QPV ou ZFRR'),
      f('modes_accueil', 'Mode d’accueil'),
      f('dora.remote_url', 'Lien de visioconférence', 200),
      ...PLACE,
    ],
  },
  {
    code: 'contact',
    label: 'Contact',
    champs: [
      f('dora.contact_name', 'Prénom et nom', 140),
      f('telephone', 'Téléphone', 20),
      f('courriel', 'Courriel', 254),
      f('dora.is_contact_info_public', 'Contact visible publiquement'),
    ],
  },
] as const satisfies readonly Group[]

export const STRUCTURE_GROUPS = [
  {
    code: 'identite',
    label: 'Identité',
    champs: [
      f('siret', 'SIRET', 14),
      f('nom', 'Nom', 255),
      f('dora.typology', 'Typologie'),
      f('dora.national_labels', 'Labels nationaux'),
      f('dora.other_labels', 'Autres labels', 140),
    ],
  },
  {
    code: 'presentation',
    label: 'Présentation',
    champs: [f('dora.short_desc', 'Résumé', 280), f('description', 'Présentation', 10_000)],
  },
  {
    code: 'lieu',
    label: 'Adresse et accessibilité',
    champs: [...PLACE, f('accessibilite_lieu', 'Fiche Acceslibre', 200)],
  },
  {
    code: 'coordonnees',
    label: 'Coordonnées',
    champs: [f('telephone', 'Téléphone', 20), f('courriel', 'Courriel', 254), f('site_web', 'Site web', 200)],
  },
  {
    code: 'horaires',
    label: 'Horaires d’accueil',
    champs: [f('horaires_accueil', 'Horaires', 255), f('dora.opening_hours_details', 'Détail des horaires', 255)],
  },
] as const satisfies readonly Group[]

export type ListingKind = 'service' | 'structure' | 'modele'

export const groupsOf = (kind: ListingKind): readonly Group[] => (kind === 'structure' ? STRUCTURE_GROUPS : SERVICE_GROUPS)

const LABELS: Readonly<Record<'service' | 'structure', ReadonlyMap<string, FieldOfListing>>> = {
  service: new Map(SERVICE_GROUPS.flatMap(({ champs }) => champs.map((one: FieldOfListing) => [one.champ, one] as const))),
  structure: new Map(STRUCTURE_GROUPS.flatMap(({ champs }) => champs.map((one: FieldOfListing) => [one.champ, one] as const))),
}

/** What is known of a field; null for one that no editor shows. */
export const fieldOf = (kind: ListingKind, champ: string): FieldOfListing | null =>
  LABELS[kind === 'structure' ? 'structure' : 'service'].get(champ) ?? null

/** Its label, else its bare name. */
export const labelOf = (kind: ListingKind, champ: string): string => fieldOf(kind, champ)?.label ?? champ.replace(/^dora\./, '')

/** Fields that someone may write from an editor. */
export const editableFields = (kind: ListingKind): readonly string[] =>
  groupsOf(kind).flatMap(({ champs }) => champs.map(({ champ }) => champ))

import { z } from 'zod'

/**
 * The one record shape of the product: a structure or a service of data·inclusion schema v1 (names kept),
 * plus an optional `dora` block with what only DORA's own listings have.
 * Reading is tolerant (unknown référentiel values are kept as text); writing rules live with the editors and the import.
 * Source: data-inclusion.md §1.1–1.2; dora-backend.md §1.3–1.4.
 */

const text = z.string().nullable().optional()
const list = z.array(z.string()).nullable().optional()
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const place = {
  commune: text,
  code_postal: text,
  code_insee: text,
  adresse: text,
  complement_adresse: text,
  longitude: z.number().nullable().optional(),
  latitude: z.number().nullable().optional(),
}

/** Whoever says that what is written is still right: it is no edit, and changes no `date_maj` (peers.md §5, row 5). */
export const Verification = z.object({
  le: date,
  par: z.enum(['structure', 'territoire', 'equipe', 'partenaire']),
  moyen: z.enum(['poste', 'lien', 'telephone', 'site', 'partenaire']),
})
export type Verification = z.infer<typeof Verification>
/** By group of fields (shared/listing/groups.ts). Written by the server alone. */
const verifications = z.record(z.string(), Verification).optional()

/** Room for one more person, as the structure says it, until a day after which nothing is known (peers.md §5, row 6). */
export const Disponibilite = z.object({
  etat: z.enum(['places', 'liste-attente', 'evaluation', 'complet']),
  places: z.number().int().min(1).max(9_999).optional(),
  /** Last day on which it holds. */
  jusqu_au: date,
  precision: z.string().max(140).optional(),
  dit_le: date,
})
export type Disponibilite = z.infer<typeof Disponibilite>

export const ModerationStatus = z.enum(['NEED_INITIAL_MODERATION', 'NEED_NEW_MODERATION', 'IN_PROGRESS', 'VALIDATED'])

export const StructureDora = z.object({
  short_desc: z.string().optional(),
  typology: z.string().optional(),
  /** Identifier of the structure that this one is a branch of. */
  parent: z.string().optional(),
  /** SAFIR code of a France Travail agency, 5 digits. */
  code_safir_ft: z.string().optional(),
  national_labels: z.array(z.string()).optional(),
  other_labels: z.array(z.string()).optional(),
  opening_hours_details: z.string().optional(),
  is_obsolete: z.boolean().optional(),
  disable_orientation_form: z.boolean().optional(),
  moderation_status: ModerationStatus.optional(),
  verifications,
})

export const Structure = z.object({
  source: z.string(),
  id: z.string(),
  nom: z.string(),
  date_maj: date,
  description: text,
  lien_source: text,
  siret: text,
  ...place,
  telephone: text,
  courriel: text,
  site_web: text,
  horaires_accueil: text,
  accessibilite_lieu: text,
  reseaux_porteurs: list,
  dora: StructureDora.optional(),
})

export const ServiceDora = z.object({
  short_desc: z.string().optional(),
  status: z.enum(['SUGGESTION', 'DRAFT', 'PUBLISHED', 'ARCHIVED']).optional(),
  access_conditions: z.array(z.string()).optional(),
  requirements: z.array(z.string()).optional(),
  credentials: z.array(z.string()).optional(),
  /** Documents to fill in. */
  forms: z.array(z.object({ nom: z.string(), url: z.string().optional() })).optional(),
  online_form: z.string().optional(),
  coach_orientation_modes: z.array(z.string()).optional(),
  coach_orientation_modes_external_form_link: z.string().optional(),
  coach_orientation_modes_external_form_link_text: z.string().optional(),
  coach_orientation_modes_other: z.string().optional(),
  beneficiaries_access_modes: z.array(z.string()).optional(),
  beneficiaries_access_modes_external_form_link: z.string().optional(),
  beneficiaries_access_modes_external_form_link_text: z.string().optional(),
  beneficiaries_access_modes_other: z.string().optional(),
  contact_name: z.string().optional(),
  is_contact_info_public: z.boolean().optional(),
  /** Set by the server in public rows: what there is of a contact kept for professionals, which is not in them (dora-backend.md §5.3). */
  contact_masque: z.array(z.enum(['nom', 'telephone', 'courriel'])).optional(),
  remote_url: z.string().optional(),
  recurrence: z.string().optional(),
  qpv_or_zrr: z.boolean().optional(),
  is_cumulative: z.boolean().optional(),
  funding_labels: z.array(z.string()).optional(),
  update_frequency: z
    .enum(['tous-les-mois', 'tous-les-3-mois', 'tous-les-6-mois', 'tous-les-12-mois', 'tous-les-16-mois', 'jamais'])
    .optional(),
  suspension_date: date.optional(),
  creation_date: date.optional(),
  publication_date: date.optional(),
  moderation_status: ModerationStatus.optional(),
  verifications,
  disponibilite: Disponibilite.optional(),
  /** Set by the server: median of the days that its answers to requests took, and how many answers that is. */
  delai_reponse: z.object({ jours: z.number().min(0), reponses: z.number().int().min(0) }).optional(),
  /** Identifier of the model it follows, and the sum of that model when both were last made the same (shared/listing/model.ts). */
  modele: z.string().optional(),
  modele_somme: z.string().optional(),
  france_travail_orientable: z.boolean().optional(),
})

export const Service = z.object({
  source: z.string(),
  structure_id: z.string().nullable(),
  id: z.string(),
  nom: z.string(),
  description: text,
  date_maj: date,
  lien_source: text,
  type: text,
  thematiques: list,
  frais: text,
  frais_precisions: text,
  publics: list,
  publics_precisions: text,
  conditions_acces: text,
  ...place,
  telephone: text,
  courriel: text,
  modes_accueil: list,
  zone_eligibilite: list,
  lien_mobilisation: text,
  modes_mobilisation: list,
  mobilisable_par: list,
  mobilisation_precisions: text,
  volume_horaire_hebdomadaire: z.number().nullable().optional(),
  nombre_semaines: z.number().nullable().optional(),
  horaires_accueil: text,
  score_qualite: z.number().nullable().optional(),
  dora: ServiceDora.optional(),
})

export type Structure = z.infer<typeof Structure>
export type Service = z.infer<typeof Service>

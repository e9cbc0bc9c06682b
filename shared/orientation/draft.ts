import { z } from 'zod'

/**
 * An orientation being written. Everything is kept as typed, valid or not: rules are computed beside (`rules.ts`),
 * never by refusing to store. Fields: dora-screens.md §4.2–4.3.
 */
export const CONTACT_PREFERENCES = ['TELEPHONE', 'EMAIL', 'REFERENT', 'AUTRE'] as const

/** What a token of Les Emplois may give of the person. */
export const CHAMPS_EMPLOIS = [
  'beneficiaire_nom',
  'beneficiaire_prenom',
  'beneficiaire_courriel',
  'beneficiaire_telephone',
  'beneficiaire_numero_france_travail',
] as const

const typed = (max: number) => z.string().max(max).default('')

export const DraftContent = z.object({
  /** Step 1. */
  situation: z.array(z.string().max(480)).max(100).default([]),
  situation_autre: typed(480),
  criteres: z.array(z.string().max(480)).max(100).default([]),
  /** Step 2: the referent (the counsellor). */
  structure_prescriptrice: typed(255),
  /** Of the structures of the account, the one it is sent in the name of; '' for the one they work in. */
  structure_prescriptrice_id: typed(200),
  referent_nom: typed(200),
  referent_prenom: typed(200),
  referent_telephone: typed(40),
  referent_courriel: typed(300),
  /** The person. */
  beneficiaire_nom: typed(200),
  beneficiaire_prenom: typed(200),
  beneficiaire_numero_france_travail: typed(40),
  beneficiaire_disponibilite: typed(40),
  preferences_contact: z.array(z.enum(CONTACT_PREFERENCES)).max(4).default([]),
  beneficiaire_telephone: typed(40),
  beneficiaire_courriel: typed(300),
  beneficiaire_autre_contact: typed(1000),
  motif: typed(4000),
  engagement: z.boolean().default(false),
  /** Known of the person and never sent: what eligibility is judged by, on this desk only. Code of the commune (INSEE), and years. */
  beneficiaire_commune: typed(5),
  beneficiaire_commune_nom: typed(120),
  beneficiaire_age: typed(3),
  /** Signed token of Les Emplois; the fields of the person that it gives are theirs to change (dora-backend.md §3.8). */
  jeton_emplois: typed(4_000),
  /** Those that it gave: locked, on the screen and when the draft is stored. */
  champs_emplois: z.array(z.enum(CHAMPS_EMPLOIS)).max(CHAMPS_EMPLOIS.length).default([]),
  /** The folder of the person on this desk, never sent; '' for none. */
  dossier: typed(36),
  /** The plan it was made from on this desk, never sent; '' for none. */
  plan: typed(36),
  /** The request whose silence this one makes up for; '' for none. */
  remplace: typed(36),
  /** Why the server refused it the last time it was sent, in French, until it is read or sent again; '' for never. */
  refus: typed(1_000),
})
export type DraftContent = z.infer<typeof DraftContent>

export const Attachment = z.object({
  id: z.string(),
  nom: z.string(),
  taille: z.number().int(),
  type: z.string(),
  /** The document asked by the service that this file answers, or empty. */
  pour: z.string(),
  ajoute_le: z.string(),
})
export type Attachment = z.infer<typeof Attachment>

/** What the service asked at the time the draft was opened: kept so that a draft survives the service's disappearance. */
export const DraftService = z.object({
  id: z.string(),
  nom: z.string(),
  structure: z.string(),
  publics: z.array(z.string()),
  criteres: z.array(z.string()),
  documents: z.array(z.string()),
  formulaires: z.array(z.object({ nom: z.string(), url: z.string().optional() })),
  formulaire_en_ligne: z.string().nullable(),
  payant: z.string().nullable(),
  orientable: z.boolean(),
  /** Why it is not, in French, when it is not. */
  orientable_raison: z.string().default(''),
  /** How to reach the structure by hand: beside the form, and for a service that takes no request. */
  courriel: z.string().nullable().default(null),
  telephone: z.string().nullable().default(null),
  adresse: z.string().default(''),
})
export type DraftService = z.infer<typeof DraftService>

export const DraftProblem = z.object({
  champ: z.string(),
  message: z.string(),
  /** A warning never keeps a draft from being ready. */
  niveau: z.enum(['erreur', 'avertissement']),
})
export type DraftProblem = z.infer<typeof DraftProblem>

export const DraftSummary = z.object({
  id: z.string(),
  serviceId: z.string(),
  serviceNom: z.string(),
  structureNom: z.string(),
  /** « Prénom Nom » as typed so far; empty when nothing is. */
  personne: z.string(),
  cree_le: z.string(),
  modifie_le: z.string(),
  /** Grows by one at each save: what `drafts.save` is compared with. */
  version: z.number().int(),
  etat: z.enum(['a-completer', 'pret-a-envoyer']),
  problemes: z.array(DraftProblem),
})
export type DraftSummary = z.infer<typeof DraftSummary>

export const DraftView = DraftSummary.extend({
  content: DraftContent,
  service: DraftService,
  attachments: z.array(Attachment),
  /** False when the service has left the catalogue since. */
  serviceDisponible: z.boolean(),
})
export type DraftView = z.infer<typeof DraftView>

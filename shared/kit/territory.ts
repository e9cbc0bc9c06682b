import { z } from 'zod'
import { DepartementDeploye } from '../deployment/state.ts'
import { ETATS_STRUCTURE } from '../moderation/structure-state.ts'
import { Departements } from './kit.ts'

/** What the presentation of a territory and its letters are made of, as the server tells it to whoever moderates there. */

/** How long ago published services were last said to be right, or changed. */
export const AGES = ['moins-de-6-mois', 'de-6-a-12-mois', 'plus-d-un-an', 'inconnue'] as const
export type AgeFiche = (typeof AGES)[number]

const count = z.int().min(0)

/** `GET /kit/v1/territoire`. Numbers alone, and points of structures. */
export const Territoire = z.object({
  departements: z.array(z.string()),
  /** ISO day of the count. */
  au: z.string(),
  structures: count,
  par_etat: z.partialRecord(z.enum(ETATS_STRUCTURE), count),
  services: count,
  a_actualiser: count,
  par_age: z.partialRecord(z.enum(AGES), count),
  /** Category of thématiques → published services that have one of it. The largest first. */
  thematiques: z.array(z.object({ valeur: z.string(), services: count })),
  sources: z.array(z.object({ source: z.string(), services: count })),
  membres: count,
  demandes: count,
  demandes_90_jours: count,
  deploiement: z.array(DepartementDeploye),
  /** [longitude, latitude] of structures. */
  points: z.array(z.tuple([z.number(), z.number()])),
})
export type Territoire = z.infer<typeof Territoire>

/** Letters are sent to those that nobody keeps yet, unless others are chosen. */
export const ETATS_INVITES = ['sans-utilisateur', 'invitation-expiree', 'administrateur-invite', 'sans-service'] as const

export const DestinatairesDemande = z.strictObject({
  departements: Departements,
  etats: z.array(z.enum(ETATS_INVITES)).min(1),
})
export type DestinatairesDemande = z.infer<typeof DestinatairesDemande>

export const Destinataire = z.object({
  id: z.string(),
  nom: z.string(),
  etat: z.enum(ETATS_STRUCTURE),
  /** Lines of the address, without the name. */
  adresse: z.array(z.string()),
  departement: z.string().nullable(),
  siret: z.string().nullable(),
  telephone: z.string().nullable(),
  courriel: z.string().nullable(),
  /** Names of its published services. */
  services: z.array(z.string()),
  /** Public page of the structure. */
  page: z.string(),
  date_maj: z.string(),
})
export type Destinataire = z.infer<typeof Destinataire>

/** `rejoindre`: page that leads to joining a structure. */
export const Destinataires = z.object({ destinataires: z.array(Destinataire), rejoindre: z.string() })
export type Destinataires = z.infer<typeof Destinataires>

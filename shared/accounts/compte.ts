import { z } from 'zod'
import { ACTIVITES, DECOUVERTES } from '../reference/activites.ts'

/** Rows that a desk receives about the person signed in (scope `u:me`): who they are, and where they belong. */

export const COMPTE = 'compte'
export const RATTACHEMENT = 'rattachement'

const id = z.string().min(1).max(200)
const values = <T extends string>(entries: readonly { readonly value: T }[]) =>
  z.enum(entries.map(({ value }) => value) as [T, ...T[]])

export const Activite = values(ACTIVITES)
export const Decouverte = values(DECOUVERTES)
/** `administrateur` is the team that keeps the server: every right, everywhere (dora-backend.md §1.1, staff). */
export const Role = z.enum(['administrateur', 'professionnel'])
export type Role = z.infer<typeof Role>
/** `2A`, `75`, `971`. */
export const Departement = z.string().regex(/^(\d{2,3}|2[AB])$/)

/** Document of kind `compte`; its identifier is the user's. A projection of the server's account, never written by a desk. */
export const Compte = z.object({
  id,
  courriel: z.string(),
  prenom: z.string(),
  nom: z.string(),
  role: Role,
  /** Gestionnaire de territoire, of `departements` only; one without département has no right of a gestionnaire. */
  gestionnaire: z.boolean(),
  departements: z.array(Departement),
  activite: Activite.nullable(),
  decouverte: Decouverte.nullable(),
  decouverte_autre: z.string(),
  infolettre: z.boolean(),
  /** Version of the conditions → instant of their first acceptance. */
  cgu: z.record(z.string(), z.iso.datetime()),
  /** True when the account has a password of this server. */
  mot_de_passe: z.boolean(),
  cree_le: z.iso.datetime(),
})
export type Compte = z.infer<typeof Compte>

/** `invitation` waits for the person, `demande` for an administrator of the structure (dora-backend.md §1.3). */
export const Etat = z.enum(['membre', 'invitation', 'demande'])
export type Etat = z.infer<typeof Etat>

/** Document of kind `rattachement`, identified by `rattachementId`: a person and a structure, at most once. */
export const Rattachement = z.object({
  user_id: id,
  structure_id: id,
  etat: Etat,
  /** Administrator of the structure; of an invitation, what it will make of the person. */
  admin: z.boolean(),
  courriel: z.string(),
  prenom: z.string(),
  nom: z.string(),
  /** False once the account is closed: such an administrator is none. */
  actif: z.boolean(),
  /** Name and département of the structure when it was written, for a desk that does not carry it. */
  structure_nom: z.string(),
  departement: Departement.nullable(),
  cree_le: z.iso.datetime(),
})
export type Rattachement = z.infer<typeof Rattachement>

export const rattachementId = (userId: string, structureId: string): string => `${userId}/${structureId}`

/** Name to show: « Prénom Nom », else the address. */
export const fullName = ({ prenom, nom, courriel }: Pick<Compte, 'prenom' | 'nom' | 'courriel'>): string =>
  [prenom, nom].filter((part) => part !== '').join(' ') || courriel

/** The conditions of use in force; a new one is asked to everyone at their next visit. */
export const CGU_VERSION = '20261127'

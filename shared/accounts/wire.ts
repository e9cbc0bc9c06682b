import { z } from 'zod'
import { Activite, Compte, Decouverte, Departement, Etat, Rattachement, Role } from './compte.ts'

/** Messages of `/auth/v1` (coming in) and `/account/v1` (accounts, memberships). Both sides parse what they receive with these. */

const id = z.string().min(1).max(200)
/** As it is kept: trimmed, in small letters (dora-backend.md §1.1). */
export const Courriel = z
  .string()
  .trim()
  .max(254)
  .transform((text) => text.normalize('NFC').toLowerCase())
  .pipe(z.email())
const personName = z.string().trim().max(140)
const instant = z.iso.datetime()

// Coming in.

/** What this server offers. `fournisseur` is the identity provider's name, to write on the button. */
export const Methods = z.object({
  fournisseur: z.string().nullable(),
  courriel: z.boolean(),
  mot_de_passe: z.boolean(),
})
export type Methods = z.infer<typeof Methods>

/** SHA-256 of the verifier, base64url (RFC 7636, S256). The desk keeps the verifier: a code alone opens nothing. */
export const Defi = z.string().regex(/^[\w-]{43}$/)
export const Verifieur = z.string().regex(/^[\w-]{43}$/)
/** Where a browser is sent back: a port of this machine, or the application's own scheme. Nothing else is ever followed. */
export const Retour = z.string().regex(/^(http:\/\/127\.0\.0\.1:\d{1,5}\/retour|dora:\/\/connexion)$/)
/** Returned as it was: the desk knows its own attempt by it. */
export const EtatDuPoste = z.string().regex(/^[\w-]{16,64}$/)

export const LinkRequest = z.object({ courriel: Courriel, defi: Defi, retour: Retour, etat: EtatDuPoste })
export const OidcStart = z.object({ defi: Defi, retour: Retour, etat: EtatDuPoste, login_hint: z.email().max(254).optional() })
/** `code` may have been read aloud from the page of a link: dashes, blanks and capitals are of no account. */
export const Exchange = z.object({ code: z.string().min(8).max(100), verifieur: Verifieur, poste: z.string().max(100) })
export const Renew = z.object({ renouvellement: z.string().min(32).max(200) })
/** Answer to the end of a session: where to end the one of the identity provider too, in the system's browser. */
export const SignedOut = z.object({ deconnexion: z.string().max(4_096).nullable() })
export type SignedOut = z.infer<typeof SignedOut>

// Oneself.

export const Me = z.object({ compte: Compte, rattachements: z.array(Rattachement) })
export type Me = z.infer<typeof Me>

/** Only these are one's own to write; anything else in the body is refused. */
export const ProfilePatch = z.strictObject({
  prenom: personName.optional(),
  nom: personName.optional(),
  activite: Activite.optional(),
  decouverte: Decouverte.optional(),
  decouverte_autre: z.string().trim().max(255).optional(),
  infolettre: z.boolean().optional(),
})
export type ProfilePatch = z.infer<typeof ProfilePatch>

export const CguAcceptance = z.strictObject({ version: z.string().regex(/^\d{8}$/) })
/** Immutable once written: another choice is another record (dora-backend.md §1.2). */
export const Consent = z.strictObject({
  version: z.string().regex(/^\d+\.\d+$/),
  choix: z.record(z.string().regex(/^[a-z-]{1,40}$/), z.boolean()).refine((choix) => Object.keys(choix).length <= 20),
})
export const PasswordChange = z.strictObject({ ancien: z.string().min(1).max(200), nouveau: z.string().min(1).max(200) })
/** The person types their own address: an account does not go by a slip. */
export const Removal = z.strictObject({ courriel: Courriel })

export const Device = z.object({
  id,
  poste: z.string(),
  moyen: z.enum(['fournisseur', 'courriel', 'mot-de-passe']),
  cree_le: instant,
  vue_le: instant,
  actuelle: z.boolean(),
})
export type Device = z.infer<typeof Device>
export const Devices = z.object({ sessions: z.array(Device) })

// Establishments and structures.

export const Siret = z.string().regex(/^\d{14}$/)
export const Safir = z.string().regex(/^\d{5}$/)

/** An establishment of SIRENE, or a structure known here; `structure` when it is in the catalogue. */
export const Etablissement = z.object({
  siret: Siret.nullable(),
  nom: z.string(),
  adresse: z.string(),
  code_postal: z.string(),
  commune: z.string(),
  code_insee: z.string(),
  siege: z.boolean(),
  structure: z.object({ id, a_administrateur: z.boolean() }).nullable(),
})
export type Etablissement = z.infer<typeof Etablissement>

/** One of the three: a SIRET, a SAFIR code (France Travail), or words with, if known, the commune's INSEE code. */
export const EstablishmentQuery = z
  .strictObject({
    siret: Siret.optional(),
    safir: Safir.optional(),
    q: z.string().trim().min(2).max(200).optional(),
    code_insee: z
      .string()
      .regex(/^(\d{5}|2[AB]\d{3})$/)
      .optional(),
  })
  .refine(({ siret, safir, q }) => [siret, safir, q].filter((one) => one !== undefined).length === 1)
export type EstablishmentQuery = z.infer<typeof EstablishmentQuery>
/** `sirene` says whether the register answered: without it, only what the catalogue knows is listed. */
export const Establishments = z.object({ sirene: z.boolean(), etablissements: z.array(Etablissement) })
export type Establishments = z.infer<typeof Establishments>

/** Said by the person when the register does not answer; checked by moderation. */
const Declared = z.strictObject({
  nom: z.string().trim().min(3).max(255),
  adresse: z.string().trim().max(255),
  code_postal: z.string().regex(/^\d{5}$/),
  commune: z.string().trim().min(1).max(255),
  code_insee: z.string().regex(/^(\d{5}|2[AB]\d{3})$/),
})

export const Join = z
  .strictObject({
    siret: Siret.optional(),
    safir: Safir.optional(),
    structure_id: id.optional(),
    /** With a SIRET only. */
    declare: Declared.optional(),
    cgu_version: z.string().regex(/^\d{8}$/),
  })
  .refine(({ siret, safir, structure_id }) => [siret, safir, structure_id].filter((one) => one !== undefined).length === 1)
export type Join = z.infer<typeof Join>

const bool = z.boolean()
export const StructureDroits = z.object({
  modifier: bool,
  moderer: bool,
  ecrire_services: bool,
  voir_membres: bool,
  gerer_membres: bool,
  inviter_premier_administrateur: bool,
  est_membre: bool,
  est_administrateur: bool,
  est_en_attente: bool,
})

/** What a page about members needs of a structure, with what its reader may do. */
export const StructureView = z.object({
  id,
  nom: z.string(),
  siret: z.string().nullable(),
  commune: z.string().nullable(),
  departement: Departement.nullable(),
  parent: z.string().nullable(),
  moderation: z.string().nullable(),
  a_administrateur: bool,
  /** « J. Dupont »: whom to ask, for those who are signed in. */
  administrateurs: z.array(z.string()),
  antennes: z.array(z.object({ id, nom: z.string() })),
  droits: StructureDroits,
})
export type StructureView = z.infer<typeof StructureView>

/** What joining came to: administrator of a structure that had none, member, or a request that an administrator will answer. */
export const Joined = z.object({
  issue: z.enum(['administrateur', 'membre', 'demande', 'deja-membre']),
  structure: StructureView,
  rattachement: Rattachement,
})
export type Joined = z.infer<typeof Joined>

export const Member = z.object({
  user_id: id,
  etat: Etat,
  admin: bool,
  courriel: z.string(),
  prenom: z.string(),
  nom: z.string(),
  cree_le: instant,
  moi: bool,
  droits: z.object({ changer_role: bool, retirer: bool, relancer: bool, repondre: bool }),
})
export type Member = z.infer<typeof Member>
/** Administrators first, then by name; invitations and requests after the members. */
export const Members = z.object({ structure: StructureView, membres: z.array(Member) })
export type Members = z.infer<typeof Members>

export const Invite = z.strictObject({
  courriel: Courriel,
  prenom: personName.default(''),
  nom: personName.default(''),
  admin: bool.default(false),
})
export const FirstAdmin = z.strictObject({ siret: Siret, courriel: Courriel })
/** Only the role of a member may be written (dora-backend.md §2.2). */
export const RoleChange = z.strictObject({ admin: bool })

/** Contact of a service kept for professionals; null where the service gives none. */
export const Contact = z.object({
  nom: z.string().nullable(),
  telephone: z.string().nullable(),
  courriel: z.string().nullable(),
})
export type Contact = z.infer<typeof Contact>

// Everyone's accounts, for the team.

export const AccountRow = Compte.extend({
  actif: bool,
  derniere_connexion: instant.nullable(),
  /** Names of the structures they are a member of. */
  structures: z.array(z.string()),
})
export type AccountRow = z.infer<typeof AccountRow>
export const AccountRows = z.object({ comptes: z.array(AccountRow) })

export const AccountCreation = z.strictObject({
  courriel: Courriel,
  prenom: personName.default(''),
  nom: personName.default(''),
  role: Role.default('professionnel'),
  gestionnaire: bool.default(false),
  departements: z.array(Departement).max(110).default([]),
})
/** The password is told once, to the administrator who made the account. */
export const AccountCreated = z.object({ compte: AccountRow, mot_de_passe: z.string() })
export type AccountCreated = z.infer<typeof AccountCreated>

export const AccountPatch = z.strictObject({
  role: Role.optional(),
  gestionnaire: bool.optional(),
  departements: z.array(Departement).max(110).optional(),
  actif: bool.optional(),
})
export type AccountPatch = z.infer<typeof AccountPatch>

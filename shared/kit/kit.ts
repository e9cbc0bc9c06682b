import { z } from 'zod'
import { RegleSource } from '../deployment/rule.ts'
import { DepartementDeploye, isDeployable } from '../deployment/state.ts'
import { PlaceRef } from '../search/query.ts'

/**
 * A territory kit: what a correspondent installs so that a desk is that of the territory, without the team (peers.md §5 row 15).
 * The server makes and signs it; nothing of it is anybody's but the professional contact that the territory gives.
 */

export const KIT_FORMAT = 1
/** Of kits, sealed, in no scope: the last version of each. */
export const KIT = 'kit'
/** Of the first thirty days, by département. */
export const KIT_SUIVI = 'kit-suivi'

export const MAX_LOGO_BYTES = 200_000
export const MAX_DEPARTEMENTS = 20
export const MAX_BIENVENUE = 2_000
export const LOGO_TYPES = ['image/png', 'image/jpeg'] as const

export const Departements = z
  .array(z.string().refine(isDeployable))
  .min(1)
  .max(MAX_DEPARTEMENTS)
  .transform((codes) => [...new Set(codes)].sort())

/** Lines and tabs, and nothing that a screen or a page would not show, or would show in another order. */
const isShown = (text: string): boolean => !/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(text.replace(/[\n\t]/g, ''))
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => isShown(text) && !text.includes('\n'))
const text = (max: number) => z.string().trim().max(max).refine(isShown)

/** Who answers for the territory: a professional, or a service; reached at least one way. */
export const Correspondant = z
  .strictObject({
    nom: line(120).min(1),
    fonction: line(120),
    courriel: z.union([z.literal(''), z.email().max(254)]),
    telephone: line(30),
  })
  .refine(({ courriel, telephone }) => courriel !== '' || telephone !== '', { path: ['courriel'] })
export type Correspondant = z.infer<typeof Correspondant>

/** `alt`: what it says, for whoever does not see it. */
export const Logo = z.strictObject({
  type: z.enum(LOGO_TYPES),
  base64: z.base64().max(Math.ceil(MAX_LOGO_BYTES / 3) * 4),
  alt: line(120).min(1),
})
export type Logo = z.infer<typeof Logo>

/** What a person gives; the server adds the rest. */
export const KitDemande = z.strictObject({
  /** Of the kit that this is the next version of; null for a new one. */
  id: z.uuid().nullable(),
  nom: line(80).min(1),
  departements: Departements,
  bienvenue: text(MAX_BIENVENUE),
  correspondant: Correspondant,
  logo: Logo.nullable(),
})
export type KitDemande = z.infer<typeof KitDemande>

const Referentiel = z.strictObject({
  nom: z.string().max(60),
  valeurs: z.int().min(0),
  empreinte: z.string().regex(/^[0-9a-f]{16}$/),
})
export type Referentiel = z.infer<typeof Referentiel>

export const Kit = z.strictObject({
  format: z.literal(KIT_FORMAT),
  id: z.uuid(),
  /** 1, then one more each time it is made again. */
  version: z.int().min(1),
  fait_le: z.iso.datetime(),
  /** Name of who made it. */
  fait_par: z.string().max(250),
  nom: line(80).min(1),
  departements: z.array(z.string().refine(isDeployable)).min(1).max(MAX_DEPARTEMENTS),
  /** What a desk of this territory asks of the server (shared/sync/scope.ts). */
  portees: z.array(z.string().max(40)).max(MAX_DEPARTEMENTS + 1),
  /** Address of the server that signs: never another. */
  serveur: z.string().max(2083),
  /** What searches propose first. */
  lieu: z.strictObject({ place: PlaceRef, label: z.string().max(120) }),
  bienvenue: text(MAX_BIENVENUE),
  correspondant: Correspondant,
  logo: Logo.nullable(),
  /** The lists that the server goes by: a desk that has others is of another version. */
  referentiels: z.array(Referentiel).max(60),
  deploiement: z.array(DepartementDeploye).max(MAX_DEPARTEMENTS),
  /** Sources that are not shown in this territory. */
  regles: z.array(RegleSource.strict()).max(500),
})
export type Kit = z.infer<typeof Kit>

/** In the list of kits that were made. */
export const KitResume = z.object({
  id: z.uuid(),
  version: z.int(),
  fait_le: z.string(),
  fait_par: z.string(),
  nom: z.string(),
  departements: z.array(z.string()),
  bienvenue: z.string(),
  correspondant: Correspondant,
  logo: Logo.nullable(),
})
export type KitResume = z.infer<typeof KitResume>

/** `GET /kit/v1/kits`. `departements`: those that this person may make kits of. */
export const Kits = z.object({ kits: z.array(KitResume), departements: z.array(z.string()), empreinte: z.string() })
export type Kits = z.infer<typeof Kits>

/** A kit as a file: text, to be written in UTF-8. */
export const KitFichier = z.object({ kit: KitResume, nom: z.string(), fichier: z.string() })
export type KitFichier = z.infer<typeof KitFichier>

export const KIT_EXTENSION = 'dorakit'

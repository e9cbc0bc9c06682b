import { z } from 'zod'
import { isDeployable } from '../deployment/state.ts'
import { isCategory, NEEDS } from '../reference/thematiques.ts'

/** Subscriptions of partners to the changes of what is open: docs/webhooks.md. The secret is shown once, and never told again. */

export const MAX_WEBHOOKS = 100

/** Base64 of 32 random bytes, as Standard Webhooks writes a key (« Signature scheme »). */
export const SECRET_WEBHOOK = /^whsec_[A-Za-z0-9+/]{43}=$/

export const FICHES_WEBHOOK = ['structure', 'service'] as const
export const FicheWebhook = z.enum(FICHES_WEBHOOK)
export type FicheWebhook = z.infer<typeof FicheWebhook>

const plain = (text: string): boolean => text.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(text)
const needs: ReadonlySet<string> = new Set(NEEDS.map(({ value }) => value))
const unique = (all: readonly string[]): boolean => new Set(all).size === all.length

/** What is told; an empty list narrows nothing. Thématiques are those of services: they leave structures as they are. */
export const QuoiWebhook = z.object({
  fiches: z.array(FicheWebhook).min(1).max(FICHES_WEBHOOK.length).refine(unique),
  departements: z.array(z.string().max(3).refine(isDeployable)).max(120).refine(unique),
  /** Categories, or needs. */
  thematiques: z
    .array(z.string().refine((one) => isCategory(one) || needs.has(one)))
    .max(150)
    .refine(unique),
  sources: z
    .array(z.string().regex(/^[\w-]{1,80}$/))
    .max(50)
    .refine(unique),
})
export type QuoiWebhook = z.infer<typeof QuoiWebhook>

export const ADRESSE_WEBHOOK_MAX = 2048

/** The server says whether it may call that address: the guard of server/partners/address-guard.ts is its own. */
export const WebhookDemande = z.object({
  nom: z.string().trim().min(2).max(120).refine(plain),
  adresse: z.string().trim().max(ADRESSE_WEBHOOK_MAX).pipe(z.url()),
  /** Who to write to; null for nobody. */
  contact: z.string().trim().max(254).pipe(z.email()).nullable(),
  quoi: QuoiWebhook,
  actif: z.boolean(),
})
export type WebhookDemande = z.infer<typeof WebhookDemande>

/** Why a delivery did not arrive. */
export const ECHECS_WEBHOOK = [
  /** Answered, but neither 2xx nor any of what follows. */
  'statut',
  'redirection',
  /** 410: the partner wants no more of it. */
  'parti',
  'delai',
  /** The connection was cut before an answer. */
  'coupe',
  'injoignable',
  'certificat',
  'adresse-illisible',
  'adresse-protocole',
  'adresse-introuvable',
  'adresse-privee',
] as const
export const EchecWebhook = z.enum(ECHECS_WEBHOOK)
export type EchecWebhook = z.infer<typeof EchecWebhook>

/** Why the receiver has to read everything again. */
export const RELECTURES = ['ouverture', 'filtre', 'retard', 'historique'] as const
export const Relecture = z.enum(RELECTURES)
export type Relecture = z.infer<typeof Relecture>

export const TYPES_ENVOI = ['changements', 'tout-relire'] as const
export const TypeEnvoi = z.enum(TYPES_ENVOI)
export type TypeEnvoi = z.infer<typeof TypeEnvoi>

export const EnvoiWebhook = z.object({
  /** `webhook-id`: the same at each attempt. */
  id: z.uuid(),
  type: TypeEnvoi,
  motif: Relecture.nullable(),
  /** Changes it names. */
  changements: z.int().min(0),
  /** ISO instant of the last attempt, and what it came to. */
  le: z.string(),
  essais: z.int().min(1),
  arrive: z.boolean(),
  statut: z.int().nullable(),
  echec: EchecWebhook.nullable(),
  duree_ms: z.number().min(0),
})
export type EnvoiWebhook = z.infer<typeof EnvoiWebhook>

/** `echecs`: three days without an arrival. `parti`: the receiver answered 410. */
export const SuspensionWebhook = z.object({ le: z.string(), motif: z.enum(['echecs', 'parti']) })
export type SuspensionWebhook = z.infer<typeof SuspensionWebhook>

export const WebhookVue = WebhookDemande.extend({
  id: z.uuid(),
  cree_le: z.string(),
  /** Until when the secret before this one signs too (ISO); null when there is none. */
  ancienne_signature_jusqu: z.string().nullable(),
  suspendu: SuspensionWebhook.nullable(),
  /** Changes that wait, before they are narrowed to what is asked for. */
  attente: z.int().min(0),
  /** ISO instant of the next attempt of what failed; null when nothing did. */
  prochain: z.string().nullable(),
  /** Since when nothing arrives (ISO). */
  echec_depuis: z.string().nullable(),
  /** The newest first. */
  envois: z.array(EnvoiWebhook),
})
export type WebhookVue = z.infer<typeof WebhookVue>

export const Webhooks = z.object({
  abonnements: z.array(WebhookVue),
  /** Rows that this server cannot open: another key’s, or a later version’s. */
  illisibles: z.int().min(0),
  /** Sources told only to those that name them. */
  sources_restreintes: z.array(z.string()),
  /** Whether this server may call addresses of its own network, and without https. */
  adresses_privees: z.boolean(),
})
export type Webhooks = z.infer<typeof Webhooks>

export const WebhookCree = z.object({ id: z.uuid(), secret: z.string().regex(SECRET_WEBHOOK) })
export type WebhookCree = z.infer<typeof WebhookCree>

/** What a trial came to. */
export const EssaiWebhook = z.object({
  arrive: z.boolean(),
  statut: z.int().nullable(),
  echec: EchecWebhook.nullable(),
  duree_ms: z.number().min(0),
})
export type EssaiWebhook = z.infer<typeof EssaiWebhook>

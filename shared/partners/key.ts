import { z } from 'zod'

/** Keys of the public API, as the team gives them: the key itself is shown once, and kept nowhere. */

/** `api`: the data; `widget`: what a page of a partner shows of them, and nothing else (data-inclusion.md §2 « Auth »). */
export const PORTEES_CLE = ['api', 'widget'] as const
export const PorteeCle = z.enum(PORTEES_CLE)
export type PorteeCle = z.infer<typeof PorteeCle>

/** `dora_` and 32 random bytes in base64url: told from any other secret at a glance, and by scanners of leaked ones. */
export const CLE_EN_CLAIR = /^dora_[\w-]{43}$/

const plain = (text: string): boolean => text.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(text)
const texte = (most: number) => z.string().trim().max(most).refine(plain)

export const QUOTA_MINUTE = { min: 1, max: 100_000, defaut: 600 } as const
export const QUOTA_JOUR = { min: 1, max: 100_000_000, defaut: 200_000 } as const

/** Requests, for each server process: docs/api.md « Keys and quotas ». */
export const QuotaCle = z.object({
  minute: z.int().min(QUOTA_MINUTE.min).max(QUOTA_MINUTE.max),
  jour: z.int().min(QUOTA_JOUR.min).max(QUOTA_JOUR.max),
})
export type QuotaCle = z.infer<typeof QuotaCle>

export const MAX_SOURCES_CLE = 50

const saisie = {
  /** The partner, or the tool that will use it. */
  nom: texte(120).min(2),
  /** Address of whoever answers for it. */
  contact: texte(254).pipe(z.email()),
  quota: QuotaCle,
  /** Sources that are not told to everyone, and are to this one (data-inclusion.md §2 « Restricted source »). */
  sources: z.array(z.string().regex(/^[\w-]{1,80}$/)).max(MAX_SOURCES_CLE),
} as const

export const CleDemandee = z.object({
  ...saisie,
  portees: z
    .array(PorteeCle)
    .min(1)
    .max(PORTEES_CLE.length)
    .refine((all) => new Set(all).size === all.length),
})
export type CleDemandee = z.infer<typeof CleDemandee>

/** Its scopes are what it was given for: another use is another key. */
export const CleModifiee = z.object(saisie)
export type CleModifiee = z.infer<typeof CleModifiee>

const compte = z.int().min(0)

export const CleApi = CleDemandee.extend({
  id: z.uuid(),
  /** `dora_Ab3…`: enough to tell two keys apart. */
  debut: z.string().max(12),
  /** ISO instants. */
  creee_le: z.string(),
  revoquee_le: z.string().nullable(),
  /** Last day in Paris on which it was used; null when never, or not for a month. */
  vue_le: z.iso.date().nullable(),
  /** Requests by day of the last 30 days, those without any left out; written once a minute. */
  jours: z.array(z.object({ jour: z.iso.date(), demandes: compte, refusees: compte })),
})
export type CleApi = z.infer<typeof CleApi>

export const ClesApi = z.object({
  cles: z.array(CleApi),
  /** Sources of the catalogue that are told only to keys that name them. */
  sources_restreintes: z.array(z.string()),
  /** Address of the API, for whoever has to be told. */
  adresse: z.string(),
})
export type ClesApi = z.infer<typeof ClesApi>

/** `cle`: shown once. */
export const CleCreee = z.object({ id: z.uuid(), cle: z.string().regex(CLE_EN_CLAIR) })
export type CleCreee = z.infer<typeof CleCreee>

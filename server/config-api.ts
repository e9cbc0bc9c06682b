import { z } from 'zod'

/** What the public API allows to whoever comes without a key. */

export type ApiLimits = {
  /** Requests a minute from one address, without a key or with one that is not good. */
  readonly apiPerAddress: number
  /** Sources told only to keys that name them (data-inclusion.md §2 « Restricted source »). */
  readonly restrictedSources: readonly string[]
}

/** `soliguide`: told under its own terms, as data·inclusion does. */
const RESTRICTED = ['soliguide'] as const
export const DEFAULT_API_LIMITS: ApiLimits = { apiPerAddress: 120, restrictedSources: RESTRICTED }

const parted = (text: string): readonly string[] => text.split(/[\s,]+/).filter(Boolean)

export const API_ENVIRONMENT = {
  DORA_SERVER_API_RATE_ADDRESS: z
    .string()
    .regex(/^\d{1,8}$/)
    .transform(Number)
    .refine((n) => n >= 1 && n <= 10_000_000)
    .default(DEFAULT_API_LIMITS.apiPerAddress)
    .describe('un nombre entier de 1 à 10000000'),
  DORA_SERVER_API_RESTRICTED_SOURCES: z
    .string()
    .max(2_000)
    .refine((text) => text === '-' || parted(text).every((slug) => /^[\w-]{1,80}$/.test(slug)))
    .optional()
    .describe('des identifiants de sources séparés par des virgules, ou « - » pour aucune'),
} as const

type Values = {
  readonly DORA_SERVER_API_RATE_ADDRESS: number
  readonly DORA_SERVER_API_RESTRICTED_SOURCES?: string | undefined
}

export const apiLimits = (values: Values): ApiLimits => {
  const { DORA_SERVER_API_RATE_ADDRESS: apiPerAddress, DORA_SERVER_API_RESTRICTED_SOURCES: asked } = values
  return { apiPerAddress, restrictedSources: asked === undefined ? RESTRICTED : asked === '-' ? [] : parted(asked) }
}

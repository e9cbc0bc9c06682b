import { z } from 'zod'

/** Variables of the exchange with Les Emplois de l’inclusion. `describe` is what an error says is expected. */
export const EMPLOIS_ENVIRONMENT = {
  DORA_SERVER_EMPLOIS_KEY: z
    .string()
    .min(32)
    .max(500)
    .optional()
    .describe('la clé (32 caractères au moins) qui signe les jetons des Emplois'),
  DORA_SERVER_EMPLOIS_TOKEN: z
    .string()
    .regex(/^[\w~.+/-]{32,500}$/)
    .optional()
    .describe('le jeton d’accès (32 caractères au moins, sans espace) donné aux Emplois'),
} as const

export type EmploisConfig = {
  /** Signs their tokens (HS256); null: no request begins there. Never shown. */
  readonly key: string | null
  /** What they call the API with; null: there is no API. Never shown. */
  readonly token: string | null
}

type Values = z.infer<z.ZodObject<typeof EMPLOIS_ENVIRONMENT>>

export const emploisConfig = (values: Values): EmploisConfig => ({
  key: values.DORA_SERVER_EMPLOIS_KEY ?? null,
  token: values.DORA_SERVER_EMPLOIS_TOKEN ?? null,
})

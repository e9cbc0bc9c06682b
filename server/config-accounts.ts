import { z } from 'zod'
import { parseSender } from './mail/mailer.ts'
import { isSmtpUrl } from './mail/smtp.ts'

/** Variables about people: mail, identity provider, register of establishments. `describe` is what an error says is expected. */

const WITHOUT = 'aucun'
const REGISTER = 'https://recherche-entreprises.api.gouv.fr'

const isWeb = (text: string): boolean => URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol)
/** What goes through must not be read on the way, but on this machine. */
const isSafeWeb = (text: string): boolean => {
  if (!isWeb(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  return (protocol === 'https:' || local) && username === '' && password === ''
}
const words = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean)

export const ACCOUNT_ENVIRONMENT = {
  DORA_SERVER_PUBLIC_URL: z
    .string()
    .refine(isSafeWeb)
    .optional()
    .describe('l’adresse https://… à laquelle les postes joignent ce serveur'),
  DORA_SERVER_SMTP_URL: z.string().refine(isSmtpUrl).optional().describe('smtp://… ou smtps://…, avec TLS hors de cette machine'),
  DORA_SERVER_MAIL_FROM: z
    .string()
    .refine((text) => parseSender(text) !== null)
    .optional()
    .describe('une adresse, ou « DORA <adresse> »'),
  DORA_SERVER_SIRENE_URL: z
    .string()
    .refine((text) => text === WITHOUT || isSafeWeb(text))
    .default(REGISTER)
    .describe(`une adresse https://…, ou « ${WITHOUT} »`),
  DORA_SERVER_OIDC_ISSUER: z.string().refine(isSafeWeb).optional().describe('l’adresse https://… du fournisseur d’identité'),
  DORA_SERVER_OIDC_CLIENT_ID: z.string().min(1).max(500).optional().describe('l’identifiant donné par le fournisseur'),
  DORA_SERVER_OIDC_CLIENT_SECRET: z.string().min(1).max(2_000).optional().describe('le secret donné par le fournisseur'),
  DORA_SERVER_OIDC_NAME: z.string().min(1).max(60).default('ProConnect').describe('un nom à écrire sur le bouton'),
  DORA_SERVER_OIDC_SCOPE: z.string().default('openid given_name usual_name email').describe('des portées, openid comprise'),
  DORA_SERVER_OIDC_ACR: z.string().default('eidas1').describe(`des niveaux acceptés (acr), ou « ${WITHOUT} »`),
} as const

export type OidcConfig = {
  readonly issuer: string
  readonly clientId: string
  /** Never shown. */
  readonly clientSecret: string
  readonly name: string
  readonly scope: string
  /** Accepted values of `acr`; empty when none is asked. */
  readonly acrValues: readonly string[]
}

export type AccountConfig = {
  /** Null: the address this server listens on, good for desks of this machine. */
  readonly publicUrl: string | null
  /** Null: messages are left in a folder. Holds a password: never shown. */
  readonly smtpUrl: string | null
  readonly mailFrom: string
  /** Null: this server asks no register. */
  readonly sireneUrl: string | null
  readonly oidc: OidcConfig | null
}

type Values = z.infer<z.ZodObject<typeof ACCOUNT_ENVIRONMENT>>

/** The three go together; what is missing is told by name. */
export const missingOidc = (values: Partial<Values>): readonly string[] => {
  const names = ['DORA_SERVER_OIDC_ISSUER', 'DORA_SERVER_OIDC_CLIENT_ID', 'DORA_SERVER_OIDC_CLIENT_SECRET'] as const
  const missing = names.filter((name) => values[name] === undefined)
  return missing.length === names.length ? [] : missing
}

export const accountConfig = (values: Values): AccountConfig => {
  const {
    DORA_SERVER_OIDC_ISSUER: issuer,
    DORA_SERVER_OIDC_CLIENT_ID: clientId,
    DORA_SERVER_OIDC_CLIENT_SECRET: clientSecret,
  } = values
  const acr = values.DORA_SERVER_OIDC_ACR
  return {
    publicUrl: values.DORA_SERVER_PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    smtpUrl: values.DORA_SERVER_SMTP_URL ?? null,
    mailFrom: values.DORA_SERVER_MAIL_FROM ?? 'DORA <ne-pas-repondre@dora.invalid>',
    sireneUrl: values.DORA_SERVER_SIRENE_URL === WITHOUT ? null : values.DORA_SERVER_SIRENE_URL,
    oidc:
      issuer === undefined || clientId === undefined || clientSecret === undefined
        ? null
        : {
            issuer,
            clientId,
            clientSecret,
            name: values.DORA_SERVER_OIDC_NAME,
            scope: values.DORA_SERVER_OIDC_SCOPE,
            acrValues: acr === WITHOUT ? [] : words(acr),
          },
  }
}

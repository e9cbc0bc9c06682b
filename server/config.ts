import { join } from 'node:path'
import { isIP } from 'node:net'
import { z } from 'zod'
import { ACCOUNT_ENVIRONMENT, accountConfig, type AccountConfig, missingOidc } from './config-accounts.ts'
import { EMPLOIS_ENVIRONMENT, type EmploisConfig, emploisConfig } from './config-emplois.ts'
import { API_ENVIRONMENT, type ApiLimits, apiLimits, DEFAULT_API_LIMITS } from './config-api.ts'
import { CONNECTOR_ENVIRONMENT, type ConnectorConfig, connectorConfig } from './config-connectors.ts'
import { missingLicence, OPENDATA_ENVIRONMENT, type OpenDataConfig, openDataConfig } from './config-opendata.ts'
import { BLOB_ENVIRONMENT, blobConfig, type BlobConfig, missingS3 } from './config-blobs.ts'
import { WEBHOOK_ENVIRONMENT, type WebhookConfig, webhookConfig } from './config-webhooks.ts'
import { deskFolder, type Machine } from '#shared/desk-folder.ts'

const PREFIX = 'DORA_SERVER_'
/** Said by the start script to the desk: this server may be started from the same environment. */
const FOR_THE_DESK = 'DORA_SERVER_EMBEDDED'

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const

const wholeNumber = (min: number, max: number, value: number) =>
  z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(Number)
    .refine((n) => n >= min && n <= max)
    .default(value)
    .describe(`un nombre entier de ${min} à ${max}`)

const address = (protocols: readonly string[]) => (text: string) =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol)

/** Believing everyone would let anyone take any address, and so escape every limit. */
const isProxy = (text: string): boolean => {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const most = isIP(address) === 4 ? 32 : 128
  return isIP(address) !== 0 && (bits === undefined || (Number(bits) > 0 && Number(bits) <= most))
}
const parted = (text: string): readonly string[] => text.split(/[\s,]+/).filter(Boolean)

const HOURS_OF_A_MONTH = 24 * 31
const MINUTE_MAX = 10_000_000

/** Every variable the server reads; `describe` is what its error says is expected. */
const Environment = z.object({
  DATABASE_URL: z
    .string()
    .refine(address(['postgres:', 'postgresql:']))
    .optional()
    .describe('l’adresse d’une base PostgreSQL, postgres://…'),
  DORA_SERVER_KEY: z
    .string()
    .regex(/^([0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=)$/)
    .optional()
    .describe('64 chiffres hexadécimaux, ou 32 octets en base64'),
  DORA_SERVER_FOLDER: z.string().min(1).optional().describe('un dossier'),
  DORA_SERVER_HOST: z.string().min(1).max(253).default('127.0.0.1').describe('une adresse ou un nom de machine'),
  DORA_SERVER_PORT: wholeNumber(0, 65_535, 4030),
  DORA_SERVER_BLOB_URL: z
    .string()
    .refine(address(['https:', 'http:']))
    .optional()
    .describe('une adresse https://…'),
  DORA_SERVER_BACKUP_HOURS: wholeNumber(0, HOURS_OF_A_MONTH, 24),
  DORA_SERVER_BACKUP_FOLDER: z.string().min(1).optional().describe('un dossier'),
  DORA_SERVER_BACKUP_KEEP: wholeNumber(1, 1_000, 2),
  DORA_SERVER_LOG: z
    .enum(LOG_LEVELS)
    .default('info')
    .describe(`un niveau parmi ${LOG_LEVELS.join(', ')}`),
  DORA_SERVER_SNAPSHOT_FOLDER: z.string().min(1).optional().describe('un dossier'),
  DORA_SERVER_TRUST_PROXY: z
    .string()
    .max(10_000)
    .refine((text) => parted(text).every(isProxy))
    .optional()
    .describe('les adresses (ou plages, 10.0.0.0/8) des serveurs mandataires, séparées par des virgules'),
  ...ACCOUNT_ENVIRONMENT,
  ...BLOB_ENVIRONMENT,
  ...EMPLOIS_ENVIRONMENT,
  ...CONNECTOR_ENVIRONMENT,
  ...API_ENVIRONMENT,
  ...WEBHOOK_ENVIRONMENT,
  ...OPENDATA_ENVIRONMENT,
  DORA_SERVER_RATE_ADDRESS: wholeNumber(1, MINUTE_MAX, 12_000),
  DORA_SERVER_RATE_CLIENT: wholeNumber(1, MINUTE_MAX, 600),
  DORA_SERVER_STREAMS: wholeNumber(1, 1_000_000, 10_000),
  DORA_SERVER_STREAMS_ADDRESS: wholeNumber(1, 1_000_000, 2_500),
})

export type Limits = ApiLimits & {
  /** Requests a minute from one address: an office of 200 desks shares one. */
  readonly perAddress: number
  /** Requests a minute of one account, on whatever desks. */
  readonly perClient: number
  /** Live streams open at once, in all and from one address. */
  readonly streams: number
  readonly streamsPerAddress: number
  /** Milliseconds a client has to send its headers, and its whole request. */
  readonly headersMs: number
  readonly requestMs: number
  /** Milliseconds the store has to answer `/ready`: a network that drops everything must not leave the supervisor waiting. */
  readonly pingMs: number
}

export type ServerConfig = {
  /** Null: the embedded SQLite store in `folder`. Holds a password: never shown. */
  readonly databaseUrl: string | null
  /** Seals private rows; the same for all replicas. Null: the key file of `folder`. Never shown. */
  readonly key: string | null
  readonly folder: string
  readonly host: string
  readonly port: number
  /** What is put before the names of snapshots, ending with « / »; null when this server gives them itself. */
  readonly blobUrl: string | null
  /** 0: no automatic backup. */
  readonly backupHours: number
  readonly backupKeep: number
  readonly backupFolder: string
  /** Shared by the replicas of one base, so that each can give what another made. */
  readonly snapshotFolder: string
  readonly logLevel: (typeof LOG_LEVELS)[number]
  /** Addresses whose `X-Forwarded-For` is believed; empty for none. */
  readonly trustProxy: readonly string[]
  readonly accounts: AccountConfig
  /** Where the files of requests are kept; shared by the replicas of one base. */
  readonly pieces: BlobConfig
  readonly emplois: EmploisConfig
  readonly connectors: ConnectorConfig
  readonly opendata: OpenDataConfig
  readonly webhooks: WebhookConfig
  readonly limits: Limits
}

export const DEFAULT_LIMITS: Limits = {
  ...DEFAULT_API_LIMITS,
  perAddress: 12_000,
  perClient: 600,
  streams: 10_000,
  streamsPerAddress: 2_500,
  headersMs: 10_000,
  requestMs: 30_000,
  pingMs: 5_000,
}

const trimmed = (env: Machine['env']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || value.trim() === '' ? [] : [[name, value.trim()] as const],
    ),
  )

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`)

/**
 * The server's configuration from its environment, or every reason why there is none, in French. The value of a variable is
 * never repeated: it may be a secret.
 */
export const readConfig = (machine: Machine): { readonly config: ServerConfig } | { readonly errors: readonly string[] } => {
  const env = trimmed(machine.env)
  const known: readonly string[] = Object.keys(Environment.shape)
  const unknown = Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && name !== FOR_THE_DESK && !known.includes(name))
    .map((name) => `${name} n’est pas une variable de ce serveur. Celles qui existent\u202f: ${known.join(', ')}.`)
  const read = Environment.safeParse(env)
  if (!read.success || unknown.length > 0) {
    const names = new Set(read.error?.issues.map(({ path }) => String(path[0])))
    const wrong = [...names].map((name) => {
      const field = Environment.shape[name as keyof typeof Environment.shape] as z.ZodType
      return `${name} est incorrect\u202f: il faut ${field.description ?? 'une autre valeur'}.`
    })
    return { errors: [...wrong, ...unknown] }
  }
  const values = read.data
  const missing = missingOidc(values)
  if (missing.length > 0)
    return {
      errors: missing.map(
        (name) => `${name} manque\u202f: l’adresse, l’identifiant et le secret du fournisseur d’identité vont ensemble.`,
      ),
    }
  const missingOfS3 = missingS3(values)
  if (missingOfS3.length > 0)
    return {
      errors: missingOfS3.map(
        (name) => `${name} manque\u202f: l’adresse, la région, le compartiment et la clé d’accès du service S3 vont ensemble.`,
      ),
    }
  if (missingLicence(values))
    return {
      errors: [
        'DORA_SERVER_OPENDATA_LICENCE et DORA_SERVER_OPENDATA_LICENCE_URL vont ensemble\u202f: il manque le nom de la licence, ou son adresse.',
      ],
    }
  // Messages that come from nobody are thrown away by those who receive them.
  if (values.DORA_SERVER_SMTP_URL !== undefined && values.DORA_SERVER_MAIL_FROM === undefined)
    return { errors: ['DORA_SERVER_MAIL_FROM manque\u202f: il faut une adresse d’expédition avec DORA_SERVER_SMTP_URL.'] }
  const folder = values.DORA_SERVER_FOLDER ?? join(deskFolder(machine), 'serveur')
  return {
    config: {
      databaseUrl: values.DATABASE_URL ?? null,
      key: values.DORA_SERVER_KEY ?? null,
      folder,
      snapshotFolder: values.DORA_SERVER_SNAPSHOT_FOLDER ?? join(folder, 'instantanes'),
      backupFolder: values.DORA_SERVER_BACKUP_FOLDER ?? join(folder, 'sauvegardes'),
      host: values.DORA_SERVER_HOST,
      port: values.DORA_SERVER_PORT,
      blobUrl: values.DORA_SERVER_BLOB_URL === undefined ? null : withSlash(values.DORA_SERVER_BLOB_URL),
      backupHours: values.DORA_SERVER_BACKUP_HOURS,
      backupKeep: values.DORA_SERVER_BACKUP_KEEP,
      logLevel: values.DORA_SERVER_LOG,
      accounts: accountConfig(values),
      pieces: blobConfig(values, join(folder, 'pieces')),
      emplois: emploisConfig(values),
      connectors: connectorConfig(values, join(folder, 'connecteurs')),
      webhooks: webhookConfig(values),
      opendata: openDataConfig(values, join(folder, 'donnees-ouvertes')),
      trustProxy: parted(values.DORA_SERVER_TRUST_PROXY ?? ''),
      limits: {
        ...DEFAULT_LIMITS,
        ...apiLimits(values),
        perAddress: values.DORA_SERVER_RATE_ADDRESS,
        perClient: values.DORA_SERVER_RATE_CLIENT,
        streams: values.DORA_SERVER_STREAMS,
        streamsPerAddress: values.DORA_SERVER_STREAMS_ADDRESS,
      },
    },
  }
}

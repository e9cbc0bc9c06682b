import { z } from 'zod'
import type { S3Config } from './blobs/s3.ts'

/** Variables about where the files of requests are kept. `describe` is what an error says is expected. */

/** Files are sealed and requests signed: what goes through in clear tells nothing, and a bucket may be on the next machine. */
const isService = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  return ['https:', 'http:'].includes(protocol) && [username, password, search, hash].every((part) => part === '')
}

export const BLOB_ENVIRONMENT = {
  DORA_SERVER_PIECES_FOLDER: z.string().min(1).optional().describe('un dossier'),
  DORA_SERVER_S3_URL: z.string().refine(isService).optional().describe('l’adresse https://… du service S3, sans le compartiment'),
  DORA_SERVER_S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .optional()
    .describe('le nom d’une région, fr-par par exemple'),
  DORA_SERVER_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .optional()
    .describe('le nom d’un compartiment (bucket)'),
  DORA_SERVER_S3_KEY_ID: z
    .string()
    .regex(/^[!-~]{1,200}$/)
    .optional()
    .describe('l’identifiant de la clé d’accès'),
  DORA_SERVER_S3_SECRET: z
    .string()
    .regex(/^[!-~]{1,500}$/)
    .optional()
    .describe('le secret de la clé d’accès'),
  DORA_SERVER_S3_PREFIX: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9_-]*)*\/?$/i)
    .max(200)
    .default('dora/pieces')
    .describe('des lettres, des chiffres, et des « / » entre eux'),
} as const

export type BlobConfig = {
  /** Null: files are kept in `folder`. Holds a secret: never shown. */
  readonly s3: S3Config | null
  readonly folder: string
}

type Values = z.infer<z.ZodObject<typeof BLOB_ENVIRONMENT>>

const TOGETHER = [
  'DORA_SERVER_S3_URL',
  'DORA_SERVER_S3_REGION',
  'DORA_SERVER_S3_BUCKET',
  'DORA_SERVER_S3_KEY_ID',
  'DORA_SERVER_S3_SECRET',
] as const

/** They go together; what is missing is told by name. */
export const missingS3 = (values: Partial<Values>): readonly string[] => {
  const missing = TOGETHER.filter((name) => values[name] === undefined)
  return missing.length === TOGETHER.length ? [] : missing
}

/** @param folder where files are kept unless another folder, or a bucket, is named. */
export const blobConfig = (values: Values, folder: string): BlobConfig => {
  const {
    DORA_SERVER_S3_URL: url,
    DORA_SERVER_S3_REGION: region,
    DORA_SERVER_S3_BUCKET: bucket,
    DORA_SERVER_S3_KEY_ID: keyId,
    DORA_SERVER_S3_SECRET: secret,
  } = values
  const prefix = values.DORA_SERVER_S3_PREFIX.replace(/\/?$/, '/')
  return {
    folder: values.DORA_SERVER_PIECES_FOLDER ?? folder,
    s3:
      url === undefined || region === undefined || bucket === undefined || keyId === undefined || secret === undefined
        ? null
        : { url, region, bucket, keyId, secret, prefix },
  }
}

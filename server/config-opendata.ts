import { z } from 'zod'
import type { Licence } from './opendata/files/writer.ts'

/** Variables of the files of open data. `describe` is what an error says is expected. */

const HOURS_OF_A_MONTH = 24 * 31
const MOST_KEPT = 100

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .refine((n) => n >= min && n <= max)
    .optional()
    .describe(`un nombre entier de ${min} à ${max}`)

/** A page leads to it. */
const isWeb = (text: string): boolean => URL.canParse(text) && new URL(text).protocol === 'https:'

export const OPENDATA_ENVIRONMENT = {
  DORA_SERVER_OPENDATA_HOURS: wholeNumber(0, HOURS_OF_A_MONTH),
  DORA_SERVER_OPENDATA_FOLDER: z.string().min(1).optional().describe('un dossier'),
  DORA_SERVER_OPENDATA_KEEP: wholeNumber(1, MOST_KEPT),
  DORA_SERVER_OPENDATA_FORMATS: z
    .string()
    .regex(/^[a-z0-9.-]{1,40}(?:[\s,]+[a-z0-9.-]{1,40}){0,30}$/)
    .optional()
    .describe('des noms de formats, séparés par des virgules'),
  DORA_SERVER_OPENDATA_PRODUCER: z.string().min(1).max(200).default('DORA').describe('un nom'),
  DORA_SERVER_OPENDATA_LICENCE: z.string().min(1).max(200).optional().describe('le nom d’une licence'),
  DORA_SERVER_OPENDATA_LICENCE_URL: z.string().max(2_000).refine(isWeb).optional().describe('une adresse https://…'),
} as const

export type OpenDataConfig = {
  /** Hours between two publications; 0: none but those that the team asks for. Null: 1, and 0 beside a desk, where nobody would read them. */
  readonly hours: number | null
  /** Shared by the replicas of one base. */
  readonly folder: string
  /** Releases whose files stay. */
  readonly keep: number
  /** Null for all. */
  readonly formats: readonly string[] | null
  readonly producteur: string
  readonly licence: Licence
}

type Values = z.infer<z.ZodObject<typeof OPENDATA_ENVIRONMENT>>

/** « Licence Ouverte 2.0 », which the data of the sources come under (data-inclusion.md §2.4). */
export const LICENCE_OUVERTE: Licence = {
  nom: 'Licence Ouverte 2.0 (etalab-2.0)',
  adresse: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
}

/** One of another name must have an address of its own. */
export const missingLicence = ({ DORA_SERVER_OPENDATA_LICENCE: nom, DORA_SERVER_OPENDATA_LICENCE_URL: url }: Values): boolean =>
  (nom === undefined) !== (url === undefined)

export const openDataConfig = (values: Values, folder: string): OpenDataConfig => {
  const { DORA_SERVER_OPENDATA_LICENCE: nom, DORA_SERVER_OPENDATA_LICENCE_URL: adresse } = values
  return {
    hours: values.DORA_SERVER_OPENDATA_HOURS ?? null,
    folder: values.DORA_SERVER_OPENDATA_FOLDER ?? folder,
    keep: values.DORA_SERVER_OPENDATA_KEEP ?? 3,
    formats: values.DORA_SERVER_OPENDATA_FORMATS?.split(/[\s,]+/) ?? null,
    producteur: values.DORA_SERVER_OPENDATA_PRODUCER,
    licence: nom === undefined || adresse === undefined ? LICENCE_OUVERTE : { nom, adresse },
  }
}

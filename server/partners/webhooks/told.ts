import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { FicheWebhook } from '#shared/partners/webhook.ts'
import type { Reader, Writer } from '#server/store/types.ts'

/**
 * What was open at the last comparison: of each record a fingerprint, and what subscriptions are narrowed by. It is how a change is
 * told from a record that is new, and a draft that was never open from one that has gone. In 256 settings, so that a change of one
 * record writes a small part of it.
 */

export const BUCKETS = 256

const Told = z.object({
  /** Fingerprint of the record as it is told. */
  h: z.string(),
  source: z.string(),
  departement: z.string().nullable(),
  thematiques: z.array(z.string()).readonly(),
  /** Structure of a service. */
  structure: z.string().nullable(),
})
export type Told = z.infer<typeof Told>

/** `structure/<id>` or `service/<id>`. */
export type ToldKey = `${FicheWebhook}/${string}`
export const toldKey = (fiche: FicheWebhook, id: string): ToldKey => `${fiche}/${id}`
export const ofKey = (key: ToldKey): { readonly fiche: FicheWebhook; readonly id: string } => {
  const cut = key.indexOf('/')
  return { fiche: key.startsWith('structure/') ? 'structure' : 'service', id: key.slice(cut + 1) }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
export const fingerprint = (record: unknown): string => digest(JSON.stringify(record)).toString('base64').slice(0, 16)
export const bucketOf = (key: ToldKey): number => digest(key)[0] ?? 0

const Bucket = z.record(z.string(), Told)
const bucketKey = (n: number): string => `webhooks/connus/${n}`

export type Bucket = Map<ToldKey, Told>

export const readBucket = async (reader: Reader, n: number): Promise<Bucket> => {
  const text = await reader.setting(bucketKey(n))
  return new Map(text === null ? [] : (Object.entries(Bucket.parse(JSON.parse(text))) as [ToldKey, Told][]))
}

export const writeBucket = (writer: Writer, n: number, bucket: Bucket): Promise<void> =>
  writer.setSetting(bucketKey(n), JSON.stringify(Object.fromEntries(bucket)))

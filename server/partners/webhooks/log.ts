import { z } from 'zod'
import { FicheWebhook } from '#shared/partners/webhook.ts'
import type { Reader, Writer } from '#server/store/types.ts'

/**
 * The log of what changed in what is open, the same for all subscriptions: numbered entries, in chunks written over in turn. It
 * holds identifiers and what subscriptions are narrowed by; whoever is behind its beginning reads everything again.
 * In settings, not in rows: they are no part of the catalogue, and move no version of it.
 */

export const CHUNK = 500
export const CHUNKS = 200

const Facets = z.object({
  source: z.string(),
  departement: z.string().nullable(),
  thematiques: z.array(z.string()).readonly(),
})

const Entry = z.object({
  fiche: FicheWebhook,
  id: z.string(),
  /** ISO day of the record as it is now; null once it is not there. */
  date_maj: z.string().nullable(),
  /** As it was told before, and as it is; null when it was not, or is not there. Never both. */
  avant: Facets.nullable(),
  apres: Facets.nullable(),
  /** `seq` of the store that the comparison before was made at, and this one. */
  depuis: z.int(),
  jusque: z.int(),
})
export type Entry = z.infer<typeof Entry>

/** Where the comparison has got to, and what the log holds: positions from `plancher` (included) to `tete` (excluded). */
const Progress = z.object({
  epoch: z.string(),
  seq: z.int(),
  /** ISO day: what is open changes with it too. */
  jour: z.iso.date(),
  plancher: z.int().min(0),
  tete: z.int().min(0),
})
export type Progress = z.infer<typeof Progress>

const PROGRESS = 'webhooks/registre'

/** Its text too, to tell that nobody has gone on since. */
export const progressOf = async (
  reader: Reader,
): Promise<{ readonly progress: Progress | null; readonly text: string | null }> => {
  const text = await reader.setting(PROGRESS)
  return { progress: text === null ? null : Progress.parse(JSON.parse(text)), text }
}
export const putProgress = (writer: Writer, progress: Progress): Promise<void> =>
  writer.setSetting(PROGRESS, JSON.stringify(progress))
export const progressText = (reader: Reader): Promise<string | null> => reader.setting(PROGRESS)

const Chunk = z.object({ n: z.int(), entrees: z.array(Entry) })
const chunkKey = (n: number): string => `webhooks/suite/${n % CHUNKS}`

const chunkOf = async (reader: Reader, n: number): Promise<readonly Entry[]> => {
  const text = await reader.setting(chunkKey(n))
  const chunk = text === null ? null : Chunk.parse(JSON.parse(text))
  return chunk?.n === n ? chunk.entrees : []
}

/** First position that is kept once the log goes up to `tete`. */
export const floorOf = (tete: number): number => Math.max(0, (Math.floor(tete / CHUNK) - (CHUNKS - 1)) * CHUNK)

/** Adds entries from position `at`. More than the log holds is its caller’s to see. */
export const append = async (writer: Writer, at: number, entries: readonly Entry[]): Promise<void> => {
  for (let from = 0; from < entries.length;) {
    const n = Math.floor((at + from) / CHUNK)
    const start = at + from - n * CHUNK
    const before = start === 0 ? [] : (await chunkOf(writer, n)).slice(0, start)
    const added = entries.slice(from, from + CHUNK - start)
    await writer.setSetting(chunkKey(n), JSON.stringify({ n, entrees: [...before, ...added] } satisfies z.infer<typeof Chunk>))
    from += added.length
  }
}

/** Entries from `de` to `a`, or to the end of the chunk that `de` is in; `next` is where to go on. */
export const entriesFrom = async (
  reader: Reader,
  de: number,
  a: number,
): Promise<{ readonly entries: readonly Entry[]; readonly next: number }> => {
  const n = Math.floor(de / CHUNK)
  const next = Math.min(a, (n + 1) * CHUNK)
  return { entries: (await chunkOf(reader, n)).slice(de - n * CHUNK, next - n * CHUNK), next }
}

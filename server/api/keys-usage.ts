import { z } from 'zod'
import { addDays } from '#shared/listing/days.ts'
import type { Reader, SyncStore, Writer } from '../store/types.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'

/**
 * How much each key is used, by day in Paris: numbers alone, kept 30 days. Counted in memory, written once in a while, and added up
 * in one row whatever the number of replicas; what a crash loses is what was counted since.
 */

export const USAGE_CLE = 'cle-api-usage'
const KEPT_DAYS = 30

const JourCompte = z.object({ demandes: z.int().min(0), refusees: z.int().min(0) })
const Usage = z.object({ jours: z.record(z.iso.date(), JourCompte) })
export type DayCount = z.infer<typeof JourCompte>
export type KeyUsage = Readonly<Record<string, DayCount>>

export const readUsage = async (reader: Reader, seal: Seal, id: string): Promise<KeyUsage> => {
  const doc = docOf(seal, await reader.entity({ kind: USAGE_CLE, id }))
  return doc === null ? {} : Usage.parse(doc).jours
}

/** Adds to the days of a key, and forgets those of more than 30 days ago. Answers what is kept. */
export const addUsage = async (
  writer: Writer,
  seal: Seal,
  { id, today, added }: { readonly id: string; readonly today: string; readonly added: KeyUsage },
): Promise<KeyUsage> => {
  const name = { kind: USAGE_CLE, id }
  const jours: Record<string, DayCount> = {}
  const first = addDays(today, 1 - KEPT_DAYS)
  for (const source of [await readUsage(writer, seal, id), added])
    for (const [jour, { demandes, refusees }] of Object.entries(source)) {
      if (jour < first) continue
      const known = jours[jour] ?? { demandes: 0, refusees: 0 }
      jours[jour] = { demandes: known.demandes + demandes, refusees: known.refusees + refusees }
    }
  await putSealed(writer, seal, name, { doc: { jours }, scopes: [], current: await writer.entity(name) })
  return jours
}

export const writeUsage = async (
  { store, seal }: { readonly store: Pick<SyncStore, 'write'>; readonly seal: Seal },
  today: string,
  all: readonly { readonly id: string; readonly added: KeyUsage }[],
): Promise<ReadonlyMap<string, KeyUsage>> =>
  (
    await store.write(async (writer) => {
      const kept = new Map<string, KeyUsage>()
      for (const { id, added } of all) kept.set(id, await writer.step(() => addUsage(writer, seal, { id, today, added })))
      return kept
    })
  ).value

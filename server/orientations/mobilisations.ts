import { z } from 'zod'
import { parisDay } from '#shared/listing/days.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { SyncStore } from '../store/types.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'

/**
 * How many times another program led someone to the contact of a service or a structure (« mobilisation »), by day: numbers alone, of
 * nobody. Rows `<kind>/<id>/<YYYY-MM>`, in no feed.
 */

const MOBILISATION = 'mobilisation'
const Counts = z.object({ jours: z.record(z.string(), z.int()) })

export const countMobilisation = async (
  { store, seal, now }: { readonly store: SyncStore; readonly seal: Seal; readonly now: () => number },
  { kind, id }: { readonly kind: 'service' | 'structure'; readonly id: string },
): Promise<void> => {
  const day = parisDay(now())
  const key = { kind: MOBILISATION, id: `${kind}/${id}/${day.slice(0, 7)}` }
  await store.write(async (writer) => {
    const current = await writer.entity(key)
    const doc = docOf(seal, current)
    const { jours } = doc === null ? { jours: {} as Record<string, number> } : Counts.parse(doc)
    const next: Doc = { jours: { ...jours, [day.slice(8)]: (jours[day.slice(8)] ?? 0) + 1 } }
    await putSealed(writer, seal, key, { doc: next, scopes: [], current })
  })
}

import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { Doublon } from '#shared/moderation/doublon.ts'
import { createTurns } from '#server/moderation/reference-turns.ts'
import type { SyncStore } from '#server/store/types.ts'
import { recordOf } from '#server/sync/commands/catalogue-rows.ts'
import type { Seal } from '#server/sync/seal.ts'
import { findDoublons, type Pair } from './find.ts'
import { doublonId, allDoublons, doublonOf, putDoublon, removeDoublon } from './rows.ts'
import { serviceSheet, type Sheet, structureSheet } from './sheet.ts'

/** The job that looks for doubles, each day: new pairs are proposed, those that are none any more are forgotten, decisions stay. */

const JOB = 'doublons'
/** Proposed at once: more is no queue. The likeliest first. */
export const MOST_PROPOSED = 5_000
/** Rows written in one transaction. */
const PER_WRITE = 500

/** `unreadable`: rows that this version, or this key, cannot read. */
export type Looked = { readonly proposed: number; readonly forgotten: number; readonly unreadable: number }

const readSheets = ({ store }: { readonly store: SyncStore }): Promise<readonly (readonly Sheet[])[]> =>
  store.read(async (reader) => {
    const turn = createTurns()
    const structures = new Map<string, Structure>()
    const sheets: Sheet[] = []
    for await (const entity of reader.scan('structure')) {
      const one = recordOf(entity) as unknown as Structure | null
      if (one === null || one.dora?.is_obsolete === true) continue
      structures.set(one.id, one)
      sheets.push(structureSheet(one))
      await turn()
    }
    const services: Sheet[] = []
    for await (const entity of reader.scan('service')) {
      const one = recordOf(entity) as unknown as Service | null
      if (one === null || (one.dora?.status ?? 'PUBLISHED') !== 'PUBLISHED') continue
      services.push(serviceSheet(one, one.structure_id === null ? null : (structures.get(one.structure_id) ?? null)))
      await turn()
    }
    return [sheets, services]
  })

/** Looks at the whole reference. Null when another replica is at it. @param now milliseconds since 1970 */
export const lookForDoublons = (
  parts: { readonly store: SyncStore; readonly seal: Seal; readonly now: () => number },
  most: number = MOST_PROPOSED,
): Promise<Looked | null> =>
  parts.store.exclusively(JOB, async () => {
    const { store, seal } = parts
    const pairs: Pair[] = []
    for (const sheets of await readSheets(parts)) pairs.push(...(await findDoublons(sheets)))
    const found = new Map(
      pairs
        .toSorted((a, b) => b.score - a.score)
        .slice(0, most)
        .map((pair) => [doublonId(pair.kind, pair.paire), pair]),
    )
    let unreadable = 0
    const known = await store.read((reader) => allDoublons(reader, seal, (_, count) => (unreadable = count)))
    const gone = known.filter(({ id, etat }) => etat === 'propose' && !found.has(id)).map(({ id }) => id)
    const there = new Set(known.map(({ id }) => id))
    const fresh = [...found].filter(([id]) => !there.has(id))
    const trouve_le = new Date(parts.now()).toISOString()
    for (let from = 0; from < fresh.length; from += PER_WRITE) {
      await store.write(async (writer) => {
        for (const [id, pair] of fresh.slice(from, from + PER_WRITE)) {
          const one: Doublon = { id, ...pair, indices: [...pair.indices], etat: 'propose', trouve_le, decision: null }
          await putDoublon(writer, seal, one)
        }
      })
    }
    for (let from = 0; from < gone.length; from += PER_WRITE)
      await store.write(async (writer) => {
        for (const id of gone.slice(from, from + PER_WRITE))
          // Somebody may have decided of it since it was read.
          if ((await doublonOf(writer, seal, id))?.etat === 'propose') await removeDoublon(writer, id)
      })
    return { proposed: fresh.length, forgotten: gone.length, unreadable }
  })

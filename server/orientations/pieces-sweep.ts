import type { Logger } from 'pino'
import { BlobsUnreachable } from '../blobs/blobs.ts'
import type { PieceParts } from './pieces-parts.ts'
import { blobsOf, doomedPieces, everyPiece, pieceOf, type PieceRow, putPiece, removePiece } from './pieces-rows.ts'

/** Files that are to go, do (dora-backend.md §3.6). */

const HOUR_MS = 3600_000
/** What no request took, and what nothing names. */
const KEPT_MS = 3 * HOUR_MS
/**
 * After a backup was restored, rows are of another day than blobs: desks send again what it has not, and who restored the wrong one
 * may still restore another. Nothing is found lost meanwhile.
 */
const RESTORED_MS = 24 * HOUR_MS
const EPOCH_SETTING = 'pieces-epoque'

/** Blobs first: were it cut, the row would still say what is left to remove. */
export const forgetPiece = async ({ store, seal, blobs }: PieceParts, row: PieceRow): Promise<void> => {
  for (const name of blobsOf(row)) await blobs.remove(name)
  await store.write(async (writer) => {
    if ((await pieceOf(writer, seal, row.id))?.etat === 'a-supprimer') await removePiece(writer, row.id)
  })
}

/** Removes the files that were dropped. Answers how many; rejects with the first failure, the others being tried all the same. */
export const sweepDoomed = async (parts: PieceParts): Promise<number> => {
  const { store, seal } = parts
  const doomed = await store.read((reader) => doomedPieces(reader, seal))
  if (doomed.length === 0) return 0
  const removed = await store.exclusively('pieces-supprimees', async () => {
    let count = 0
    const failures: unknown[] = []
    for (const row of doomed) {
      try {
        await forgetPiece(parts, row)
        count += 1
      } catch (error) {
        failures.push(error)
        if (error instanceof BlobsUnreachable) break
      }
    }
    if (failures.length > 0) throw failures[0]
    return count
  })
  return removed ?? 0
}

/** When the present history began, as far as files are concerned: 0 for the first one. */
const historyBegan = async ({ store, now }: PieceParts): Promise<number> => {
  const { epoch, kept } = await store.read(async (reader) => ({
    epoch: (await reader.head()).epoch,
    kept: await reader.setting(EPOCH_SETTING),
  }))
  const [known, at] = kept?.split(' ') ?? []
  if (known === epoch) return Number(at)
  const began = known === undefined ? 0 : now()
  await store.write((writer) => writer.setSetting(EPOCH_SETTING, `${epoch} ${began}`))
  return began
}

/** Dooms the files that no request took in three hours. Answers how many. */
const dropUnattached = async ({ store, seal, now }: PieceParts): Promise<number> => {
  const isOld = ({ etat, cree_le }: PieceRow): boolean =>
    (etat === 'en-cours' || etat === 'complete') && now() - Date.parse(cree_le) >= KEPT_MS
  const old = await store.read(async (reader) => {
    const ids: string[] = []
    for await (const row of everyPiece(reader, seal)) if (isOld(row)) ids.push(row.id)
    return ids
  })
  for (const id of old)
    await store.write(async (writer) => {
      const row = await pieceOf(writer, seal, id)
      // Taken, or announced again, since it was looked at.
      if (row !== null && isOld(row)) await putPiece(writer, seal, { ...row, etat: 'a-supprimer' })
    })
  return old.length
}

/** Removes blobs that no row has named for three hours. Answers how many. */
const removeOrphans = async ({ store, seal, blobs, now }: PieceParts, log: Logger): Promise<number> => {
  const old: string[] = []
  for await (const { name, at } of blobs.list()) if (now() - at >= KEPT_MS) old.push(name)
  if (old.length === 0) return 0
  // After the list: what is named since is younger than what is looked at.
  const named = new Set<string>()
  const rows = await store.read(async (reader) => {
    let count = 0
    for await (const row of everyPiece(reader, seal)) {
      count += 1
      for (const name of blobsOf(row)) named.add(name)
    }
    return count
  })
  // A base that knows of no file at all is the wrong base, sooner than a base without files (§3.6).
  if (rows === 0) {
    log.warn({ blobs: old.length }, 'no row names any file: none removed')
    return 0
  }
  const orphans = old.filter((name) => !named.has(name))
  for (const name of orphans) await blobs.remove(name)
  return orphans.length
}

/** Finds what is lost: files that no request took, blobs that nothing names. What it dooms goes with the next `sweepDoomed`. */
export const sweepLost = async (
  parts: PieceParts,
  log: Logger,
): Promise<{ readonly dropped: number; readonly orphans: number }> => {
  const done = await parts.store.exclusively('pieces-perdues', async () => {
    if (parts.now() - (await historyBegan(parts)) < RESTORED_MS) return null
    return { dropped: await dropUnattached(parts), orphans: await removeOrphans(parts, log) }
  })
  return done ?? { dropped: 0, orphans: 0 }
}

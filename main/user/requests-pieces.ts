import { DoraError } from '#shared/errors.ts'
import { ENVOI } from '#shared/orientation/model.ts'
import type { PieceToSend } from '#main/sync/ports.ts'
import type { AttachmentsStore } from './attachments-store.ts'
import type { OutboxRow, OutboxTable } from './outbox-table.ts'
import { type NamedPiece, piecesIn } from './requests-patch.ts'

/** Times that the server may say that it lacks files it had, in one run of the desk, before a person is asked. */
const MOST_AGAIN = 2

export type RequestPieces = ReturnType<typeof createRequestPieces>

/**
 * Files that requests wait for. What the server has of them is asked again at each run of the desk: an announcement is cheap, and a
 * server that was restored may no longer have what it had.
 */
export const createRequestPieces = (table: OutboxTable, attachments: AttachmentsStore) => {
  /** Files that the server is known to have whole. */
  const there = new Set<string>()
  /** How often the files of a request were missed. */
  const missed = new Map<string, number>()

  /** None for a row that cannot be read back: whoever opens it next will say so. */
  const piecesOf = (row: OutboxRow): readonly NamedPiece[] => {
    if (row.type !== `${ENVOI}.create`) return []
    try {
      return piecesIn(table.contentOf(row).patch)
    } catch (cause) {
      if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
      return []
    }
  }
  const waited = (row: OutboxRow): readonly NamedPiece[] => piecesOf(row).filter(({ id }) => !there.has(id))

  return {
    /** True when all the files of that change are on the server, or it has none. */
    areThere: (row: OutboxRow): boolean => waited(row).length === 0,
    waitedBy: (row: OutboxRow): readonly PieceToSend[] => waited(row).map((piece) => ({ ...piece, mutId: row.mut_id })),
    /** The first of its files that this desk no longer has; null when it has them all. */
    lost: (row: OutboxRow): string | null => waited(row).find(({ id }) => !attachments.has(id))?.id ?? null,
    /** Opened for the line, a part at a time; null when it cannot be. */
    part: (id: string, from: number, most: number): Uint8Array | null => {
      try {
        return attachments.read(id).slice(from, from + most)
      } catch (cause) {
        if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
        return null
      }
    },
    arrived: (id: string): void => {
      there.add(id)
    },
    /** What is known of the server is of a history that is no more. */
    forget: (): void => there.clear(),
    /** The server lacks the files of that request: they are to be announced again. False when that has been done often enough. */
    missed: (row: OutboxRow): boolean => {
      for (const { id } of piecesOf(row)) there.delete(id)
      const times = (missed.get(row.id) ?? 0) + 1
      missed.set(row.id, times)
      return times <= MOST_AGAIN
    },
    /** A judgement by the server of what it was sent once: whatever this desk has lost since, it may have it. */
    suppose: (row: OutboxRow): void => {
      for (const { id } of piecesOf(row)) there.add(id)
    },
  }
}

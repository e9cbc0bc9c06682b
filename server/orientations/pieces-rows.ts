import { z } from 'zod'
import type { NouvelleDemande, Piece } from '#shared/orientation/model.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Entity, Reader, Writer } from '../store/types.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'

/**
 * What is known of a file: whose it is, what of it has come, which blobs hold it. A blob is written once, under a name drawn at
 * random, before the row that names it, and goes before the row that named it is forgotten: a row never names what was not there.
 */

export const PIECE = 'piece'

export const PieceRow = z.object({
  id: z.uuid(),
  /** Who sends it, or a synthetic owner for what comes by an API. */
  user_id: z.string().min(1),
  nom: z.string(),
  type: z.string(),
  taille: z.int().min(1),
  /** Bytes that have come. */
  recu: z.int().min(0),
  /** In their order, from the first byte; empty once they are one blob. */
  parts: z.array(z.object({ blob: z.string(), taille: z.int().min(1) })),
  /** The whole, once it is there and has been looked at. */
  blob: z.string().nullable(),
  etat: z.enum(['en-cours', 'complete', 'jointe', 'a-supprimer']),
  orientation_id: z.string().nullable(),
  cree_le: z.iso.datetime(),
})
export type PieceRow = z.infer<typeof PieceRow>

/** What rows to be forgotten hang on. */
const DOOMED = 'a-supprimer'

const keyOf = (id: string) => ({ kind: PIECE, id })

const opened = (seal: Seal, entity: Entity | null): PieceRow | null => {
  const doc = docOf(seal, entity)
  return doc === null ? null : PieceRow.parse(doc)
}

export const pieceOf = async (reader: Reader, seal: Seal, id: string): Promise<PieceRow | null> =>
  opened(seal, await reader.entity(keyOf(id)))

/** A file hangs on its owner until it is attached, then on its request, so that each is found without looking at all of them. */
const parentOf = ({ etat, user_id, orientation_id }: PieceRow): string => {
  if (etat === DOOMED) return DOOMED
  return etat === 'jointe' ? (orientation_id ?? DOOMED) : user_id
}

export const putPiece = async (writer: Writer, seal: Seal, row: PieceRow): Promise<PieceRow> => {
  const key = keyOf(row.id)
  const doc = PieceRow.parse(row) as unknown as Doc
  await putSealed(writer, seal, key, { doc, scopes: [], parent: parentOf(row), current: await writer.entity(key) })
  return row
}

export const removePiece = (writer: Writer, id: string): Promise<boolean> => writer.remove(keyOf(id))

const under = async (reader: Reader, seal: Seal, parent: string): Promise<PieceRow[]> =>
  (await reader.children(PIECE, parent)).map((entity) => opened(seal, entity)).filter((row) => row !== null)

/** Those of one owner that no request has yet. */
export const unattachedOf = (reader: Reader, seal: Seal, userId: string): Promise<PieceRow[]> => under(reader, seal, userId)

export const doomedPieces = (reader: Reader, seal: Seal): Promise<PieceRow[]> => under(reader, seal, DOOMED)

export async function* everyPiece(reader: Reader, seal: Seal): AsyncGenerator<PieceRow> {
  for await (const entity of reader.scan(PIECE)) {
    const row = opened(seal, entity)
    if (row !== null) yield row
  }
}

export const blobsOf = ({ parts, blob }: PieceRow): readonly string[] => [
  ...parts.map((part) => part.blob),
  ...(blob === null ? [] : [blob]),
]

const isUsable = (row: PieceRow, userId: string, orientationId: string): boolean =>
  row.user_id === userId && (row.etat === 'complete' || (row.etat === 'jointe' && row.orientation_id === orientationId))

type Attached = {
  readonly userId: string
  readonly orientationId: string
  readonly pieces: NouvelleDemande['pieces']
}

/**
 * Attaches files to a request, in its transaction. Name, type and size are those that were checked, whatever is said of them now.
 * Null, nothing being staged, when one is not there, not complete, someone else's or of another request. Done again, it says the same.
 */
export const attachPieces = async (
  writer: Writer,
  seal: Seal,
  { userId, orientationId, pieces }: Attached,
): Promise<Piece[] | null> => {
  const asked = new Map(pieces.map((piece) => [piece.id, piece]))
  const rows = new Map(
    (await writer.entities([...asked.keys()].map(keyOf))).map((entity) => [entity.id, opened(seal, entity)] as const),
  )
  const usable: { readonly row: PieceRow; readonly pour: string }[] = []
  for (const { id, pour } of asked.values()) {
    const row = rows.get(id) ?? null
    if (row === null || !isUsable(row, userId, orientationId)) return null
    usable.push({ row, pour })
  }
  for (const { row } of usable) await putPiece(writer, seal, { ...row, etat: 'jointe', orientation_id: orientationId })
  return usable.map(({ row: { id, nom, type, taille }, pour }) => ({ id, nom, pour, type, taille }))
}

/** Files that are to go: nobody reads them from now on, and the next minute removes them (pieces-sweep.ts). */
export const dropPieces = async (writer: Writer, seal: Seal, ids: readonly string[]): Promise<void> => {
  for (const entity of await writer.entities(ids.map(keyOf))) {
    const row = opened(seal, entity)
    if (row !== null) await putPiece(writer, seal, { ...row, etat: 'a-supprimer' })
  }
}

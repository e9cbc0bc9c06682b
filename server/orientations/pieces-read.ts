import type { Etat } from '#shared/orientation/life.ts'
import type { Orientation } from '#shared/orientation/model.ts'
import { type Actor, may } from '#shared/rights.ts'
import { BlobsUnreachable } from '../blobs/blobs.ts'
import type { PieceParts } from './pieces-parts.ts'
import { pieceOf } from './pieces-rows.ts'

export type PieceFile = { readonly nom: string; readonly type: string; readonly bytes: Buffer }

/** States in which the structure reads the whole request, its files included. */
const READ_BY_RECEIVER: readonly Etat[] = ['OUVERTE', 'VALIDÉE']

/** May that person read the files of the request, from that side? */
export const mayReadPieces = (
  sens: 'envoi' | 'reception',
  { etat, prescripteur, service }: Orientation,
  actor: Actor,
): boolean => {
  const of = (structureId: string | null) => ({ structureId, departement: null })
  // By members of now, the author among them: files follow rows.
  if (sens === 'envoi') return may(actor, 'orientation.envoyer', of(prescripteur.structure_id))
  return READ_BY_RECEIVER.includes(etat) && may(actor, 'orientation.traiter', of(service.structure_id))
}

/**
 * A file of a request, for whoever has been found to be allowed to read it. Null when the request has no such file, or no more.
 * Rejects with BlobsUnreachable when it should be there and is not.
 */
export const readPiece = async (
  { store, seal, blobs }: Pick<PieceParts, 'store' | 'seal' | 'blobs'>,
  orientation: Pick<Orientation, 'id' | 'pieces'>,
  pieceId: string,
): Promise<PieceFile | null> => {
  if (!orientation.pieces.some(({ id }) => id === pieceId)) return null
  const row = await store.read((reader) => pieceOf(reader, seal, pieceId))
  if (row?.etat !== 'jointe' || row.orientation_id !== orientation.id || row.blob === null) return null
  const bytes = await blobs.get(row.blob)
  if (bytes === null) throw new BlobsUnreachable('MissingBlob')
  return { nom: row.nom, type: row.type, bytes }
}

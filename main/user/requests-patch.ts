import { z } from 'zod'
import { Piece } from '#shared/orientation/model.ts'
import type { Doc } from '#shared/sync/merge.ts'

/** What the patch of a request says of its files. */

const Pieces = z.array(Piece.pick({ id: true, nom: true, taille: true }))
export type NamedPiece = z.infer<typeof Pieces>[number]

export const piecesIn = (patch: Doc): readonly NamedPiece[] => Pieces.safeParse(patch['pieces']).data ?? []

/** Null when that request has no such file. */
export const pieceName = (patch: Doc, id: string | null): string | null =>
  id === null ? null : (piecesIn(patch).find((piece) => piece.id === id)?.nom ?? null)

const text = (patch: Doc, field: string): string => {
  const value = patch[field]
  return typeof value === 'string' ? value : ''
}

/** What a person wrote with an act, to write it again: the message, and what is for the person asked about below it. */
export const typedIn = (patch: Doc): string =>
  [text(patch, 'message'), text(patch, 'message_personne')].filter((each) => each !== '').join('\n\n')

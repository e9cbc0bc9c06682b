import {
  ATTACHMENT_TYPES,
  type AttachmentExtension,
  extensionOf,
  MAX_ATTACHMENT_BYTES,
  nameProblem,
} from '#shared/orientation/attachments.ts'
import { matchesExtension } from '#shared/orientation/sniff.ts'
import { PieceRefusal } from './pieces-refusal.ts'

/** What may be attached (dora-backend.md §2.10): the desk looks too, this decides. Both throw PieceRefusal. */

/** What is said of a file before its first byte. Answers its media type. */
export const checkAnnounced = ({ nom, taille }: { readonly nom: string; readonly taille: number }): string => {
  const problem = nameProblem(nom)
  if (problem !== null) throw new PieceRefusal('nom', `Le nom de ce fichier n’est pas utilisable\u202f: ${problem}.`)
  const extension = extensionOf(nom)
  if (extension === null) throw new PieceRefusal('format')
  if (taille > MAX_ATTACHMENT_BYTES) throw new PieceRefusal('taille')
  return ATTACHMENT_TYPES[extension]
}

/** Whether a whole file is what its name says. Archives are read by their directory, and never opened. @param nom announced before. */
export const checkContent = (nom: string, bytes: Uint8Array): void => {
  const extension: AttachmentExtension | null = extensionOf(nom)
  if (extension === null || !matchesExtension(bytes, extension)) throw new PieceRefusal('contenu')
}

import { DoraError } from '#shared/errors.ts'
import {
  ATTACHMENT_FORMATS,
  extensionOf,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
  nameProblem,
} from '#shared/orientation/attachments.ts'
import { matchesExtension } from '#shared/orientation/sniff.ts'

/** What of a `File` is needed: lets tests give one without a browser. */
export type FileLike = Pick<File, 'name' | 'size' | 'arrayBuffer'>

/**
 * Reads a file after every check the store will make again: a refusal comes at once, with the same sentence.
 * @param already how many files the draft has, those on their way included.
 */
export const readFile = async (file: FileLike, already: number): Promise<Uint8Array> => {
  const raison = nameProblem(file.name.normalize('NFC'))
  if (raison !== null) throw new DoraError('piece-nom-refuse', { raison })
  const extension = extensionOf(file.name)
  if (extension === null) throw new DoraError('piece-type-refuse', { formats: ATTACHMENT_FORMATS })
  if (file.size > MAX_ATTACHMENT_BYTES) throw new DoraError('piece-trop-lourde', { limite: '5\u00a0Mo' })
  if (already >= MAX_ATTACHMENTS) throw new DoraError('piece-trop-nombreuses', { limite: MAX_ATTACHMENTS })
  let bytes: Uint8Array
  try {
    bytes = new Uint8Array(await file.arrayBuffer())
  } catch (cause) {
    // Moved or changed on disk since it was chosen, or a folder dropped in its place.
    throw new DoraError('piece-incomplete', undefined, cause)
  }
  if (!matchesExtension(bytes, extension)) throw new DoraError('piece-type-refuse', { formats: ATTACHMENT_FORMATS })
  return bytes
}

/** In parts that stay under the contract's 700,000 characters once in base64. */
const PART_BYTES = 384 * 1024
const CALL_ARGUMENTS = 0x8000

export const toBase64 = (bytes: Uint8Array): string => {
  let binary = ''
  for (let at = 0; at < bytes.length; at += CALL_ARGUMENTS)
    binary += String.fromCharCode(...bytes.subarray(at, at + CALL_ARGUMENTS))
  return btoa(binary)
}

export const partsOf = function* (bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PART_BYTES) yield bytes.subarray(at, at + PART_BYTES)
}

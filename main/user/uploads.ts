import { randomUUID } from 'node:crypto'
import { DoraError } from '#shared/errors.ts'
import { ATTACHMENT_FORMATS, extensionOf, MAX_ATTACHMENT_BYTES, nameProblem } from '#shared/orientation/attachments.ts'
import type { AttachmentsStore } from './attachments-store.ts'

type Upload = {
  readonly draftId: string
  readonly nom: string
  readonly pour: string
  readonly taille: number
  readonly parts: Buffer[]
  recu: number
}

/** Abandoned transfers must not pile up in memory; the oldest gives way. At most this many × 5 MB are held. */
const MAX_UPLOADS = 8

/**
 * Files on their way in. Parts wait in memory, where the whole is checked before a byte of it is written:
 * nothing unsealed ever touches the disk, and an interrupted transfer leaves no trace.
 */
export const createUploads = (attachments: AttachmentsStore) => {
  const uploads = new Map<string, Upload>()

  const uploadOf = (uploadId: string): Upload => {
    const upload = uploads.get(uploadId)
    if (upload === undefined) throw new DoraError('piece-incomplete')
    return upload
  }

  return {
    begin: ({
      draftId,
      nom: given,
      taille,
      pour,
    }: {
      readonly draftId: string
      readonly nom: string
      readonly taille: number
      readonly pour: string
    }) => {
      // macOS gives decomposed accents: one form, so that names compare and count as people see them.
      const nom = given.normalize('NFC')
      attachments.checkRoom(draftId)
      const raison = nameProblem(nom)
      if (raison !== null) throw new DoraError('piece-nom-refuse', { raison })
      if (extensionOf(nom) === null) throw new DoraError('piece-type-refuse', { formats: ATTACHMENT_FORMATS })
      if (taille > MAX_ATTACHMENT_BYTES) throw new DoraError('piece-trop-lourde', { limite: '5\u00a0Mo' })
      const [oldest] = uploads.keys()
      if (uploads.size >= MAX_UPLOADS && oldest !== undefined) uploads.delete(oldest)
      const uploadId = randomUUID()
      uploads.set(uploadId, { draftId, nom, pour, taille, parts: [], recu: 0 })
      return { uploadId }
    },
    part: ({ uploadId, base64 }: { readonly uploadId: string; readonly base64: string }) => {
      const upload = uploadOf(uploadId)
      const bytes = Buffer.from(base64, 'base64')
      upload.recu += bytes.byteLength
      if (upload.recu > upload.taille) {
        uploads.delete(uploadId)
        throw new DoraError('piece-incomplete')
      }
      upload.parts.push(bytes)
      return { recu: upload.recu }
    },
    end: ({ uploadId }: { readonly uploadId: string }) => {
      const { draftId, nom, pour, taille, recu, parts } = uploadOf(uploadId)
      uploads.delete(uploadId)
      if (recu !== taille) throw new DoraError('piece-incomplete')
      return { ...attachments.add({ id: uploadId, draftId, nom, pour, bytes: Buffer.concat(parts) }), draftId }
    },
  }
}

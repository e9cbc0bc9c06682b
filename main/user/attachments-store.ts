import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { DoraError } from '#shared/errors.ts'
import { ATTACHMENT_FORMATS, ATTACHMENT_TYPES, extensionOf, MAX_ATTACHMENTS } from '#shared/orientation/attachments.ts'
import type { Attachment } from '#shared/orientation/draft.ts'
import { matchesExtension } from '#shared/orientation/sniff.ts'
import { syncFolder } from '#main/app/write-atomically.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { Vault } from './vault.ts'

type Row = {
  readonly id: string
  readonly nom: Buffer
  readonly pour: Buffer
  readonly type: string
  readonly taille: number
  readonly ajoute_le: string
}
export type NewAttachment = {
  readonly id: string
  readonly draftId: string
  readonly nom: string
  readonly pour: string
  readonly bytes: Uint8Array
}

const cell = (row: string, column: 'nom' | 'pour' | 'octets') => ({ table: 'draft_attachments', row, column })

/** On disk whole or not at all: written aside, forced out of the cache, then renamed. */
const writeDurably = (file: string, bytes: Uint8Array): void => {
  const aside = `${file}.tmp`
  try {
    const handle = openSync(aside, 'w', 0o600)
    try {
      writeFileSync(handle, bytes)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(aside, file)
    // Before its row is: a row whose file a power cut undid would be an attachment that cannot be sent.
    syncFolder(dirname(file))
  } catch (error) {
    rmSync(aside, { force: true })
    throw error
  }
}

export type AttachmentsStore = ReturnType<typeof createAttachmentsStore>

/** Sealed files in `<folder>/pieces`, named by their identifier; names and what they answer are sealed in `user.db`. */
export const createAttachmentsStore = (db: WritableDb, vault: Vault, folder: string, now: () => string) => {
  const pieces = join(folder, 'pieces')
  mkdirSync(pieces, { recursive: true, mode: 0o700 })
  const fileOf = (id: string) => join(pieces, `${id}.bin`)

  const ofDraft = db.prepare<[string], Row>(
    `SELECT id, nom, pour, type, taille, ajoute_le FROM draft_attachments WHERE draft_id = ? ORDER BY ajoute_le, rowid`,
  )
  const insert = db.prepare(
    `INSERT INTO draft_attachments (id, draft_id, nom, pour, type, taille, ajoute_le) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const touch = db.prepare(`UPDATE drafts SET modifie_le = ? WHERE id = ? AND supprime_le IS NULL`)
  // Not of a draft that was sent: its files are the request's.
  const forget = db.prepare(
    `DELETE FROM draft_attachments
     WHERE id = ? AND draft_id = ? AND EXISTS (SELECT 1 FROM drafts d WHERE d.id = draft_id AND d.supprime_le IS NULL)`,
  )
  const idsOf = db.prepare<[string], string>(`SELECT id FROM draft_attachments WHERE draft_id = ?`).pluck()
  const known = db.prepare<[], string>(`SELECT id FROM draft_attachments`).pluck()

  /** Fails when the draft is gone or full: asked before a transfer begins and again when it ends. */
  const checkRoom = (draftId: string): void => {
    if (db.prepare(`SELECT 1 FROM drafts WHERE id = ? AND supprime_le IS NULL`).get(draftId) === undefined)
      throw new DoraError('brouillon-introuvable')
    if (ofDraft.all(draftId).length >= MAX_ATTACHMENTS) throw new DoraError('piece-trop-nombreuses', { limite: MAX_ATTACHMENTS })
  }

  const checkContent = ({ nom, bytes }: NewAttachment): string => {
    const extension = extensionOf(nom)
    if (extension === null || !matchesExtension(bytes, extension))
      throw new DoraError('piece-type-refuse', { formats: ATTACHMENT_FORMATS })
    return ATTACHMENT_TYPES[extension]
  }

  return {
    checkRoom,
    list: (draftId: string): Attachment[] =>
      ofDraft.all(draftId).map((row) => ({
        id: row.id,
        nom: vault.openText(row.nom, cell(row.id, 'nom')),
        pour: vault.openText(row.pour, cell(row.id, 'pour')),
        type: row.type,
        taille: row.taille,
        ajoute_le: row.ajoute_le,
      })),
    /** The file first, its row after: a crash between the two leaves a file nobody names, swept later, never a row without file. */
    add: (piece: NewAttachment): { attachmentId: string } => {
      const { id, draftId, nom, pour, bytes } = piece
      const type = checkContent(piece)
      writeDurably(fileOf(id), vault.seal(bytes, cell(id, 'octets')))
      try {
        db.transaction(() => {
          checkRoom(draftId)
          const at = now()
          insert.run(
            id,
            draftId,
            vault.sealText(nom, cell(id, 'nom')),
            vault.sealText(pour, cell(id, 'pour')),
            type,
            bytes.byteLength,
            at,
          )
          touch.run(at, draftId)
        }).immediate()
      } catch (error) {
        rmSync(fileOf(id), { force: true })
        throw error
      }
      return { attachmentId: id }
    },
    /** Identifiers only: nothing is opened. */
    ids: (draftId: string): string[] => idsOf.all(draftId),
    /** False when the file of a row has gone. */
    has: (id: string): boolean => existsSync(fileOf(id)),
    /** The bytes as they were given. */
    read: (id: string): Uint8Array => {
      try {
        return vault.open(readFileSync(fileOf(id)), cell(id, 'octets'))
      } catch (cause) {
        if (cause instanceof DoraError) throw cause
        throw new DoraError('piece-introuvable', undefined, cause)
      }
    },
    remove: ({ draftId, attachmentId }: { readonly draftId: string; readonly attachmentId: string }): void => {
      if (forget.run(attachmentId, draftId).changes === 0) throw new DoraError('piece-introuvable')
      touch.run(now(), draftId)
      rmSync(fileOf(attachmentId), { force: true })
    },
    /** Erases the files of attachments whose rows have gone with their draft. */
    erase: (ids: readonly string[]): void => {
      for (const id of ids) rmSync(fileOf(id), { force: true })
    },
    /** Erases files no row names. `olderThanMs` spares those another process may be about to name. */
    sweep: (olderThanMs: number): void => {
      const named = new Set(known.all())
      for (const name of readdirSync(pieces)) {
        const file = join(pieces, name)
        if (named.has(name.replace(/\.bin$/, '')) && name.endsWith('.bin')) continue
        if (Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= olderThanMs) rmSync(file, { force: true })
      }
    },
  }
}

import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { z } from 'zod'
import { DoraError } from '#shared/errors.ts'
import { fullNameOf, Profil } from '#shared/person/profile.ts'
import { type Plan, PlanDoc, type PlanResume } from '#shared/plan/plan.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { DraftsStore, FolderDraft } from './drafts-store.ts'
import { createFolderKey, type LockState } from './folder-key.ts'
import { createFoldersStore } from './folders-store.ts'
import { createPlansStore } from './plans-store.ts'
import type { Vault } from './vault.ts'

/** A folder in a file, to hand over: magic and version, salt, nonce, sealed JSON, tag. The sentence alone opens it. */
const MAGIC = Buffer.from('DORADOSSIER1\n')
const COST = { N: 2 ** 16, r: 8, p: 1, maxmem: 160 * 1024 * 1024 } as const
const [SALT, NONCE, TAG] = [16, 12, 16]
const Carried = z.object({ profil: Profil, plans: z.array(PlanDoc).max(200) })

const keyOf = (sentence: string, salt: Uint8Array): Buffer => scryptSync(sentence.normalize('NFKC'), salt, 32, COST)

export const sealFile = (carried: z.infer<typeof Carried>, sentence: string): Uint8Array => {
  const [salt, nonce] = [randomBytes(SALT), randomBytes(NONCE)]
  const cipher = createCipheriv('aes-256-gcm', keyOf(sentence, salt), nonce, { authTagLength: TAG })
  cipher.setAAD(MAGIC)
  return Buffer.concat([MAGIC, salt, nonce, cipher.update(JSON.stringify(carried), 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** Fails with `dossier-fichier-refuse`: damaged, another sentence, or no such file. */
export const openFile = (bytes: Uint8Array, sentence: string): z.infer<typeof Carried> => {
  const file = Buffer.from(bytes)
  const head = MAGIC.length + SALT + NONCE
  if (file.length < head + TAG || !file.subarray(0, MAGIC.length).equals(MAGIC)) throw new DoraError('dossier-fichier-refuse')
  const salt = file.subarray(MAGIC.length, MAGIC.length + SALT)
  const decipher = createDecipheriv('aes-256-gcm', keyOf(sentence, salt), file.subarray(head - NONCE, head), {
    authTagLength: TAG,
  })
  decipher.setAAD(MAGIC)
  decipher.setAuthTag(file.subarray(file.length - TAG))
  try {
    const text = Buffer.concat([decipher.update(file.subarray(head, file.length - TAG)), decipher.final()]).toString('utf8')
    return Carried.parse(JSON.parse(text))
  } catch (cause) {
    throw new DoraError('dossier-fichier-refuse', undefined, cause)
  }
}

type Parts = { readonly db: WritableDb; readonly vault: Vault; readonly drafts: DraftsStore; readonly now: () => string }

/** What of a folder's life is on this desk. */
export type FolderLife = {
  readonly plans: readonly PlanResume[]
  readonly drafts: readonly (FolderDraft & { requestId: string | null })[]
}

/** Folders, their plans and their key: one thing that opens, shuts and is erased together. */
export const createFolders = ({ db, vault, drafts, now }: Parts) => {
  const key = createFolderKey(db, vault, () => Date.parse(now()))
  const sentAs = db.prepare<[string], string>(`SELECT id FROM requests WHERE draft_id = ?`).pluck()
  const folders: ReturnType<typeof createFoldersStore> = createFoldersStore({
    db,
    key,
    counting: () => {
      const perFolder = drafts.perFolder()
      return (id) => ({ plans: plans.count(id), brouillons: perFolder.get(id) ?? 0 })
    },
    now,
  })
  const nameOf = (id: string): string => {
    try {
      return fullNameOf(folders.profile(id))
    } catch (cause) {
      if (cause instanceof DoraError && cause.code === 'cle-absente') throw cause
      return ''
    }
  }
  const plans = createPlansStore({ db, vault, key, nameOf, usedAt: (id) => folders.usedAt(id), now })

  return {
    key: {
      state: (): LockState => key.state(),
      choose: ({ code }: { readonly code: string }) => key.choose(code),
      open: ({ code }: { readonly code: string }) => key.open(code),
      change: ({ ancien, nouveau }: { readonly ancien: string; readonly nouveau: string }) => {
        // Resealing is not needed: the key stays, its wrapping changes.
        return key.change(ancien, nouveau)
      },
      lock: () => key.lock(),
      eraseAll: (): LockState => {
        db.transaction(() => {
          folders.eraseAll()
          plans.eraseOfFolders()
          key.erase()
        }).immediate()
        db.pragma('wal_checkpoint(TRUNCATE)')
        return key.state()
      },
    },
    folders: {
      ...folders,
      life: ({ id, jours }: { readonly id: string; readonly jours: number }): FolderLife => {
        folders.profile(id)
        return {
          plans: plans.ofFolder({ id, jours }),
          drafts: drafts.ofFolder(id).map((draft) => ({ ...draft, requestId: sentAs.get(draft.id) ?? null })),
        }
      },
      carry: ({ id, phrase }: { readonly id: string; readonly phrase: string }): { nom: string; bytes: Uint8Array } => {
        const profil = folders.profile(id)
        return { nom: fullNameOf(profil), bytes: sealFile({ profil, plans: plans.docsOfFolder(id) }, phrase) }
      },
      bring: ({ bytes, phrase }: { readonly bytes: Uint8Array; readonly phrase: string }): { id: string } => {
        key.vault()
        const carried = openFile(bytes, phrase)
        return db
          .transaction(() => {
            const made = folders.create({ profil: carried.profil })
            for (const doc of carried.plans) plans.create({ doc: { ...doc, personneId: made.id } })
            return made
          })
          .immediate()
      },
    },
    plans: {
      ...plans,
      create: (ask: { readonly doc: PlanDoc }): { id: string } => {
        if (ask.doc.personneId !== null) folders.used({ id: ask.doc.personneId })
        return plans.create(ask)
      },
      save: (ask: Parameters<typeof plans.save>[0]): Plan => {
        if (ask.doc.personneId !== null) folders.used({ id: ask.doc.personneId })
        return plans.save(ask)
      },
    },
    /**
     * Erases what was removed before that instant, and folders unused for `jours`, with their plans; answers whether anything was due.
     * Needs no code.
     */
    purge: (removedBefore: string, jours: number): void => {
      db.transaction(() => {
        const due = folders.due(removedBefore, jours)
        folders.erase(due)
        plans.purge(removedBefore, jours, due)
      }).immediate()
    },
  }
}
export type Folders = ReturnType<typeof createFolders>

import { randomUUID } from 'node:crypto'
import { DoraError } from '#shared/errors.ts'
import { type Dossier, type DossierResume, fullNameOf, Profil } from '#shared/person/profile.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { FolderKey } from './folder-key.ts'

type Row = {
  readonly id: string
  readonly profil: Buffer
  readonly version: number
  readonly cree_le: string
  readonly modifie_le: string
  readonly utilise_le: string
}

const DAY_MS = 86_400_000
const COLUMNS = `id, profil, version, cree_le, modifie_le, utilise_le`
const cell = (id: string) => ({ table: 'folders', row: id, column: 'profil' })

export type FoldersStore = ReturnType<typeof createFoldersStore>
/** Days without use after which a folder is erased. */
type Days = { readonly jours: number }

type Parts = {
  readonly db: WritableDb
  readonly key: FolderKey
  /** How many plans and drafts each folder has; asked once for a whole list. */
  readonly counting: () => (id: string) => { readonly plans: number; readonly brouillons: number }
  readonly now: () => string
}

/** Folders of people, sealed whole by the key that the code opens. All of it fails with `dossiers-verrouilles` while it is shut. */
export const createFoldersStore = ({ db, key, counting, now }: Parts) => {
  const all = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM folders WHERE supprime_le IS NULL ORDER BY utilise_le DESC, id`)
  const one = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM folders WHERE id = ? AND supprime_le IS NULL`)
  const insert = db.prepare(
    `INSERT INTO folders (id, profil, version, cree_le, modifie_le, utilise_le) VALUES (?, ?, 1, ?, ?, ?)`,
  )
  const write = db.prepare(`UPDATE folders SET profil = ?, version = version + 1, modifie_le = ?, utilise_le = ? WHERE id = ?`)
  const use = db.prepare(`UPDATE folders SET utilise_le = ? WHERE id = ?`)
  const mark = db.prepare(`UPDATE folders SET supprime_le = ? WHERE id = ? AND supprime_le IS NULL`)
  const unmark = db.prepare(`UPDATE folders SET supprime_le = NULL WHERE id = ? AND supprime_le IS NOT NULL`)

  const rowOf = (id: string): Row => {
    const row = one.get(id)
    if (row === undefined) throw new DoraError('dossier-introuvable')
    return row
  }
  const profileOf = (row: Row): Profil => Profil.parse(JSON.parse(key.vault().openText(row.profil, cell(row.id))))
  const seal = (id: string, profil: Profil): Uint8Array => key.vault().sealText(JSON.stringify(profil), cell(id))

  const resume = (row: Row, profil: Profil | null, jours: number, counts = counting()): DossierResume => ({
    id: row.id,
    personne: profil === null ? '' : fullNameOf(profil),
    lieu: profil?.lieu?.label ?? '',
    cree_le: row.cree_le,
    modifie_le: row.modifie_le,
    expire_le: new Date(Date.parse(row.utilise_le) + jours * DAY_MS).toISOString(),
    ...counts(row.id),
    lisible: profil !== null,
  })
  /** One damaged folder must not hide the others. */
  const readable = (row: Row): Profil | null => {
    const vault = key.vault()
    try {
      return Profil.parse(JSON.parse(vault.openText(row.profil, cell(row.id))))
    } catch (cause) {
      if (cause instanceof DoraError && cause.code === 'cle-absente') throw cause
      return null
    }
  }
  const whole = (row: Row, jours: number): Dossier => {
    const profil = profileOf(row)
    return { ...resume(row, profil, jours), profil, version: row.version }
  }

  return {
    list: ({ jours }: Days): DossierResume[] => {
      key.vault()
      const counts = counting()
      return all.all().map((row) => resume(row, readable(row), jours, counts))
    },
    create: ({ profil }: { readonly profil: Partial<Profil> }): { id: string } => {
      const id = randomUUID()
      const at = now()
      insert.run(id, seal(id, Profil.parse(profil)), at, at, at)
      return { id }
    },
    get: ({ id, jours }: { readonly id: string } & Days): Dossier => whole(rowOf(id), jours),
    /** The whole profile. When another window has saved since `base`, nothing is stored (`dossier-modifie-ailleurs`). */
    save: ({
      id,
      profil,
      base,
      jours,
    }: { readonly id: string; readonly profil: Profil; readonly base: number } & Days): Dossier =>
      db
        .transaction(() => {
          const row = rowOf(id)
          if (base !== row.version) {
            // An answer lost on its way, asked again.
            if (JSON.stringify(profileOf(row)) === JSON.stringify(profil)) return whole(row, jours)
            throw new DoraError('dossier-modifie-ailleurs')
          }
          write.run(seal(id, profil), now(), now(), id)
          return whole(rowOf(id), jours)
        })
        .immediate(),
    remove: ({ id }: { readonly id: string }): void => {
      key.vault()
      rowOf(id)
      mark.run(now(), id)
    },
    restore: ({ id }: { readonly id: string }): void => {
      key.vault()
      if (unmark.run(id).changes === 0) throw new DoraError('dossier-introuvable')
    },
    /** It was of use: the days before it is erased begin again. Nothing for one that is not there. */
    used: ({ id }: { readonly id: string }): void => void use.run(now(), id),
    prolong: ({ id, jours }: { readonly id: string } & Days): DossierResume => {
      const row = rowOf(id)
      const profil = profileOf(row)
      use.run(now(), id)
      return resume(rowOf(id), profil, jours)
    },
    /** The profile alone, for what shows its name; fails as `get` does. */
    profile: (id: string): Profil => profileOf(rowOf(id)),
    /** When it was last of use; null for one that is not there. Needs no key. */
    usedAt: (id: string): string | null => one.get(id)?.utilise_le ?? null,
    /** Identifiers of those that are to be erased: unused for that long, or removed before that instant. Needs no key. */
    due: (removedBefore: string, jours: number): string[] =>
      db
        .prepare<[string, string], string>(`SELECT id FROM folders WHERE supprime_le <= ? OR utilise_le <= ?`)
        .pluck()
        .all(removedBefore, new Date(Date.parse(now()) - jours * DAY_MS).toISOString()),
    /** To call inside a transaction. */
    erase: (ids: readonly string[]): void => {
      for (const id of ids) db.prepare(`DELETE FROM folders WHERE id = ?`).run(id)
    },
    eraseAll: (): void => void db.prepare(`DELETE FROM folders`).run(),
  }
}

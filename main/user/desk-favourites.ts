import { DoraError } from '#shared/errors.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { FavouriteKey, FavouriteWords } from './favourite-doc.ts'
import type { FavouriteChange, KeptFavourite } from './favourites-store.ts'
import { renamed, tidy } from './list-names.ts'
import type { Vault } from './vault.ts'

type Row = FavouriteKey & { readonly nom: string; readonly note: Buffer; readonly listes: Buffer; readonly cree_le: string }

export type DeskFavourites = ReturnType<typeof createDeskFavourites>

/**
 * Favourites of this desk alone, kept when nobody is signed in, and what an account has removed since the opening, for its undo.
 * Notes and names of lists are sealed: they may speak of someone. `now` gives ISO instants.
 */
export const createDeskFavourites = (db: WritableDb, vault: Vault, now: () => string) => {
  const cell = ({ kind, id }: FavouriteKey, column: 'note' | 'listes', userId: string | null = null) => ({
    table: 'favourites',
    row: userId === null ? `${kind}:${id}` : JSON.stringify([userId, kind, id]),
    column,
  })
  const sealLists = (key: FavouriteKey, listes: readonly string[], userId: string | null = null) =>
    vault.sealText(JSON.stringify(listes), cell(key, 'listes', userId))
  const openLists = (row: Row, userId: string | null) =>
    JSON.parse(vault.openText(row.listes, cell(row, 'listes', userId))) as string[]

  /** One damaged note must not hide the other favourites; another key would damage them all, and is said. */
  const ownWords = (row: Row, userId: string | null = null): Pick<KeptFavourite, 'note' | 'listes' | 'lisible'> => {
    try {
      return { note: vault.openText(row.note, cell(row, 'note', userId)), listes: openLists(row, userId), lisible: true }
    } catch (cause) {
      if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
      return { note: '', listes: [], lisible: false }
    }
  }

  const columns = `kind, id, nom, note, listes, cree_le`
  const all = db.prepare<[], Row>(
    `SELECT ${columns} FROM favourites WHERE user_id IS NULL AND supprime_le IS NULL ORDER BY cree_le DESC, id`,
  )
  const keys = db.prepare<[], FavouriteKey>(`SELECT kind, id FROM favourites WHERE user_id IS NULL AND supprime_le IS NULL`)
  // A removed row that is added again comes back whole: its note was never meant to go with the star.
  const insert = db.prepare(
    `INSERT INTO favourites (kind, id, nom, note, listes, cree_le) VALUES (@kind, @id, @nom, @note, @listes, @cree_le)
     ON CONFLICT DO UPDATE SET nom = excluded.nom, supprime_le = NULL`,
  )
  const mine = `user_id IS NULL AND kind = ? AND id = ? AND supprime_le IS NULL`
  const markRemoved = db.prepare(`UPDATE favourites SET supprime_le = ? WHERE ${mine}`)
  const isKept = db.prepare<[string, string]>(`SELECT 1 FROM favourites WHERE ${mine}`)
  const writeNote = db.prepare(`UPDATE favourites SET note = ? WHERE ${mine}`)
  const writeLists = db.prepare(`UPDATE favourites SET listes = ? WHERE ${mine}`)
  const aside = db.prepare<[string, string, string], Row>(
    `SELECT ${columns} FROM favourites WHERE user_id = ? AND kind = ? AND id = ?`,
  )
  const putAside = db.prepare(
    `INSERT OR REPLACE INTO favourites (user_id, kind, id, nom, note, listes, cree_le, supprime_le)
     VALUES (@userId, @kind, @id, @nom, @note, @listes, @cree_le, @at)`,
  )
  const dropAside = db.prepare(`DELETE FROM favourites WHERE user_id = ? AND kind = ? AND id = ?`)

  const eachList = (change: (listes: readonly string[]) => string[]): void => {
    db.transaction(() => {
      for (const row of all.all()) {
        const { listes: before } = ownWords(row)
        const after = change(before)
        if (JSON.stringify(before) !== JSON.stringify(after)) writeLists.run(sealLists(row, after), row.kind, row.id)
      }
    }).immediate()
  }
  const list = (): KeptFavourite[] =>
    all.all().map((row) => ({ kind: row.kind, id: row.id, nom: row.nom, cree_le: row.cree_le, ...ownWords(row) }))

  return {
    list,
    ids: (): FavouriteKey[] => keys.all(),
    add: ({ kind, id, nom }: FavouriteKey & { readonly nom: string }): void => {
      const key = { kind, id }
      insert.run({ kind, id, nom, note: vault.sealText('', cell(key, 'note')), listes: sealLists(key, []), cree_le: now() })
    },
    remove: ({ kind, id }: FavouriteKey): void => {
      markRemoved.run(now(), kind, id)
    },
    update: ({ kind, id, note, listes }: FavouriteChange): void => {
      const key = { kind, id }
      db.transaction(() => {
        if (isKept.get(kind, id) === undefined) throw new DoraError('favori-introuvable')
        if (note !== undefined) writeNote.run(vault.sealText(note, cell(key, 'note')), kind, id)
        if (listes !== undefined) writeLists.run(sealLists(key, tidy(listes)), kind, id)
      }).immediate()
    },
    renameList: ({ de, vers }: { readonly de: string; readonly vers: string }): void => eachList(renamed(de, vers)),
    removeList: ({ nom }: { readonly nom: string }): void => eachList(renamed(nom, '')),
    /** Those that can be given to an account. One that cannot be read back stays on the desk, as it is. */
    adoptable: (): KeptFavourite[] => list().filter(({ lisible }) => lisible),
    /** Leaves the desk for an account. */
    give: ({ kind, id }: FavouriteKey): void => {
      db.prepare(`DELETE FROM favourites WHERE ${mine}`).run(kind, id)
    },
    keepAside: (userId: string, key: FavouriteKey, { nom, note, listes, cree_le }: FavouriteWords): void => {
      putAside.run({
        userId,
        kind: key.kind,
        id: key.id,
        nom,
        note: vault.sealText(note, cell(key, 'note', userId)),
        listes: sealLists(key, listes, userId),
        cree_le,
        at: now(),
      })
    },
    /** What that account removed, to be added again; null when it was not, or can no longer be read. */
    takeAside: (userId: string, key: FavouriteKey): FavouriteWords | null => {
      const row = aside.get(userId, key.kind, key.id)
      dropAside.run(userId, key.kind, key.id)
      if (row === undefined) return null
      const { lisible, note, listes } = ownWords(row, userId)
      return lisible ? { nom: row.nom, cree_le: row.cree_le, note, listes } : null
    },
    eraseAside: (userId: string): void => {
      db.prepare(`DELETE FROM favourites WHERE user_id = ?`).run(userId)
    },
    /** Erases for good what was removed before that instant. */
    purge: (before: string): void => {
      db.prepare(`DELETE FROM favourites WHERE supprime_le <= ?`).run(before)
    },
  }
}

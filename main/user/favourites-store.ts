import { DoraError } from '#shared/errors.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { Vault } from './vault.ts'

export type FavouriteKey = { readonly kind: 'service' | 'structure'; readonly id: string }
export type KeptFavourite = FavouriteKey & {
  readonly nom: string
  readonly note: string
  readonly listes: string[]
  readonly cree_le: string
  readonly lisible: boolean
}
type Row = FavouriteKey & { readonly nom: string; readonly note: Buffer; readonly listes: Buffer; readonly cree_le: string }

/** Names of lists are compared as people read them: « Urgent » and « urgent » are one. */
const same = (a: string, b: string) => a.localeCompare(b, 'fr', { sensitivity: 'accent' }) === 0

/** Trimmed, without blanks nor doubles, in the order given. */
const tidy = (listes: readonly string[]): string[] => {
  const kept: string[] = []
  for (const nom of listes.map((each) => each.trim())) if (nom !== '' && !kept.some((each) => same(each, nom))) kept.push(nom)
  return kept
}

export type FavouritesStore = ReturnType<typeof createFavouritesStore>

/** Notes and names of lists are sealed: they may speak of someone. `now` gives ISO instants. */
export const createFavouritesStore = (db: WritableDb, vault: Vault, now: () => string) => {
  const cell = ({ kind, id }: FavouriteKey, column: 'note' | 'listes') => ({ table: 'favourites', row: `${kind}:${id}`, column })
  const sealLists = (key: FavouriteKey, listes: readonly string[]) => vault.sealText(JSON.stringify(listes), cell(key, 'listes'))
  const openLists = (row: Row) => JSON.parse(vault.openText(row.listes, cell(row, 'listes'))) as string[]

  /** One damaged note must not hide the other favourites; another key would damage them all, and is said. */
  const ownWords = (row: Row): Pick<KeptFavourite, 'note' | 'listes' | 'lisible'> => {
    try {
      return { note: vault.openText(row.note, cell(row, 'note')), listes: openLists(row), lisible: true }
    } catch (cause) {
      if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
      return { note: '', listes: [], lisible: false }
    }
  }

  const all = db.prepare<[], Row>(
    `SELECT kind, id, nom, note, listes, cree_le FROM favourites WHERE supprime_le IS NULL ORDER BY cree_le DESC, id`,
  )
  const keys = db.prepare<[], FavouriteKey>(`SELECT kind, id FROM favourites WHERE supprime_le IS NULL`)
  // A removed row that is added again comes back whole: its note was never meant to go with the star.
  const insert = db.prepare(
    `INSERT INTO favourites (kind, id, nom, note, listes, cree_le) VALUES (@kind, @id, @nom, @note, @listes, @cree_le)
     ON CONFLICT DO UPDATE SET nom = excluded.nom, supprime_le = NULL`,
  )
  const markRemoved = db.prepare(`UPDATE favourites SET supprime_le = ? WHERE kind = ? AND id = ? AND supprime_le IS NULL`)
  const writeNote = db.prepare(`UPDATE favourites SET note = ? WHERE kind = ? AND id = ?`)
  const writeLists = db.prepare(`UPDATE favourites SET listes = ? WHERE kind = ? AND id = ?`)

  const eachList = (change: (nom: string) => string): void => {
    db.transaction(() => {
      for (const row of all.all()) {
        const { listes: before } = ownWords(row)
        const after = tidy(before.map(change))
        if (JSON.stringify(before) !== JSON.stringify(after)) writeLists.run(sealLists(row, after), row.kind, row.id)
      }
    }).immediate()
  }

  return {
    list: (): KeptFavourite[] =>
      all.all().map((row) => ({ kind: row.kind, id: row.id, nom: row.nom, cree_le: row.cree_le, ...ownWords(row) })),
    ids: (): FavouriteKey[] => keys.all(),
    add: ({ kind, id, nom }: FavouriteKey & { readonly nom: string }): void => {
      const key = { kind, id }
      insert.run({ kind, id, nom, note: vault.sealText('', cell(key, 'note')), listes: sealLists(key, []), cree_le: now() })
    },
    remove: ({ kind, id }: FavouriteKey): void => {
      markRemoved.run(now(), kind, id)
    },
    update: ({
      kind,
      id,
      note,
      listes,
    }: FavouriteKey & { readonly note?: string | undefined; readonly listes?: readonly string[] | undefined }): void => {
      const key = { kind, id }
      db.transaction(() => {
        if (note !== undefined) writeNote.run(vault.sealText(note, cell(key, 'note')), kind, id)
        if (listes !== undefined) writeLists.run(sealLists(key, tidy(listes)), kind, id)
      }).immediate()
    },
    renameList: ({ de, vers }: { readonly de: string; readonly vers: string }): void =>
      eachList((nom) => (same(nom, de) ? vers : nom)),
    removeList: ({ nom }: { readonly nom: string }): void => eachList((each) => (same(each, nom) ? '' : each)),
    /** Erases for good what was removed before that instant. */
    purge: (before: string): void => {
      db.prepare(`DELETE FROM favourites WHERE supprime_le <= ?`).run(before)
    },
  }
}

import { DoraError } from '#shared/errors.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { AccountView } from './account-view.ts'
import type { DeskFavourites } from './desk-favourites.ts'
import {
  difference,
  FAVOURITE,
  type FavouriteKey,
  listesValue,
  newDoc,
  noteValue,
  patched,
  rowId,
  targetOf,
  wordsOf,
} from './favourite-doc.ts'
import type { FavouriteChange, KeptFavourite } from './favourites-store.ts'
import { renamed, tidy } from './list-names.ts'
import type { OutboxTable, RowKey } from './outbox-table.ts'
import type { OwnRows } from './own-rows.ts'
import type { Recorder } from './record-change.ts'

type Parts = {
  readonly db: WritableDb
  readonly table: OutboxTable
  readonly own: OwnRows
  readonly view: AccountView
  readonly recorder: Recorder
  readonly desk: DeskFavourites
  readonly now: () => string
}

export type AccountFavourites = ReturnType<typeof createAccountFavourites>

/** Favourites of the person signed in: what the server told, and over it what it does not know yet. Each change goes to the outbox. */
export const createAccountFavourites = ({ db, table, own, view, recorder, desk, now }: Parts) => {
  const inOne = (work: () => void): void => {
    db.transaction(work).immediate()
  }
  const keyOf = (userId: string, key: FavouriteKey): RowKey => ({ userId, kind: FAVOURITE, id: rowId(userId, key) })

  const rowIds = (userId: string): string[] => {
    const waiting = table.ofUser(userId).filter(({ kind }) => kind === FAVOURITE)
    return [...new Set([...own.ids(userId, FAVOURITE), ...waiting.map(({ id }) => id)])]
  }
  /** One that cannot be read back hides no other. */
  const kept = (userId: string, id: string): KeptFavourite | null => {
    const target = targetOf(userId, id)
    if (target === null) return null
    try {
      const doc = view.of({ userId, kind: FAVOURITE, id })
      if (doc === null) return null
      const { nom, note, listes, cree_le } = wordsOf(doc)
      return { ...target, nom, note, listes: [...listes], cree_le, lisible: true }
    } catch (cause) {
      if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
      return { ...target, nom: '', note: '', listes: [], cree_le: '', lisible: false }
    }
  }
  const list = (userId: string): KeptFavourite[] =>
    rowIds(userId)
      .flatMap((id) => kept(userId, id) ?? [])
      .sort((a, b) => (a.cree_le === b.cree_le ? (a.id < b.id ? -1 : 1) : a.cree_le < b.cree_le ? 1 : -1))

  const change = (userId: string, key: FavouriteKey, before: Doc, wanted: Doc): void => {
    const patch = difference(before, patched(before, wanted))
    if (Object.keys(patch).length === 0) return
    const { nom } = wordsOf(before)
    recorder.record({ ...keyOf(userId, key), type: `${FAVOURITE}.update`, base: before, patch, nom })
  }
  const eachList = (userId: string, to: (listes: readonly string[]) => string[]): void =>
    inOne(() => {
      for (const { kind, id, lisible, listes } of list(userId)) {
        const doc = lisible ? view.of(keyOf(userId, { kind, id })) : null
        if (doc !== null) change(userId, { kind, id }, doc, { listes: listesValue(to(listes)) })
      }
    })

  return {
    list,
    ids: (userId: string): FavouriteKey[] => list(userId).map(({ kind, id }) => ({ kind, id })),
    add: (userId: string, { kind, id, nom }: FavouriteKey & { readonly nom: string }): void =>
      inOne(() => {
        const key = { kind, id }
        if (view.of(keyOf(userId, key)) !== null) return
        const before = desk.takeAside(userId, key) ?? { note: '', listes: [], cree_le: now() }
        const patch = newDoc(key, { ...before, nom })
        recorder.record({ ...keyOf(userId, key), type: `${FAVOURITE}.create`, base: {}, patch, nom })
      }),
    remove: (userId: string, key: FavouriteKey): void =>
      inOne(() => {
        const base = view.of(keyOf(userId, key))
        if (base === null) return
        const words = wordsOf(base)
        desk.keepAside(userId, key, words)
        recorder.record({ ...keyOf(userId, key), type: `${FAVOURITE}.remove`, base, patch: {}, nom: words.nom })
      }),
    update: (userId: string, { kind, id, note, listes }: FavouriteChange): void =>
      inOne(() => {
        const before = view.of(keyOf(userId, { kind, id }))
        if (before === null) throw new DoraError('favori-introuvable')
        change(userId, { kind, id }, before, {
          ...(note === undefined ? {} : { note: noteValue(note) }),
          ...(listes === undefined ? {} : { listes: listesValue(tidy(listes)) }),
        })
      }),
    renameList: (userId: string, { de, vers }: { readonly de: string; readonly vers: string }): void =>
      eachList(userId, renamed(de, vers)),
    removeList: (userId: string, { nom }: { readonly nom: string }): void => eachList(userId, renamed(nom, '')),
    /** Gives the desk's own favourites to the account. What both have said of one is compared by the server, not here. */
    adopt: (userId: string): void =>
      inOne(() => {
        for (const { kind, id, nom, note, listes, cree_le } of desk.adoptable()) {
          const key = { kind, id }
          const patch = newDoc(key, { nom, note, listes, cree_le })
          recorder.append({ ...keyOf(userId, key), type: `${FAVOURITE}.create`, base: {}, patch, nom })
          desk.give(key)
        }
      }),
  }
}

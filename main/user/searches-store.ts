import { DoraError } from '#shared/errors.ts'
import type { Marks } from '#shared/memory/marks.ts'
import { RECHERCHE, type RechercheDoc } from '#shared/memory/search.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { AccountView } from './account-view.ts'
import type { AccountsStore } from './accounts-store.ts'
import type { OutboxTable, RowKey } from './outbox-table.ts'
import type { OwnRows } from './own-rows.ts'
import type { Recorder } from './record-change.ts'
import { DESK, type DeskSearches, type RecentSearch } from './searches-desk.ts'
import { type KeptSearch, searchIdOf, searchOf, searchRowId } from './searches-doc.ts'

type Parts = {
  readonly db: WritableDb
  readonly accounts: AccountsStore
  readonly table: OutboxTable
  readonly own: OwnRows
  readonly view: AccountView
  readonly recorder: Recorder
  readonly desk: DeskSearches
}

const COMMAND = { make: `${RECHERCHE}.create`, change: `${RECHERCHE}.update`, remove: `${RECHERCHE}.remove` } as const
/** More than anyone looks after. */
export const MOST_KEPT = 100

export type SearchChange = {
  readonly id: string
  readonly nom?: string | undefined
  readonly frequence?: RechercheDoc['frequence'] | undefined
}

/**
 * Searches that are kept: of the person signed in, each change through the outbox, else of this desk. What was seen of each, and the
 * last searches made, stay on this desk. Changes fail with `recherche-introuvable`.
 */
export const createSearchesStore = ({ db, accounts, table, own, view, recorder, desk }: Parts) => {
  const inOne = (work: () => void): void => {
    db.transaction(work).immediate()
  }
  const owner = (): string => accounts.currentId() ?? DESK
  const keyOf = (userId: string, id: string): RowKey => ({ userId, kind: RECHERCHE, id: searchRowId(userId, id) })

  const ofAccount = (userId: string): KeptSearch[] => {
    const waiting = table.ofUser(userId).filter(({ kind }) => kind === RECHERCHE)
    const ids = new Set([...own.ids(userId, RECHERCHE), ...waiting.map(({ id }) => id)])
    return [...ids]
      .flatMap((rowId) => {
        const id = searchIdOf(userId, rowId)
        return id === null ? [] : (one(userId, id) ?? [])
      })
      .sort((a, b) => (a.cree_le === b.cree_le ? (a.id < b.id ? -1 : 1) : a.cree_le < b.cree_le ? 1 : -1))
  }
  /** One that cannot be read back hides no other. */
  const one = (userId: string, id: string): KeptSearch | null => {
    try {
      const doc = view.of(keyOf(userId, id))
      return doc === null ? null : searchOf(id, doc)
    } catch (cause) {
      if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
      return null
    }
  }
  const list = (): KeptSearch[] => {
    const userId = accounts.currentId()
    return userId === null ? desk.list() : ofAccount(userId)
  }
  const get = (id: string): KeptSearch => {
    const userId = accounts.currentId()
    const found = userId === null ? desk.get(id) : one(userId, id)
    if (found === null) throw new DoraError('recherche-introuvable')
    return found
  }
  const asDoc = ({ id: _, ...doc }: KeptSearch): Doc => doc as unknown as Doc

  return {
    list,
    get: ({ id }: { readonly id: string }): KeptSearch => get(id),
    make: ({ search, seen }: { readonly search: KeptSearch; readonly seen: Marks | null }): void =>
      inOne(() => {
        if (list().length >= MOST_KEPT) throw new DoraError('trop-de-recherches')
        const userId = accounts.currentId()
        if (userId === null) desk.put(search)
        else recorder.record({ ...keyOf(userId, search.id), type: COMMAND.make, base: {}, patch: asDoc(search), nom: search.nom })
        if (seen !== null) desk.look(owner(), search.id, seen)
      }),
    change: ({ id, nom, frequence }: SearchChange): void =>
      inOne(() => {
        const before = get(id)
        const after = { ...before, ...(nom === undefined ? {} : { nom }), ...(frequence === undefined ? {} : { frequence }) }
        const userId = accounts.currentId()
        if (userId === null) return desk.put(after)
        const patch: Doc = {
          ...(after.nom === before.nom ? {} : { nom: after.nom }),
          ...(after.frequence === before.frequence ? {} : { frequence: after.frequence }),
        }
        if (Object.keys(patch).length === 0) return
        const key = keyOf(userId, id)
        recorder.record({ ...key, type: COMMAND.change, base: view.of(key) ?? asDoc(before), patch, nom: after.nom })
      }),
    /** Kept aside until the desk closes, for the undo. */
    remove: ({ id }: { readonly id: string }): void =>
      inOne(() => {
        const userId = accounts.currentId()
        if (userId === null) return desk.remove(id)
        const base = view.of(keyOf(userId, id))
        const search = base === null ? null : searchOf(id, base)
        if (base === null || search === null) return
        desk.keepAside(userId, search)
        recorder.record({ ...keyOf(userId, id), type: COMMAND.remove, base, patch: {}, nom: search.nom })
      }),
    restore: ({ id }: { readonly id: string }): void =>
      inOne(() => {
        const userId = accounts.currentId()
        if (userId === null) return desk.restore(id)
        const search = desk.takeAside(userId, id)
        if (search === null || view.of(keyOf(userId, id)) !== null) return
        recorder.record({ ...keyOf(userId, id), type: COMMAND.make, base: {}, patch: asDoc(search), nom: search.nom })
      }),
    /** What was there when each was last looked at; null for one never looked at on this desk. */
    marks: ({ id }: { readonly id: string }): Marks | null => desk.marks(owner(), id),
    /** Fails with `recherche-introuvable` for one of another person, who may have left meanwhile. */
    look: ({ id, seen }: { readonly id: string; readonly seen: Marks }): void =>
      inOne(() => {
        get(id)
        desk.look(owner(), id, seen)
      }),
    /** Whose they are: an account, or '' for the desk. */
    owner: (): string => owner(),
    recent: (): RecentSearch[] => desk.recent(owner()),
    noteRecent: (search: Omit<RecentSearch, 'le'>): void => desk.noteRecent(owner(), search),
    forgetRecent: (): void => desk.forgetRecent(owner()),
    /** Gives the desk's own searches to the account. */
    adopt: (userId: string): void =>
      inOne(() => {
        for (const search of desk.list()) {
          const key = keyOf(userId, search.id)
          recorder.append({ ...key, type: COMMAND.make, base: {}, patch: asDoc(search), nom: search.nom })
          desk.give(userId, search.id)
        }
      }),
  }
}
export type SearchesStore = ReturnType<typeof createSearchesStore>

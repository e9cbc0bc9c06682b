import type { ListsStore } from './lists-store.ts'
import type { UserStore } from './store.ts'

/** Runs one act of the store, its failures coded. */
type On = <T>(act: (store: UserStore) => T) => T
type Asked<K extends keyof ListsStore> = ListsStore[K] extends (ask: infer A) => unknown ? A : never

/** Lists of teams, as the worker of the precious file answers of them. */
export const createListMethods = (on: On) => ({
  'lists.list': (_: undefined) => on(({ lists }) => lists.list()),
  'lists.create': (ask: Asked<'create'>) => on(({ lists }) => lists.create(ask)),
  'lists.rename': (ask: Asked<'rename'>) => on(({ lists }) => lists.rename(ask)),
  'lists.remove': (ask: Asked<'remove'>) => on(({ lists }) => lists.remove(ask)),
  'lists.add': (ask: Asked<'add'>) => on(({ lists }) => lists.add(ask)),
  'lists.take': (ask: Asked<'take'>) => on(({ lists }) => lists.take(ask)),
  'lists.note': (ask: Asked<'note'>) => on(({ lists }) => lists.note(ask)),
  'lists.move': (ask: Asked<'move'>) => on(({ lists }) => lists.move(ask)),
  'lists.seen': (_: undefined) => on(({ lists }) => lists.seen()),
  'lists.look': (ask: Asked<'look'>) => on(({ lists }) => lists.look(ask)),
})

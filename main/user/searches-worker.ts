import type { SearchesStore } from './searches-store.ts'
import type { UserStore } from './store.ts'

/** Runs one act of the store, its failures coded. */
type On = <T>(act: (store: UserStore) => T) => T
type Asked<K extends keyof SearchesStore> = SearchesStore[K] extends (ask: infer A) => unknown ? A : never

/** Kept and recent searches, as the worker of the precious file answers of them. */
export const createSearchMethods = (on: On) => ({
  'searches.list': (_: undefined) => on(({ searches }) => searches.list()),
  'searches.owner': (_: undefined) => on(({ searches }) => searches.owner()),
  'searches.get': (ask: Asked<'get'>) => on(({ searches }) => searches.get(ask)),
  'searches.make': (ask: Asked<'make'>) => on(({ searches }) => searches.make(ask)),
  'searches.change': (ask: Asked<'change'>) => on(({ searches }) => searches.change(ask)),
  'searches.remove': (ask: Asked<'remove'>) => on(({ searches }) => searches.remove(ask)),
  'searches.restore': (ask: Asked<'restore'>) => on(({ searches }) => searches.restore(ask)),
  'searches.marks': (ask: Asked<'marks'>) => on(({ searches }) => searches.marks(ask)),
  'searches.look': (ask: Asked<'look'>) => on(({ searches }) => searches.look(ask)),
  'searches.recent': (_: undefined) => on(({ searches }) => searches.recent()),
  'searches.noteRecent': (ask: Asked<'noteRecent'>) => on(({ searches }) => searches.noteRecent(ask)),
  'searches.forgetRecent': (_: undefined) => on(({ searches }) => searches.forgetRecent()),
})

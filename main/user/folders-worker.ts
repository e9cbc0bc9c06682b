import type { Folders } from './folders.ts'
import type { UserStore } from './store.ts'

/** Runs one act of the store, its failures coded. */
type On = <T>(act: (store: UserStore) => T) => T
type Of<S extends 'key' | 'folders' | 'plans', K extends keyof Folders[S]> = Folders[S][K] extends (ask: infer A) => unknown
  ? A
  : never

/** Folders of people and plans, as the worker of the precious file answers of them. */
export const createFolderMethods = (on: On) => ({
  'folders.lockState': (_: undefined) => on(({ folderKey }) => folderKey.state()),
  'folders.chooseCode': (ask: Of<'key', 'choose'>) => on(({ folderKey }) => folderKey.choose(ask)),
  'folders.open': (ask: Of<'key', 'open'>) => on(({ folderKey }) => folderKey.open(ask)),
  'folders.changeCode': (ask: Of<'key', 'change'>) => on(({ folderKey }) => folderKey.change(ask)),
  'folders.lock': (_: undefined) => on(({ folderKey }) => folderKey.lock()),
  'folders.eraseAll': (_: undefined) => on(({ folderKey }) => folderKey.eraseAll()),
  'folders.list': (ask: Of<'folders', 'list'>) => on(({ folders }) => folders.list(ask)),
  'folders.create': (ask: Of<'folders', 'create'>) => on(({ folders }) => folders.create(ask)),
  'folders.get': (ask: Of<'folders', 'get'>) => on(({ folders }) => folders.get(ask)),
  'folders.save': (ask: Of<'folders', 'save'>) => on(({ folders }) => folders.save(ask)),
  'folders.remove': (ask: Of<'folders', 'remove'>) => on(({ folders }) => folders.remove(ask)),
  'folders.restore': (ask: Of<'folders', 'restore'>) => on(({ folders }) => folders.restore(ask)),
  'folders.used': (ask: Of<'folders', 'used'>) => on(({ folders }) => folders.used(ask)),
  'folders.prolong': (ask: Of<'folders', 'prolong'>) => on(({ folders }) => folders.prolong(ask)),
  'folders.life': (ask: Of<'folders', 'life'>) => on(({ folders }) => folders.life(ask)),
  'folders.carry': (ask: Of<'folders', 'carry'>) => on(({ folders }) => folders.carry(ask)),
  'folders.bring': (ask: Of<'folders', 'bring'>) => on(({ folders }) => folders.bring(ask)),
  /** Also while the application runs: folders fall due by day. */
  'folders.purge': (ask: { readonly removedBefore: string; readonly jours: number }) =>
    on(({ purgeFolders }) => purgeFolders(ask.removedBefore, ask.jours)),
  'plans.list': (ask: Of<'plans', 'list'>) => on(({ plans }) => plans.list(ask)),
  'plans.create': (ask: Of<'plans', 'create'>) => on(({ plans }) => plans.create(ask)),
  'plans.get': (ask: Of<'plans', 'get'>) => on(({ plans }) => plans.get(ask)),
  'plans.save': (ask: Of<'plans', 'save'>) => on(({ plans }) => plans.save(ask)),
  'plans.remove': (ask: Of<'plans', 'remove'>) => on(({ plans }) => plans.remove(ask)),
  'plans.restore': (ask: Of<'plans', 'restore'>) => on(({ plans }) => plans.restore(ask)),
})

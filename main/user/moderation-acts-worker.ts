import type { ModerationActs } from './moderation-acts.ts'
import type { UserStore } from './store.ts'

/** Runs one act of the store, its failures coded. */
type On = <T>(act: (store: UserStore) => T) => T
type Asked<K extends keyof ModerationActs> = ModerationActs[K] extends (ask: infer A) => unknown ? A : never

/** Acts of moderation that wait, as the worker of the precious file answers of them. */
export const createModerationMethods = (on: On) => ({
  'moderation.keep': (ask: Asked<'keep'>) => on(({ moderation }) => moderation.keep(ask)),
  'moderation.undo': ({ id }: { readonly id: string }) => on(({ moderation }) => moderation.undo(id)),
  'moderation.pending': (_: undefined) => on(({ moderation }) => moderation.pending()),
  'moderation.forget': ({ id }: { readonly id: string }) => on(({ moderation }) => moderation.forget(id)),
  'moderation.next': (ask: Asked<'next'>) => on(({ moderation }) => moderation.next(ask)),
  'moderation.settle': (ask: Asked<'settle'>) => on(({ moderation }) => moderation.settle(ask)),
  'moderation.followed': (ask: Asked<'followed'>) => on(({ moderation }) => moderation.followed(ask)),
})

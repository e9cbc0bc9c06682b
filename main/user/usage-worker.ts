import type { UserStore } from './store.ts'
import type { UsageQueue } from './usage-store.ts'

/** Runs one act of the store, its failures coded. */
type On = <T>(act: (store: UserStore) => T) => T
type Asked<K extends keyof UsageQueue> = UsageQueue[K] extends (ask: infer A) => unknown ? A : never

/** The measure of use, as the worker of the precious file answers of it. */
export const createUsageMethods = (on: On) => ({
  'usage.state': (_: undefined) => on(({ usage }) => usage.state()),
  'usage.answer': (ask: Asked<'answer'>) => on(({ usage }) => usage.answer(ask)),
  'usage.keep': (ask: Asked<'keep'>) => on(({ usage }) => usage.keep(ask)),
  'usage.waiting': (ask: Asked<'waiting'>) => on(({ usage }) => usage.waiting(ask)),
  'usage.next': (ask: Asked<'next'>) => on(({ usage }) => usage.next(ask)),
  'usage.done': (ask: Asked<'done'>) => on(({ usage }) => usage.done(ask)),
})

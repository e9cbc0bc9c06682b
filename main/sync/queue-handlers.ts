import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import type { SyncHandlers } from './handlers.ts'

type QueueHandlers = Pick<SyncHandlers, 'sync.outgoing' | 'sync.retry' | 'sync.cancel' | 'sync.conflicts' | 'sync.resolve'>

type Parts = {
  readonly user: () => Promise<RemoteOf<UserWorkerMethods>>
  /** What waits has moved. */
  readonly onQueue: () => void
  /** What waits has moved, and what is shown with it. */
  readonly onShown: () => void
  readonly now: () => Promise<void>
  /** Something new waits to be sent. */
  readonly wake: () => Promise<void>
}

/** What a person sees and decides of the changes that go out. */
export const createQueueHandlers = ({ user, onQueue, onShown, now, wake }: Parts): QueueHandlers => ({
  'sync.outgoing': async () => (await user())['outbox.list'](undefined),
  'sync.retry': async (input) => {
    await (await user())['outbox.retry'](input)
    onQueue()
    await now()
  },
  'sync.cancel': async (input) => {
    await (await user())['outbox.cancel'](input)
    onShown()
  },
  'sync.conflicts': async () => (await user())['outbox.conflicts'](undefined),
  'sync.resolve': async (input) => {
    await (await user())['outbox.resolve'](input)
    onShown()
    await wake()
  },
})

import type { ServerConfig } from '../config.ts'
import type { Shelf as HttpShelf } from '../http/ports.ts'
import type { SyncStore } from '../store/types.ts'
import { buildInThread, type StoreAddress } from '../sync/snapshot/in-thread.ts'
import { openShelf, type Shelf } from '../sync/snapshot/shelf.ts'
import type { Snapshots as SnapshotJob } from './jobs.ts'
import { storeFile } from './open.ts'

/** Of zstd: the first one is waited for by desks, the others are made for the sake of bytes (sync.md §2.4). */
const FIRST_LEVEL = 3
const LEVEL = 9
const JOB = 'snapshot'

export type Snapshots = SnapshotJob &
  Pick<Shelf, 'list'> & {
    readonly shelf: HttpShelf
    /** Abandons a building under way. */
    readonly close: () => void
  }

const addressOf = (config: ServerConfig): StoreAddress =>
  config.databaseUrl === null ? { engine: 'sqlite', file: storeFile(config) } : { engine: 'postgresql', url: config.databaseUrl }

/** The snapshots of a server: what is on the shelf, and the thread that makes more. Replicas may share the folder. */
export const openSnapshots = (store: SyncStore, config: ServerConfig): Snapshots => {
  const folder = config.snapshotFolder
  const shelf = openShelf(folder, { now: Date.now, ...(config.blobUrl === null ? {} : { prefix: config.blobUrl }) })
  const closing = new AbortController()
  let building: Promise<void> | null = null

  const build = async (): Promise<void> => {
    const level = shelf.latest() === null ? FIRST_LEVEL : LEVEL
    await store.exclusively(JOB, async () => {
      await buildInThread(addressOf(config), { folder, level, now: Date.now(), signal: closing.signal })
    })
    shelf.tidy()
  }
  return {
    list: shelf.list,
    latest: (epoch) => {
      // Another replica may have made one.
      shelf.refresh()
      return shelf.latest(epoch)
    },
    build: () => {
      building ??= build().finally(() => {
        building = null
      })
      return building
    },
    shelf: {
      blob: shelf.blob,
      version: shelf.version,
      state: () => (shelf.latest() !== null ? 'ready' : building !== null ? 'building' : 'missing'),
    },
    close: () => closing.abort(),
  }
}

import { parentPort, workerData } from 'node:worker_threads'
import { deliveredPack, loadGeography } from '#server/import/geography.ts'
import { openPostgresqlStore } from '#server/store/postgresql.ts'
import { readerOver } from '#server/store/reader.ts'
import { openReading, within } from '#server/store/sqlite-connection.ts'
import type { Reader } from '#server/store/types.ts'
import { buildSnapshot } from './build.ts'
import type { ThreadMessage, ThreadWork } from './in-thread.ts'

/** Builds off the thread that answers desks (in-thread.ts), over a connection of its own. */

type Source = {
  readonly read: <T>(work: (reader: Reader) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

const openSource = async (from: ThreadWork['from']): Promise<Source> => {
  if (from.engine === 'postgresql') return openPostgresqlStore({ url: from.url, listen: false, connections: 1 })
  const connection = openReading(from.file)
  return {
    read: (work) => within(connection, 'DEFERRED', (db) => work(readerOver(db, 'sqlite'))),
    close: () => connection.db.destroy(),
  }
}

const tell = (message: ThreadMessage): void => parentPort?.postMessage(message)

const work = workerData as ThreadWork
const source = await openSource(work.from)
try {
  const { zoneName } = loadGeography(await deliveredPack())
  const manifest = await buildSnapshot(source.read, {
    ...work.options,
    zoneName,
    onProgress: (step, done, total) => tell({ kind: 'progress', step, done, total }),
  })
  tell({ kind: 'done', manifest })
} finally {
  await source.close()
}

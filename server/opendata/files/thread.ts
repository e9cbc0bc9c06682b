import { parentPort, workerData } from 'node:worker_threads'
import { buildRelease, type BuildWork } from './build.ts'
import type { ThreadMessage } from './in-thread.ts'

/** Makes the files of a release off the thread that answers (in-thread.ts). */

const tell = (message: ThreadMessage): void => parentPort?.postMessage(message)

const built = await buildRelease(workerData as BuildWork, (name, done, total) => tell({ kind: 'progress', name, done, total }))
tell({ kind: 'done', built })

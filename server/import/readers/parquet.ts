import { Worker } from 'node:worker_threads'
import { DoraError } from '#shared/errors.ts'
import type { ParquetInput, ParquetWindow } from './parquet-worker.ts'
import type { Rows } from './read.ts'

/**
 * A window takes about a second. A damaged file may announce a run of two thousand million values, which the library would write
 * one by one without ever giving way: that is ended from outside.
 */
const PATIENCE_MS = 60_000
/** Of the thread's heap: a window takes a tenth of it. */
const HEAP_MB = 1_024

type Answer = { readonly window: ParquetWindow } | { readonly error: string }

const ask = (worker: Worker, patienceMs: number): Promise<ParquetWindow> =>
  new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer)
      worker.off('message', heard).off('error', failed)
      settle()
    }
    const failed = (error: Error) => end(() => reject(error))
    const heard = (answer: Answer) => end(() => ('error' in answer ? reject(new Error(answer.error)) : resolve(answer.window)))
    const timer = setTimeout(() => failed(new Error(`no row in ${patienceMs} ms`)), patienceMs)
    worker.on('message', heard).on('error', failed)
    worker.postMessage('next')
  })

/** Rows of a Parquet file, a window at a time within each group. `onRead` hears the share of the file done, in bytes. */
export async function* readParquet(path: string, name: string, onRead: (bytes: number) => void, patienceMs = PATIENCE_MS): Rows {
  const worker = new Worker(new URL('./parquet-worker.ts', import.meta.url), {
    workerData: { path } satisfies ParquetInput,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })
  // Between two questions nobody listens: it must not end the process then.
  worker.on('error', () => {})
  try {
    for (let window = await ask(worker, patienceMs); window !== null; window = await ask(worker, patienceMs)) {
      const { row, bytes, rows } = window
      onRead(bytes)
      yield rows.map((each, index) => ({ kind: 'row' as const, ligne: row + index, row: each, hint: null }))
    }
  } catch (error) {
    if (error instanceof DoraError) throw error
    throw new DoraError('import-fichier-tronque', { fichier: name, raison: 'le fichier Parquet ne peut pas être lu' }, error)
  } finally {
    await worker.terminate()
  }
}

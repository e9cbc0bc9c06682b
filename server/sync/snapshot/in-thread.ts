import { Worker } from 'node:worker_threads'
import { type BuildOptions, type BuildStep, pendingPrefix, removePending } from './build.ts'
import type { Manifest } from './manifest.ts'

/** Where a thread finds the store: a connection does not cross. */
export type StoreAddress =
  { readonly engine: 'sqlite'; readonly file: string } | { readonly engine: 'postgresql'; readonly url: string }

export type ThreadWork = {
  readonly from: StoreAddress
  readonly options: Pick<BuildOptions, 'folder' | 'level' | 'now' | 'schema'> & { readonly pending: string }
}
export type ThreadMessage =
  | { readonly kind: 'progress'; readonly step: BuildStep; readonly done: number; readonly total: number | null }
  | { readonly kind: 'done'; readonly manifest: Manifest }

/**
 * `buildSnapshot` in a thread of its own, with the geography pack of the application. Rejects as it does, or with the signal's
 * reason, in which case the thread has ended and nothing is left of what it was writing.
 */
export const buildInThread = async (
  from: StoreAddress,
  options: Pick<BuildOptions, 'folder' | 'level' | 'now' | 'schema' | 'onProgress' | 'signal'>,
): Promise<Manifest> => {
  const { signal, onProgress, ...rest } = options
  signal?.throwIfAborted()
  const pending = pendingPrefix()
  const workerData: ThreadWork = { from, options: { ...rest, pending } }
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData })
  const stop = (): void => void worker.terminate()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise<Manifest>((resolve, reject) => {
      worker.on('message', (message: ThreadMessage) => {
        if (message.kind === 'done') resolve(message.manifest)
        else onProgress?.(message.step, message.done, message.total)
      })
      worker.on('error', reject)
      worker.on('exit', (code) =>
        reject(signal?.aborted === true ? (signal.reason as Error) : new Error(`Snapshot thread ended (${code}).`)),
      )
    })
  } finally {
    signal?.removeEventListener('abort', stop)
    await worker.terminate()
    removePending(options.folder, pending)
  }
}
